/** Everything is on its way: sent, waiting at a pick-up point, collected. */
export const sentInFull: ReadonlySet<number> = new Set([450, 451, 500])

/** All is picked. A part may have been sent before, unpacked: of that nothing but its label may be left to see. */
export const pickedStatus = 400

/** At least something is on its way: 425 is sent in part. */
export const sentStatuses: ReadonlySet<number> = new Set([425, ...sentInFull])

/** Sent with a carrier: at 451 it waits where the customer fetches it, which may be where it was packed. */
export const sentByParcel: ReadonlySet<number> = new Set([425, 450, 500])

/** Returned, in part (475) or by the end customer (800). */
export const returnedStatuses: ReadonlySet<number> = new Set([475, 800])

export const cancelledStatus = 1000
