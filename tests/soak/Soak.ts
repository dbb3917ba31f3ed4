import { join } from "node:path"
import type { Violation } from "../chaos/Violation.ts"
import { books } from "./Books.ts"
import { Machine } from "./Machine.ts"
import { comeToRest, type Rest } from "./Rest.ts"
import { type Sample, sample } from "./Samples.ts"
import { Shop } from "./Shop.ts"
import { Staff } from "./Staff.ts"
import { openTenant, tenantIds } from "./Tenant.ts"
import { type Kill, Trouble } from "./Trouble.ts"
import { type Check, verdict } from "./Verdict.ts"
import { Witness } from "./Witness.ts"

/** Milliseconds between two orders of a tenant, on average. */
const quickest = 5000

/** What a simulator can be restarted with in a moment: it keeps its whole ledger, some 100 kB for an order. */
const mostOrders = 5000

/** As many points as a picture shows, but not more than one in two seconds. */
const mostSamples = 600

export interface Soaked {
  readonly checks: ReadonlyArray<Check>
  readonly samples: ReadonlyArray<Sample>
  readonly kills: ReadonlyArray<Kill>
  readonly faults: Readonly<Record<string, number>>
  readonly rest: Rest
  readonly counts: Readonly<Record<string, number>>
  /** Seconds of load. */
  readonly loaded: number
  readonly violations: ReadonlyArray<Violation>
}

/** Starts everything, makes it hard for so many milliseconds or until it is told to stop, and sees what remains. */
export const soak = async (
  options: { readonly lasts: number; readonly seed: number; readonly directory: string },
  stop: AbortController,
  tell: (text: string) => void
): Promise<Soaked> => {
  const { lasts, seed, directory } = options
  const machine = new Machine(join(directory, "work"), {
    ...{ sync: "*/5 * * * * *", poll: "*/5 * * * * *", products: "*/10 * * * * *" }
  })
  try {
    await machine.open()
    const urls = { omnium: machine.url("omnium"), ongoing: machine.url("ongoing"), connector: machine.url("connector") }
    const tenants = await Promise.all(tenantIds.map((id) => openTenant(id, urls)))
    const pace = Math.max(quickest, (lasts * tenants.length) / mostOrders)
    const shops = tenants.map((tenant) => new Shop(tenant, seed, pace))
    const staffOf = new Map(tenants.map((tenant) => [new Witness(tenant), new Staff(tenant, seed)]))
    const witnesses = [...staffOf.keys()]
    const trouble = new Trouble(machine, tenants, seed, lasts)
    const samples: Array<Sample> = []
    const began = performance.now()
    const seconds = () => (performance.now() - began) / 1000
    const exported = () => witnesses.reduce((sum, witness) => sum + witness.exported, 0)
    const progress = (text: string) =>
      tell(
        `${clock(seconds())} ${text}: ${shops.reduce((sum, shop) => sum + shop.orders, 0)} orders, ` +
          `${exported()} exported, ${trouble.kills.length} kills, ${samples.at(-1)?.open ?? "?"} items open`
      )
    const repeated = async (every: number, run: () => Promise<unknown>, until: AbortSignal) => {
      while (!until.aborted) {
        await run()
        await Bun.sleep(every)
      }
    }
    const rested = new AbortController()
    const sampled = repeated(
      Math.max(2000, lasts / mostSamples),
      async () => samples.push(await sample(machine, seconds(), exported())),
      rested.signal
    )
    const over = setTimeout(() => stop.abort(), lasts)
    const attended = <A>(work: Promise<A>) => work.finally(() => stop.abort())
    await Promise.all([
      ...[...shops, ...staffOf.values(), trouble].map(({ agenda }) => attended(agenda.work(stop.signal))),
      attended(
        repeated(
          1000,
          async () => {
            for (const [witness, staff] of staffOf) staff.see((await witness.look()).ongoing)
            progress(`of ${clock(lasts / 1000)}`)
          },
          stop.signal
        )
      )
    ])
    clearTimeout(over)
    const loaded = seconds()
    await trouble.end()
    await Promise.all(shops.map((shop) => shop.close()))
    for (const staff of staffOf.values()) staff.close()
    // At their own pace: a cancel that is under way must not find everything picked at once.
    const finished = [...staffOf.values()].map(({ agenda }) => agenda.work(rested.signal))
    const rest = await comeToRest(urls.connector, staffOf, progress)
    rested.abort()
    await Promise.all(finished)
    await sampled
    const { counts, violations: lost } = await books(machine.connectorData, tenants)
    await machine.close()
    const violations = [...witnesses.flatMap((witness) => witness.violations), ...rest.violations, ...lost]
    const complaints = machine.complaints.map((words) => ({ rule: "process", words }))
    return {
      checks: [...ledgerChecks([...violations, ...complaints]), ...verdict(samples.filter(({ at }) => at <= loaded))],
      samples,
      kills: trouble.kills,
      faults: Object.fromEntries(trouble.armed),
      rest,
      counts: { ...counts, placed: shops.reduce((sum, shop) => sum + shop.orders, 0), exported: exported() },
      loaded,
      violations: [...violations, ...complaints]
    }
  } finally {
    await machine.close()
  }
}

const rules: ReadonlyArray<readonly [rule: string, name: string]> = [
  ["R1", "a shipment is one order in Ongoing, with what Omnium wants"],
  ["R2", "what was asked for was done, or is visible"],
  ["R3", "no order was made that nobody asked for"],
  ["R6", "what is cancelled is cancelled in both"],
  ["R7", "no status went back, and both say the same"],
  ["R8", "what was delivered is delivered in Omnium"],
  ["R9", "each parcel is in Omnium once"],
  ["R10", "the stock of each SKU in each warehouse is what Ongoing can sell"],
  ["R15", "what came back came back in Omnium, and is reported"],
  ["R16", "what came in came in in both"],
  ["R17", "articles have the names and ids of their products"],
  ["R21", "everything came to rest"],
  ["R24", "labels have the bytes that Ongoing has"],
  ["dead", "nothing was given up that nobody's doing explains"],
  ["laws", "the simulators keep their own laws"],
  ["process", "no process ended by itself or logged what it could not explain"]
]

const ledgerChecks = (violations: ReadonlyArray<Violation>): ReadonlyArray<Check> =>
  rules.map(([rule, name]) => {
    const found = violations.filter((violation) => violation.rule === rule)
    return {
      name: `${name} (${rule})`,
      seen: found.length === 0 ? "" : `${found.length} times not`,
      holds: found.length === 0
    }
  })

export const clock = (seconds: number): string => {
  const whole = Math.floor(seconds)
  const two = (value: number) => String(value).padStart(2, "0")
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
