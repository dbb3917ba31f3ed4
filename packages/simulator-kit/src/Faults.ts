import type { FaultRule } from "./FaultRule.ts"

/** A rule in force. */
export interface ActiveFault {
  readonly id: number
  readonly rule: FaultRule
  readonly phase: "before" | "after"
  /** Names the rule in the answer's header and in the log, such as `2:reset:after`. */
  readonly label: string
  fired: number
  /** The first answer to each URL, for stale reads. */
  readonly remembered: Map<string, string>
}

interface Compiled extends ActiveFault {
  readonly methods: ReadonlySet<string> | undefined
  readonly segments: ReadonlyArray<string | undefined> | undefined
  readonly rate: number
  readonly count: number
}

/** Vendors' routes are matched without regard to case where the vendor does so; a rule always is. */
const segmentsOf = (path: string): ReadonlyArray<string> =>
  path
    .toLowerCase()
    .split("/")
    .filter((segment) => segment !== "")

const endsWith = (path: ReadonlyArray<string>, template: ReadonlyArray<string | undefined>): boolean => {
  const offset = path.length - template.length
  return offset >= 0 && template.every((segment, index) => segment === undefined || segment === path[offset + index])
}

/** The rules of one world. Which of them fires is drawn from the world's seed, so a run can be repeated. */
export class Faults {
  #rules: Array<Compiled> = []
  #lastId = 0
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  add(rule: FaultRule): ActiveFault {
    const id = ++this.#lastId
    const phase = rule.phase ?? "before"
    const compiled: Compiled = {
      id,
      rule,
      phase,
      label: `${id}:${rule.fault === "status" ? (rule.status ?? 503) : rule.fault}:${phase}`,
      fired: 0,
      remembered: new Map(),
      methods: rule.method === undefined ? undefined : new Set(rule.method.toUpperCase().split(",")),
      segments:
        rule.path === undefined
          ? undefined
          : segmentsOf(rule.path).map((segment) => (segment.startsWith("{") ? undefined : segment)),
      rate: rule.rate ?? 1,
      count: rule.count ?? Number.POSITIVE_INFINITY
    }
    this.#rules.push(compiled)
    return compiled
  }

  get rules(): ReadonlyArray<ActiveFault> {
    return this.#rules
  }

  clear(): void {
    this.#rules = []
  }

  /** The rule that hits this call, if any. */
  draw(method: string, path: string): ActiveFault | undefined {
    if (this.#rules.length === 0) return undefined
    const segments = segmentsOf(path)
    const matching = this.#rules.filter(
      (rule) =>
        rule.fired < rule.count &&
        (rule.methods === undefined || rule.methods.has(method)) &&
        (rule.segments === undefined || endsWith(segments, rule.segments))
    )
    if (matching.length === 0) return undefined
    const drawn = this.#random()
    let sum = 0
    for (const rule of matching) {
      sum += rule.rate
      if (drawn < sum) {
        rule.fired++
        return rule
      }
    }
    return undefined
  }
}
