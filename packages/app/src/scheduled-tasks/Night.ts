import { DateTime } from "effect"

/** When the night's work is due: few people buy then, and the warehouse is closed. */
const nightHour = 2

/** The latest two o'clock in the morning in the time zone. */
export const lastNight = (now: DateTime.Utc, timeZone: string): DateTime.Utc => {
  const here = DateTime.setZoneNamedUnsafe(now, timeZone)
  const night = DateTime.add(DateTime.startOf(here, "day"), { hours: nightHour })
  return DateTime.toUtc(DateTime.isGreaterThan(night, here) ? DateTime.subtract(night, { days: 1 }) : night)
}
