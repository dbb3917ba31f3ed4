import { Schema } from "effect"

/**
 * The kinds of member in the vendor's request models. Every optional member may be left out or null.
 * Numbers may arrive as JSON strings: the vendor's own examples send `"weight": "1.5"`.
 */
export const text = Schema.optionalKey(Schema.NullOr(Schema.String))
export const textUpTo = (length: number) =>
  Schema.optionalKey(Schema.NullOr(Schema.String.check(Schema.isMaxLength(length))))
export const flag = Schema.optionalKey(Schema.NullOr(Schema.Boolean))

export const Decimal = Schema.Union([Schema.Finite, Schema.FiniteFromString])
export const Integer = Decimal.check(Schema.isInt())
export const decimal = Schema.optionalKey(Schema.NullOr(Decimal))
export const integer = Schema.optionalKey(Schema.NullOr(Integer))

export const RequiredText = Schema.String.check(Schema.isMinLength(1))
export const requiredTextUpTo = (length: number) =>
  Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(length))

const instant =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Milliseconds of an ISO 8601 date or date-time; without an offset it is read as UTC. Undefined if it is none, or before 1900. */
export const parseInstant = (value: string): number | undefined => {
  if (!instant.test(value) || Number(value.slice(0, 4)) < 1900) return undefined
  const hasTime = value.length > 10
  const hasOffset = !hasTime || /(Z|[+-]\d{2}:\d{2})$/.test(value)
  const milliseconds = Date.parse(hasOffset ? value : `${value}Z`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** Kept as sent. Dates before 1900 cannot be stored. */
export const Instant = Schema.String.annotate({ description: "An ISO 8601 date or date-time." }).check(
  Schema.makeFilter((value) => parseInstant(value) !== undefined || "Expected a date or date-time from 1900 on")
)

/** An empty text is a date that is not set. */
export const date = Schema.optionalKey(
  Schema.NullOr(
    Schema.String.check(
      Schema.makeFilter(
        (value) => value === "" || parseInstant(value) !== undefined || "Expected a date or date-time from 1900 on"
      )
    )
  )
)

export const Base64 = Schema.String.check(Schema.isBase64())

export const optional = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))
export const list = <S extends Schema.Constraint>(item: S) => optional(Schema.Array(item))

export const CodeNamePair = Schema.Struct({ code: text, name: text }).annotate({ identifier: "PostCodeNamePair" })
export type CodeNamePair = typeof CodeNamePair.Type
export const codeName = optional(CodeNamePair)
