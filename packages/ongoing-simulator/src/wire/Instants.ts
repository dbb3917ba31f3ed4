import { parseInstant } from "./Fields.ts"

/** UTC with `Z`; zeros at the end of the fraction are left out, as the real system does: `…:00.57Z`, `…:41Z`. */
export const dateTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.?0*Z$/, "Z")

export const dateTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : dateTime(milliseconds)

/** A sent date or date-time as a date-time. */
export const sentDateTime = (sent: string | null | undefined): string | null =>
  dateTimeOrNull((typeof sent === "string" ? parseInstant(sent) : undefined) ?? null)

/** Members that hold a date only. */
export const sentDate = (sent: string | null | undefined): string | null => sentDateTime(sent)?.slice(0, 10) ?? null
