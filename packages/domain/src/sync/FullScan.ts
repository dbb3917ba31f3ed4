import type { DateTime } from "effect"

/** How far all articles of a warehouse have been read; kept when it is complete, until the next one begins. */
export interface FullScan {
  readonly tenant: string
  /** The store's id in Omnium. */
  readonly warehouse: string
  /** Ongoing's goods owner and warehouse: a store that is given another one begins anew. */
  readonly scope: string
  /** By Ongoing's clock. */
  readonly beganAt: DateTime.Utc
  /** The article to go on with. */
  readonly next: number
  readonly isComplete: boolean
}
