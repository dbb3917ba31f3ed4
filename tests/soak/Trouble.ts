import { Dice } from "../chaos/Dice.ts"
import { Agenda } from "./Agenda.ts"
import { call } from "./Call.ts"
import { type Machine, type Program, programs } from "./Machine.ts"
import type { Tenant } from "./Tenant.ts"

export interface Kill {
  /** Seconds after the beginning. */
  readonly at: number
  readonly program: Program
}

const writes = "POST,PUT,PATCH,DELETE"

/** Whatever the wire and a gateway do and undo again; the members of a rule of the simulators' back door. */
const faults: ReadonlyArray<readonly [name: string, rule: object]> = [
  ["lost answer", { method: writes, fault: "reset", phase: "after" }],
  ["cut before", { fault: "reset", phase: "before" }],
  ["cut amid", { fault: "reset-mid-body", phase: "after" }],
  ["503 before", { fault: "status", status: 503, phase: "before" }],
  ["500 before", { fault: "status", status: 500, phase: "before" }],
  ["504 after", { method: writes, fault: "status", status: 504, phase: "after" }],
  ["502 after", { fault: "status", status: 502, phase: "after" }],
  ["429", { fault: "status", status: 429, phase: "before", retryAfter: 2 }],
  ["html gateway", { fault: "html", status: 502, phase: "before" }],
  ["html for success", { method: writes, fault: "html", phase: "after" }],
  ["half an answer", { fault: "truncate", phase: "after" }],
  ["slow", { fault: "latency", delayMs: 2000, phase: "before" }],
  ["slow answer", { fault: "latency", delayMs: 2000, phase: "after" }],
  ["slow body", { fault: "drip", delayMs: 100, phase: "after" }]
]

/** What makes it hard: faults in both systems, and kills. The draws do not depend on what the load does. */
export class Trouble {
  readonly kills: Array<Kill> = []
  /** How often each fault was armed. */
  readonly armed = new Map<string, number>()
  readonly agenda = new Agenda()
  readonly #machine: Machine
  readonly #tenants: ReadonlyArray<Tenant>
  readonly #seed: number
  readonly #began = performance.now()
  readonly #lasts: number

  constructor(machine: Machine, tenants: ReadonlyArray<Tenant>, seed: number, lasts: number) {
    this.#machine = machine
    this.#tenants = tenants
    this.#seed = seed
    this.#lasts = lasts
    this.#fault(1)
    this.#kill(1)
  }

  /** No rule is left in force. */
  async end(): Promise<void> {
    for (const { ongoing, omnium } of this.#tenants)
      for (const world of [ongoing, omnium]) await call("DELETE", `${world}/_simulator/faults`)
  }

  #fault(nth: number): void {
    const dice = new Dice(this.#seed, `fault ${nth}`)
    this.agenda.after(dice.int(500, 4000), async () => {
      this.#fault(nth + 1)
      const { ongoing, omnium } = dice.pick(this.#tenants)
      const [name, rule] = dice.pick(faults)
      this.armed.set(name, (this.armed.get(name) ?? 0) + 1)
      const world = `${dice.chance(0.5) ? ongoing : omnium}/_simulator/faults`
      // Rules that have fired would be looked at by every call for the rest of the run. What nobody meets passes: it
      // would else wait for the very call that asks a quiet system whether it is there again.
      await call("DELETE", world)
      await call("POST", world, { ...rule, count: dice.chance(0.1) ? 2 : 1, lasts: "PT5S" })
    })
  }

  #kill(nth: number): void {
    const dice = new Dice(this.#seed, `kill ${nth}`)
    // A short run has its kills closer together.
    const share = Math.min(1, this.#lasts / 160_000)
    this.agenda.after(dice.int(10_000, 40_000) * share, async () => {
      this.#kill(nth + 1)
      const program = this.#victim(nth, dice)
      this.kills.push({ at: (performance.now() - this.#began) / 1000, program })
      await this.#machine.kill(program)
    })
  }

  /** Each is hit once first. In its second half the connector lives undisturbed: else no leak could be seen. */
  #victim(nth: number, dice: Dice): Program {
    const first = (["connector", "ongoing", "omnium"] as const)[nth - 1]
    if (first !== undefined) return first
    const isLate = performance.now() - this.#began > this.#lasts / 2
    return dice.pick(isLate ? programs.filter((program) => program !== "connector") : programs)
  }
}
