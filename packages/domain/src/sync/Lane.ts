import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"

/**
 * Ongoing processes writes one at a time for a goods owner, so everything that writes there goes through one lane,
 * whichever tenant asks. An installation is the host with the warehouse's path.
 */
export const ofGoodsOwner = (installation: string, owner: OngoingGoodsOwnerId): string =>
  `ongoing ${installation} ${owner}`

/** What needs no goods owner, or does not know it yet, waits in a lane of its tenant. */
export const ofTenant = (tenant: string): string => `omnium ${tenant}`
