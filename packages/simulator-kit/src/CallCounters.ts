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

/** The counts of each route. Of one there are few, and a joined key would cost more than looking through them. */
type Counts = Map<string, Array<CallCount>>

/** Requests by route and status. Their number is bounded by the routes, so they are kept for good. */
export class CallCounters {
  readonly #counts: Counts = new Map()
  readonly #routeOf: (path: string) => string

  constructor(routeOf: (path: string) => string) {
    this.#routeOf = remembered(mostKnown, routeOf)
  }

  add(row: RequestRow): void {
    addTo(this.#counts, row, this.#routeOf(row.path))
  }

  /** The counts with those of some more rows. */
  with(rows: ReadonlyArray<RequestRow>): ReadonlyArray<CallCount> {
    const counts: Counts = new Map()
    for (const [route, some] of this.#counts)
      counts.set(
        route,
        some.map((count) => ({ ...count }))
      )
    for (const row of rows) addTo(counts, row, this.#routeOf(row.path))
    return [...counts.values()].flat()
  }
}

const addTo = (counts: Counts, row: RequestRow, route: string): void => {
  const count = countOf(counts, row, route)
  count.requests++
  count.requestBytes += row.requestBytes
  count.answerBytes += row.answerBytes
  count.effects += row.effects
}

const countOf = (counts: Counts, { method, status }: RequestRow, route: string): CallCount => {
  const ofRoute = counts.get(route) ?? []
  for (const count of ofRoute) if (count.status === status && count.method === method) return count
  const first = { method, route, status, requests: 0, requestBytes: 0, answerBytes: 0, effects: 0 }
  counts.set(route, ofRoute)
  ofRoute.push(first)
  return first
}
