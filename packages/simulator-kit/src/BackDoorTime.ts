import { BackDoorError } from "./BackDoorError.ts"
import { latestTime } from "./Clock.ts"
import { parseIsoDuration } from "./IsoDuration.ts"

/** No system here stores what was before. */
const earliestTime = Date.parse("1900-01-01T00:00:00Z")

/** With its zone: without one it would depend on the machine. */
const instantPattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Milliseconds at which a world's clock can stand. */
export const worldTime = (milliseconds: number): number => {
  if (milliseconds >= earliestTime && milliseconds <= latestTime) return milliseconds
  throw new BackDoorError(400, "A world's time lies between the years 1900 and 9999.")
}

export const instant = (text: string): number => {
  const milliseconds = instantPattern.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(milliseconds))
    throw new BackDoorError(400, `"${text}" is not an ISO 8601 instant such as 2026-03-29T00:59:00Z.`)
  return worldTime(milliseconds)
}

export const duration = (text: string): number => {
  const milliseconds = parseIsoDuration(text)
  if (milliseconds === undefined) throw new BackDoorError(400, `"${text}" is not an ISO 8601 duration such as PT25H.`)
  return milliseconds
}
