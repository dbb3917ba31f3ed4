import type { ExternalId, Property } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { DateTime, Option, Schema, SchemaGetter } from "effect"

/** Omnium leaves nulls out, sends some all the same, and means the same by an empty text or list. */
export const text = Schema.optionalKey(Schema.NullOr(Schema.String))
export const number = Schema.optionalKey(Schema.NullOr(Schema.Finite))
export const flag = Schema.optionalKey(Schema.NullOr(Schema.Boolean))
export const part = <S extends Schema.Constraint>(fields: S) => Schema.optionalKey(Schema.NullOr(fields))
export const list = <S extends Schema.Constraint>(item: S) => part(Schema.Array(item))

export const WireExternalId = Schema.Struct({ providerName: text, id: text })
export const WireProperty = Schema.Struct({ key: text, value: text })

type Missing = null | undefined

export const toText = (value: string | Missing): string | undefined => value || undefined

const zone = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** A time without a zone is UTC. */
const zoned = (time: string) => (time.includes("T") && !zone.test(time) ? `${time}Z` : time)

/** A time that every entity has. */
export const WireInstant = Schema.String.pipe(
  Schema.decodeTo(Schema.DateTimeUtcFromString, {
    decode: SchemaGetter.transform(zoned),
    encode: SchemaGetter.passthrough()
  })
)

/** The year 1 means that the time is not set. */
export const toInstant = (value: string | Missing): DateTime.Utc | undefined =>
  !value || value.startsWith("0001-01-01") ? undefined : Option.getOrUndefined(DateTime.make(zoned(value)))

/** An empty value says no more than an absent one. */
export const toProperties = (items: ReadonlyArray<typeof WireProperty.Type> | Missing): ReadonlyArray<Property> =>
  (items ?? []).flatMap(({ key, value }) => (key && value ? [{ key, value }] : []))

export const toExternalIds = (items: ReadonlyArray<typeof WireExternalId.Type> | Missing): ReadonlyArray<ExternalId> =>
  (items ?? []).flatMap(({ providerName, id }) => (providerName && id ? [{ providerName, id }] : []))
