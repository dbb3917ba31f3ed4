import { Schema } from "effect"

/**
 * The kinds of member in the vendor's response models. A member that may be unset is null then; those that
 * generated clients cannot take as null are left out instead.
 */
export const Text = Schema.NullOr(Schema.String)
export const Integer = Schema.NullOr(Schema.Int)
export const Decimal = Schema.NullOr(Schema.Finite)
export const Flag = Schema.NullOr(Schema.Boolean)

/** UTC, and no zeros at the end of the fraction. */
export const Instant = Schema.String.annotate({ format: "date-time" }).check(
  Schema.isPattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d*[1-9])?Z$/u)
)
export const InstantOrNull = Schema.NullOr(Instant)

/** The vendor's description says date-time; these members hold a date only. */
export const Day = Schema.String.annotate({ format: "date" }).check(
  Schema.isPattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u)
)
export const DayOrNull = Schema.NullOr(Day)

/** Never null: the members that are left out when they have no value. */
export const leftOut = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(schema)

export const orNull = <S extends Schema.Constraint>(schema: S) => Schema.NullOr(schema)
export const list = <S extends Schema.Constraint>(item: S) => Schema.NullOr(Schema.Array(item))

/** What it would hold is not published; the simulator never sets it. */
export const Unset = Schema.Null

export const CodeNamePair = Schema.Struct({ code: Text, name: Text }).annotate({ identifier: "CodeNamePair" })
export const CodeName = Schema.NullOr(CodeNamePair)
export const CodeNameComment = Schema.Struct({ code: Text, name: Text, comment: Text }).annotate({
  identifier: "CodeNameComment"
})
export const GoodsOwner = Schema.NullOr(
  Schema.Struct({ id: Schema.Int, name: Text }).annotate({ identifier: "GoodsOwner" })
)
export const Warehouse = Schema.NullOr(
  Schema.Struct({ id: Schema.Int, code: Text, name: Text }).annotate({ identifier: "Warehouse" })
)
export const Notification = orNull(
  Schema.Struct({ toBeNotified: Schema.Boolean, value: Text }).annotate({ identifier: "GetNotification" })
)
export const Status = Schema.Struct({ number: Schema.Int, text: Text }).annotate({ identifier: "Status" })
