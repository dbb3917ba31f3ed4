import type { PropertyItem } from "./wire/Parts.ts"

/** A list that is not given, or empty, lets everything pass. */
export const isAmong = (wanted: ReadonlyArray<string> | undefined, ...values: ReadonlyArray<string | undefined>) =>
  wanted === undefined ||
  wanted.length === 0 ||
  wanted.some((one) => values.some((value) => value?.toLowerCase() === one.toLowerCase()))

/** Both bounds are part of the span. What has no instant lies in no span. */
export const isWithin = (instant: string | undefined, from: string | undefined, to: string | undefined): boolean =>
  (from === undefined || (instant !== undefined && instant >= from)) &&
  (to === undefined || (instant !== undefined && instant <= to))

export const isEqual = (wanted: string | undefined, value: string | undefined): boolean =>
  wanted === undefined || value?.toLowerCase() === wanted.toLowerCase()

export const contains = (wanted: string | undefined, ...values: ReadonlyArray<string | undefined>): boolean =>
  wanted === undefined || values.some((value) => value?.toLowerCase().includes(wanted.toLowerCase()) === true)

export const hasProperty = (
  properties: ReadonlyArray<PropertyItem> | undefined,
  wanted: PropertyItem | undefined
): boolean =>
  wanted === undefined ||
  properties?.some(
    (property) => property.key === wanted.key && (wanted.value === undefined || property.value === wanted.value)
  ) === true
