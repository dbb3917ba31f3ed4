import type { StoredItem } from "./Bookkeeping.ts"
import type { Exchange } from "./Network.ts"
import type { Violation } from "./Violation.ts"

export interface Audit {
  readonly id: number
  readonly item: number
  readonly system: string
  readonly operation: string
  readonly key: string
  readonly at: number
  readonly finished_at: number | null
  readonly outcome: string
}

interface Audited {
  readonly audits: ReadonlyArray<Audit>
  /** Those of which the journal can know. */
  readonly exchanges: ReadonlyArray<Exchange>
  readonly items: ReadonlyArray<StoredItem>
  readonly isClockSet: boolean
  /** The Omnium order that a request was written for; none if it is no write. */
  readonly orderIn: (exchange: Exchange) => string | undefined
}

export const auditViolations = (about: Audited): ReadonlyArray<Violation> => [
  ...againstExchanges(about),
  ...outOfOrder(about)
]

/** Answers that stay the same however often one asks. */
const hopeless: ReadonlySet<number | undefined> = new Set([400, 403, 422])

const orderWrites = /^(PUT|DELETE) \/orders|^(POST|PATCH|PUT) \/api\/Orders\//

/** Every write has its audit, nothing is called confirmed that never was, and nothing that was refused is sent again. */
const againstExchanges = ({ audits, exchanges, items, isClockSet, orderIn }: Audited): ReadonlyArray<Violation> => {
  const violations: Array<Violation> = []
  const taken = new Set<number>()
  const refused = new Map<string, Exchange["by"]>()
  const askedAgain = new Set(items.filter(({ source }) => source === "operator").map(({ id }) => id))
  for (const exchange of exchanges) {
    const { system, operation, path, body, sentAtThere, status, isWhole, by } = exchange
    const key = orderIn(exchange)
    if (key === undefined) continue
    const fitting = audits.filter(
      (each) =>
        each.system === system &&
        each.operation === operation &&
        orderIdOf(each.key) === key &&
        each.at <= sentAtThere &&
        (each.finished_at === null || each.finished_at >= sentAtThere || isClockSet) &&
        !taken.has(each.id)
    )
    // The row is written just before the request is sent.
    const audit = fitting.reduce<Audit | undefined>(
      (latest, each) => (latest === undefined || each.at >= latest.at ? each : latest),
      undefined
    )
    if (audit === undefined) {
      violations.push({ rule: "R22", words: `${operation} for ${key} was sent without an audit row of its own.` })
      continue
    }
    taken.add(audit.id)
    if (audit.outcome === "confirmed" && (status === undefined || status >= 300)) {
      violations.push({
        rule: "R22",
        words: `Audit ${audit.id} says confirmed, but ${operation} for ${key} was not carried out.`
      })
    }
    const request = `${audit.item} ${operation} ${path} ${body}`
    if (refused.get(request) === by && !askedAgain.has(audit.item)) {
      violations.push({ rule: "R19", words: `${operation} for ${key} was refused, and sent again unchanged.` })
    }
    // A cancel is asked for again once the warehouse has gone on with the order.
    if (operation === "DELETE /orders/{orderId}") continue
    // An answer that was lost on the way, or with the process that had it, nobody knows.
    if (isWhole && hopeless.has(status)) refused.set(request, by)
  }
  for (const audit of audits) {
    if (audit.outcome === "confirmed" && !taken.has(audit.id) && orderWrites.test(audit.operation)) {
      violations.push({
        rule: "R22",
        words: `Audit ${audit.id} (${audit.operation}, ${audit.key}) is of a request that was never sent.`
      })
    }
  }
  return violations
}

/** What is asked of one thing is done in the order in which it was asked, unless somebody asked for it once more. */
const outOfOrder = ({ audits, items }: Audited): ReadonlyArray<Violation> => {
  const writes = Map.groupBy(audits, ({ item }) => item)
  const written = items.filter(({ id, source }) => source !== "operator" && writes.has(id))
  return [...Map.groupBy(written, ({ tenant, key }) => `${tenant} ${key}`)].flatMap(([named, ofKey]) => {
    const [late] = ofKey.filter(({ id }, index) => {
      const first = writes.get(id)?.[0]?.id ?? 0
      const before = ofKey.slice(0, index).flatMap((earlier) => writes.get(earlier.id) ?? [])
      return before.some((write) => write.id > first)
    })
    return late === undefined
      ? []
      : [{ rule: "R23", words: `Item ${late.id} of ${named} was worked on before an earlier one had ended.` }]
  })
}

export const orderIdOf = (key: string): string => (key.includes("/") ? key.slice(0, key.lastIndexOf("/")) : key)
