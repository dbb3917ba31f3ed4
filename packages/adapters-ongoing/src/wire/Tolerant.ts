import { Schema } from "effect"

/** Ongoing sends what is not set as null, leaves it out on older installations, or sends an empty text or list. */
export const absent = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

export const text = absent(Schema.String)
export const quantity = absent(Schema.Finite)

export const orUndefined = (value: string | null | undefined): string | undefined =>
  value === null || value === "" ? undefined : value
