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
  "reject-fetch-client"
] as const

const NonNegativeInt = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A rule as the back door takes it. */
export const FaultRule = Schema.Struct({
  /** One method, or several with commas between them. */
  method: Schema.optionalKey(Schema.NonEmptyString),
  /** The end of a path, such as `/orders/{orderId}`; a part in braces matches any. */
  path: Schema.optionalKey(Schema.NonEmptyString),
  fault: Schema.Literals(faultNames),
  status: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 }))),
  /** Rates of rules that match the same call exclude each other. */
  rate: Schema.optionalKey(Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
  /** How often the rule fires at most. */
  count: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))),
  /** `before`: the request is not applied. `after`: it is applied, then its answer is lost or replaced. */
  phase: Schema.optionalKey(Schema.Literals(["before", "after"])),
  /** Seconds, or the header's text as it is. */
  retryAfter: Schema.optionalKey(Schema.Union([NonNegativeInt, Schema.String])),
  /** The body of a `status`, `html` or `empty` answer: a text as it is, anything else as JSON. */
  body: Schema.optionalKey(Schema.Unknown),
  delayMs: Schema.optionalKey(NonNegativeInt)
})
export type FaultRule = typeof FaultRule.Type
