import type { Status } from "./Statuses.ts"

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
  capitalisedErrors: false,
  statusLanguage: "en",
  lenient: false
}
