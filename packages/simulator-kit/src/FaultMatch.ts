import type { FaultRule } from "./FaultRule.ts"

/** What rules look at. */
export interface FaultyCall {
  readonly method: string
  readonly path: string
  /** Without its question mark. */
  readonly query: string
  /** The body's text; empty where no rule looks into it. */
  readonly text: string
}

/** Which calls a rule hits, as sets that can be compared. */
export interface FaultMatch {
  readonly methods: ReadonlySet<string> | undefined
  /** An undefined segment matches any. */
  readonly segments: ReadonlyArray<string | undefined> | undefined
  readonly goodsOwnerId: number | undefined
  readonly key: string | undefined
}

export const faultMatch = ({
  method,
  path,
  goodsOwnerId,
  key
}: Pick<FaultRule, "method" | "path" | "goodsOwnerId" | "key">): FaultMatch => ({
  methods: method === undefined ? undefined : new Set(method.toUpperCase().split(",")),
  segments:
    path === undefined
      ? undefined
      : segmentsOf(path.toLowerCase()).map((segment) => (segment.startsWith("{") ? undefined : segment)),
  goodsOwnerId,
  key
})

export const looksInside = ({ goodsOwnerId, key }: FaultMatch): boolean =>
  goodsOwnerId !== undefined || key !== undefined

export const hits = ({ methods, segments, goodsOwnerId, key }: FaultMatch, call: FaultyCall): boolean =>
  (methods === undefined || methods.has(call.method)) &&
  // Vendors' routes are matched without regard to case where the vendor does so; a rule always is.
  (segments === undefined || endsWith(segmentsOf(call.path.toLowerCase()), segments)) &&
  (goodsOwnerId === undefined || namesOwner(call, String(goodsOwnerId))) &&
  (key === undefined || namesKey(call, key))

/** Whether there can be a call that both hit. */
export const overlap = (one: FaultMatch, other: FaultMatch): boolean =>
  (one.methods === undefined || other.methods === undefined || !one.methods.isDisjointFrom(other.methods)) &&
  (one.segments === undefined || other.segments === undefined || endAlike(one.segments, other.segments)) &&
  agree(one.goodsOwnerId, other.goodsOwnerId) &&
  agree(one.key, other.key)

/** Two keys are taken for two entities, though one call may name both. */
const agree = (one: string | number | undefined, other: string | number | undefined): boolean =>
  one === undefined || other === undefined || one === other

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").filter((segment) => segment !== "")

const endsWith = (path: ReadonlyArray<string>, template: ReadonlyArray<string | undefined>): boolean =>
  path.length >= template.length && endAlike(path, template)

const endAlike = (one: ReadonlyArray<string | undefined>, other: ReadonlyArray<string | undefined>): boolean => {
  for (let back = 1; back <= Math.min(one.length, other.length); back++) {
    const [left, right] = [one.at(-back), other.at(-back)]
    if (left !== undefined && right !== undefined && left !== right) return false
  }
  return true
}

const namesOwner = ({ query, text }: FaultyCall, goodsOwnerId: string): boolean => {
  if (new URLSearchParams(query).getAll("goodsOwnerId").includes(goodsOwnerId)) return true
  const body = jsonOf(text)
  return (
    typeof body === "object" && body !== null && "goodsOwnerId" in body && String(body.goodsOwnerId) === goodsOwnerId
  )
}

const namesKey = ({ path, query, text }: FaultyCall, key: string): boolean =>
  segmentsOf(path).some((segment) => segment === key || segment === encodeURIComponent(key)) ||
  [...new URLSearchParams(query).values()].includes(key) ||
  holds(jsonOf(text), key)

const holds = (value: unknown, key: string): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some((item) => holds(item, key))
    : (typeof value === "string" || typeof value === "number") && String(value) === key

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
