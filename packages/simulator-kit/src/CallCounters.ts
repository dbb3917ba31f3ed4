import { remembered } from "./Remembered.ts"
import type { RequestRow } from "./RequestLog.ts"

/** What was asked of one route and ended with one status. */
export interface CallCount {
  readonly method: string
  /** The template of the path, or `unknown`. */
  readonly route: string
  /** Null for what was not answered, or not yet. */
  readonly status: number | null
  requests: number
  requestBytes: number
  answerBytes: number
  effects: number
}

const mostKnown = 10_000

/** Requests by route and status. Their number is bounded by the routes, so they are kept for good. */
export class CallCounters {
  readonly #counts = new Map<string, CallCount>()
  readonly #routeOf: (path: string) => string

  constructor(routeOf: (path: string) => string) {
    this.#routeOf = remembered(mostKnown, routeOf)
  }

  add(row: RequestRow): void {
    addTo(this.#counts, row, this.#routeOf(row.path))
  }

  /** The counts with those of some more rows. */
  with(rows: ReadonlyArray<RequestRow>): ReadonlyArray<CallCount> {
    const counts = new Map([...this.#counts].map(([key, count]) => [key, { ...count }]))
    for (const row of rows) addTo(counts, row, this.#routeOf(row.path))
    return [...counts.values()]
  }
}

const addTo = (counts: Map<string, CallCount>, row: RequestRow, route: string): void => {
  const { method, status } = row
  const key = `${method} ${route} ${status}`
  const count = counts.get(key) ?? { method, route, status, requests: 0, requestBytes: 0, answerBytes: 0, effects: 0 }
  count.requests++
  count.requestBytes += row.requestBytes
  count.answerBytes += row.answerBytes
  count.effects += row.effects
  counts.set(key, count)
}
