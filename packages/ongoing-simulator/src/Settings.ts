import type { Status } from "./Statuses.ts"

/** So many calls, or failures one after another, by one user in a sliding window are enough. Each operation counts on its own. */
export interface RateLimit {
  readonly kind: "volume" | "consecutiveFailures"
  readonly calls: number
  readonly minutes: number
  /** Method and path template, such as `PUT /orders`; left out, every operation is limited. */
  readonly operation?: string
}

/** Where the real system is configured per installation, or its behaviour is not established. */
export interface Settings {
  /** The status of a new order; warehouses often start an integration's orders above 200. */
  readonly orderStartStatus: number
  /** From this status on an order can neither be replaced nor cancelled. Anything allocated or picked locks it at any status. */
  readonly editLockStatus: number
  readonly unknownArticles: "create" | "refuse"
  readonly unknownTransporters: "refuse" | "ignore"
  readonly secondCancel: "refuse" | "accept"
  /** The status that a registered return moves a sent order to; null leaves it. */
  readonly returnStatus: number | null
  /** An installation may renumber, rename, add and remove statuses; a list of its own has texts in one language. */
  readonly orderStatuses: "standard" | ReadonlyArray<Status>
  /** Six numbers of a standard installation, the seven of a Norwegian one, all of these, or a list of its own. */
  readonly purchaseOrderStatuses: "standard" | "norwegian" | "both" | ReadonlyArray<Status>
  readonly returnOrderStatuses: "standard" | ReadonlyArray<Status>
  /** What the answer is to an id or a number that nobody has. */
  readonly unknownIdStatus: 404 | 400
  readonly wrongGoodsOwnerStatus: 403 | 400 | 401
  /** Of a PUT that created an order. */
  readonly createdStatus: 201 | 200
  /** So many reads of an order after a PUT find no lines yet. */
  readonly lineDelayReads: number
  /** Milliseconds of the host's time that each write takes; those of one goods owner follow one another. */
  readonly writeMillis: number
  readonly rateLimits: ReadonlyArray<RateLimit>
  /** How a 429 tells when to come again. */
  readonly retryAfter: "seconds" | "date" | "none"
  /** `Message` and `ModelState` in error bodies. */
  readonly capitalisedErrors: boolean
  /** Of the lists above that are named. */
  readonly statusLanguage: "en" | "sv" | "no"
  /** Unknown members and parameters are ignored instead of refused. */
  readonly lenient: boolean
}

export const defaultSettings: Settings = {
  orderStartStatus: 200,
  editLockStatus: 300,
  unknownArticles: "create",
  unknownTransporters: "refuse",
  secondCancel: "refuse",
  returnStatus: null,
  orderStatuses: "standard",
  purchaseOrderStatuses: "both",
  returnOrderStatuses: "standard",
  unknownIdStatus: 404,
  wrongGoodsOwnerStatus: 403,
  createdStatus: 201,
  lineDelayReads: 0,
  writeMillis: 0,
  rateLimits: [],
  retryAfter: "seconds",
  capitalisedErrors: false,
  statusLanguage: "en",
  lenient: false
}
