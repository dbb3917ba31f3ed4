import { DateTime } from "effect"

/** How far an operation has come, as `GET /api/tasks` tells it. */
export interface Progress {
  readonly operation: string
  readonly done: number
  /** None while it is still being found out. */
  readonly total: number | null
  readonly startedAt: string
}

const width = 24

/** What is known of the speed and the time that is left; nothing before anything is done. */
const pace = ({ done, total, startedAt }: Progress, now: number): ReadonlyArray<string> => {
  const seconds = (now - DateTime.makeUnsafe(startedAt).epochMilliseconds) / 1000
  if (done === 0 || seconds <= 0) return []
  const rate = done / seconds
  const speed = rate >= 1 ? `${Math.round(rate)}/s` : `${Math.round(rate * 60)}/min`
  return total === null ? [speed] : [speed, `${duration((total - done) / rate)} left`]
}

const duration = (seconds: number): string => {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const bar = (done: number, total: number): string => {
  const filled = total === 0 ? width : Math.floor((Math.min(done, total) / total) * width)
  return `[${"#".repeat(filled)}${".".repeat(width - filled)}] `
}

const counted = ({ done, total }: Progress): string => (total === null ? `${done}` : `${done} of ${total}`)

/** For a log: a line that says everything. */
export const plainLine = (progress: Progress, now: number): string =>
  [`${progress.operation}: ${counted(progress)}`, ...pace(progress, now)].join(", ")

/** For a terminal: the same behind a bar, once it is known how long it is. */
export const barLine = (progress: Progress, now: number): string =>
  `${progress.total === null ? "" : bar(progress.done, progress.total)}${plainLine(progress, now)}`
