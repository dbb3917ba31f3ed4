import type { Settings } from "./Settings.ts"
import { inLanguage, type KnownStatus, type Status } from "./Statuses.ts"
import type { PostReturnOrder, PostReturnOrderLine } from "./wire/PostReturnOrder.ts"

/** What a customer said would be sent back. The goods themselves come back on the order they were sold on. */
export interface ReturnOrder {
  readonly id: number
  readonly ownerId: number
  readonly number: string
  readonly orderId: number
  readonly header: Omit<PostReturnOrder, "goodsOwnerId" | "returnOrderNumber" | "customerOrder" | "returnOrderLines">
  readonly lines: ReadonlyArray<ReturnOrderLine>
  readonly status: number
  readonly created: number
  readonly arrived: number | null
}

export interface ReturnOrderLine {
  readonly id: number
  readonly sent: PostReturnOrderLine
}

export const notified = 100
export const partlyReturned = 300
export const returned = 500
export const returnCancelled = 900

/** The vendor publishes no numbers; two of the names are in common use. */
const standard: ReadonlyArray<KnownStatus> = [
  { number: notified, en: "Notified", sv: "Aviserad", no: "Varslet" },
  { number: 200, en: "Arrived", sv: "Ankommen", no: "Ankommet" },
  { number: partlyReturned, en: "Partly returned", sv: "Delvis returnerad", no: "Delvis returnert" },
  { number: returned, en: "Returned", sv: "Returnerad", no: "Returnert" },
  { number: returnCancelled, en: "Cancelled", sv: "Makulerad", no: "Makulert" }
]

export const returnOrderStatuses = ({ returnOrderStatuses: list, statusLanguage }: Settings): ReadonlyArray<Status> =>
  list === "standard" ? inLanguage(standard, statusLanguage) : list
