import { BackDoorError } from "./BackDoorError.ts"
import { type FaultMatch, type FaultyCall, faultMatch, hits, looksInside, overlap } from "./FaultMatch.ts"
import type { FaultRule } from "./FaultRule.ts"
import { parseIsoDuration } from "./IsoDuration.ts"

/** A rule in force. */
export interface ActiveFault {
  readonly id: number
  readonly rule: FaultRule
  readonly phase: "before" | "after"
  /** Names the rule in the answer's header and in the log, such as `2:reset:after`. */
  readonly label: string
  /** When on the world's clock it ends. */
  readonly until: number
  /** How many calls it matched while it was in force. */
  seen: number
  fired: number
  /** The first answer to each request, for stale reads. */
  readonly remembered: Map<string, string>
}

interface Compiled extends ActiveFault {
  readonly match: FaultMatch
  readonly rate: number
  readonly count: number
  /** Fires for certain, and only sometimes: it goes before those that share the calls by their rates. */
  readonly takesTurn: boolean
}

/** The rules as plain data, with what became of them. */
export interface SavedFaults {
  readonly lastId: number
  readonly rules: ReadonlyArray<{
    readonly id: number
    readonly rule: FaultRule
    /** Null where it does not end by the clock. */
    readonly until: number | null
    readonly seen: number
    readonly fired: number
  }>
}

/** Sums of decimal fractions miss a little. */
const certainly = 1 + 1e-9

/** The rules of one world. Which of them fires is drawn from the world's seed, so a run can be repeated. */
export class Faults {
  #rules: Array<Compiled> = []
  #lastId = 0
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** All of them, or none where one does not fit beside the others. `now` is the world's time. */
  addAll(rules: ReadonlyArray<FaultRule>, now: number): ReadonlyArray<ActiveFault> {
    const before = { rules: this.#rules, lastId: this.#lastId }
    try {
      return rules.map((rule) => this.#add(rule, now))
    } catch (error) {
      this.#rules = before.rules
      this.#lastId = before.lastId
      throw error
    }
  }

  #add(rule: FaultRule, now: number): ActiveFault {
    const id = this.#lastId + 1
    const until = rule.lasts === undefined ? Number.POSITIVE_INFINITY : now + duration(rule.lasts)
    const compiled = compile(rule, id, until)
    if (!compiled.takesTurn) this.#refuseTooMuch(compiled, now)
    this.#lastId = id
    this.#rules = [...this.#rules, compiled]
    return compiled
  }

  get saved(): SavedFaults {
    const rules = this.#rules.map(({ id, rule, until, seen, fired }) => ({
      ...{ id, rule, seen, fired },
      until: Number.isFinite(until) ? until : null
    }))
    return { lastId: this.#lastId, rules }
  }

  /** Goes on with what was saved. */
  resume({ lastId, rules }: SavedFaults): void {
    this.#lastId = lastId
    this.#rules = rules.map(({ id, rule, until, seen, fired }) => ({
      ...compile(rule, id, until ?? Number.POSITIVE_INFINITY),
      ...{ seen, fired }
    }))
  }

  get rules(): ReadonlyArray<ActiveFault> {
    return this.#rules
  }

  /** Whether a rule asks for what is in a request's body. */
  get looksInside(): boolean {
    return this.#rules.some(({ match }) => looksInside(match))
  }

  clear(): void {
    this.#rules = []
  }

  /** False if there is no such rule. */
  remove(id: number): boolean {
    const left = this.#rules.filter((rule) => rule.id !== id)
    const isKnown = left.length < this.#rules.length
    this.#rules = left
    return isKnown
  }

  /** The rule that hits this call, if any. */
  draw(call: FaultyCall, now: number): ActiveFault | undefined {
    const matching = this.#rules.filter((rule) => isInForce(rule, now) && hits(rule.match, call))
    if (matching.length === 0) return undefined
    for (const rule of matching) rule.seen++
    const ready = matching.filter(
      ({ rule: { nth, every }, seen }) => (nth ?? seen) === seen && seen % (every ?? 1) === 0
    )
    const drawn = this.#random()
    let sum = 0
    for (const rule of [...ready.filter(({ takesTurn }) => takesTurn), ...ready.filter((rule) => !rule.takesTurn)]) {
      sum += rule.rate
      if (drawn < sum) {
        rule.fired++
        return rule
      }
    }
    return undefined
  }

  #refuseTooMuch(added: Compiled, now: number): void {
    const rivals = this.#rules.filter(
      (rule) => !rule.takesTurn && isInForce(rule, now) && overlap(rule.match, added.match)
    )
    const sum = added.rate + heaviest(rivals)
    if (sum <= certainly) return
    const labels = rivals.map(({ label }) => label).join(", ")
    throw new BackDoorError(
      409,
      `With ${labels} the rates of the rules for one call would add up to ${Number(sum.toFixed(4))}, and 1 is all. Lower a rate, narrow a rule, give the new one a count, or take one away with DELETE /_simulator/faults/{id}.`
    )
  }
}

const compile = (rule: FaultRule, id: number, until: number): Compiled => {
  const phase = rule.phase ?? "before"
  const rate = rule.rate ?? 1
  return {
    id,
    rule,
    phase,
    label: `${id}:${rule.fault === "status" ? (rule.status ?? 503) : rule.fault}:${phase}`,
    until,
    seen: 0,
    fired: 0,
    remembered: new Map(),
    match: faultMatch(rule),
    rate,
    count: rule.count ?? Number.POSITIVE_INFINITY,
    takesTurn: rate === 1 && (rule.count ?? rule.nth ?? rule.every) !== undefined
  }
}

const isInForce = ({ fired, count, until }: Compiled, now: number): boolean => fired < count && now < until

/** The greatest sum of rates of rules that one call can match together. */
const heaviest = (rules: ReadonlyArray<Compiled>): number => {
  const alone = rules.find((rule) => rules.some((other) => !overlap(rule.match, other.match)))
  if (alone === undefined) return rules.reduce((sum, { rate }) => sum + rate, 0)
  return Math.max(
    heaviest(rules.filter((rule) => rule !== alone)),
    heaviest(rules.filter((rule) => overlap(rule.match, alone.match)))
  )
}

const duration = (text: string): number => {
  const milliseconds = parseIsoDuration(text)
  if (milliseconds === undefined)
    throw new BackDoorError(400, `lasts: "${text}" is not an ISO 8601 duration such as PT25H.`)
  return milliseconds
}
