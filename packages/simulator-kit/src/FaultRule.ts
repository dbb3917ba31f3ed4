import { Schema } from "effect"

/** What a rule can do to a request or its answer. */
export const faultNames = [
  "status",
  "reset",
  "reset-mid-body",
  "hang",
  "latency",
  "slow-first-byte",
  "drip",
  "bandwidth",
  "truncate",
  "corrupt",
  "html",
  "empty",
  "missing-id",
  "null-id",
  "wrong-type",
  "extra-fields",
  "bom",
  "bomb",
  "duplicate-page",
  "reorder",
  "ignore-cursor",
  "short-page",
  "empty-page",
  "stale-read",
  "late-commit",
  "reject-fetch-client"
] as const

export const FaultName = Schema.Literals(faultNames)
export const FaultStatus = Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 }))
export const FaultRate = Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
export const FaultPhase = Schema.Literals(["before", "after"])
const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const Milliseconds = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Which calls a rule hits. */
export const matchFields = {
  /** One method, or several with commas between them. */
  method: Schema.optionalKey(Schema.NonEmptyString),
  /** The end of a path, such as `/orders/{orderId}`; a part in braces matches any. */
  path: Schema.optionalKey(Schema.NonEmptyString),
  /** Named in the query or at the top of the JSON body. */
  goodsOwnerId: Schema.optionalKey(Schema.Int),
  /** An id or a number of an entity: a part of the path, a value of the query, or a value anywhere in the JSON body. */
  key: Schema.optionalKey(Schema.NonEmptyString),
  /** Of the calls that the rest of the rule hits, only this one; the first is 1. */
  nth: Schema.optionalKey(Count),
  /** Of those calls, each that this number divides. */
  every: Schema.optionalKey(Count),
  /** How often the rule fires at most. */
  count: Schema.optionalKey(Count),
  /** How long the rule is in force on the world's clock: an ISO 8601 duration. */
  lasts: Schema.optionalKey(Schema.NonEmptyString)
}

/** What more a rule says of its action. */
export const mannerFields = {
  /** Seconds; a duration such as `PT2M` for that date; `absurd` for some thirty years; any other text as it is. */
  retryAfter: Schema.optionalKey(Schema.Union([Milliseconds, Schema.String])),
  /** The body of a `status`, `html` or `empty` answer: a text as it is, anything else as JSON. */
  body: Schema.optionalKey(Schema.Unknown),
  /** Headers of a `status`, `html` or `empty` answer. */
  headers: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  /** Of the world's clock for `late-commit`, of the host's for all others. */
  delayMs: Schema.optionalKey(Milliseconds),
  bytesPerSecond: Schema.optionalKey(Count)
}

/** A rule as the back door takes it. */
export const FaultRule = Schema.Struct({
  ...matchFields,
  ...mannerFields,
  fault: FaultName,
  status: Schema.optionalKey(FaultStatus),
  /** Rates of rules that match the same call exclude each other. */
  rate: Schema.optionalKey(FaultRate),
  /** `before`: the request is not applied. `after`: it is applied, then its answer is lost or replaced. */
  phase: Schema.optionalKey(FaultPhase)
})
export type FaultRule = typeof FaultRule.Type
