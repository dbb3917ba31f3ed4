import type { DateTime } from "effect"

/**
 * What Omnium's figure is compared with what Ongoing can sell: the stock, the stock that is not reserved, or the stock
 * less what is reserved for orders that Ongoing has booked too.
 */
export type CompareWith = "inventory" | "available" | "precise"

/** What the flows know about the tenant they work for. */
export interface Tenant {
  readonly id: string
  /** The go-live line: nothing older is exported. */
  readonly from: DateTime.Utc
  /** Ongoing's host with the warehouse's path: what a lane is of. */
  readonly installation: string
  /** In place of the statuses whose active workflow step names the connector `Ongoing`. */
  readonly exportStatuses: ReadonlyArray<string> | undefined
  readonly compareWith: CompareWith
  /** Whether what Ongoing sends is brought to Omnium. */
  readonly syncsOrders: boolean
}
