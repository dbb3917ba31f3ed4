import { orderId, ReturnModel } from "./ReturnModel.ts"
import { Rig, type Telling } from "./Rig.ts"

const sent = { 1: 5, 2: 3 }
const lines = [
  { sku: "0123ABC", quantity: 5 },
  { sku: "0124VKX", quantity: 3 }
]

const parcel = (number: number) => ({ parcels: [{ parcelNumber: `P-${number}`, waybill: `W-${number}` }] })

/** An order that has left the warehouse, at once or in parts, as Omnium knows. */
export const sentOrder = async ({ tells, inParts }: { readonly tells: Telling; readonly inParts: boolean }) => {
  const rig = await Rig.open(["SyncOrders", "SyncReturns"], tells)
  const { world } = rig
  await world.place(orderId, { lines })
  await world.release(orderId)
  await rig.run("exportPoll")
  const [order] = await world.inOngoing(`${orderId}-1`)
  const id = order?.orderInfo.orderId ?? 0
  await world.act(id, "release", "allocate")
  if (inParts) {
    await world.warehouse(`orders/${id}/pick`, { lines: [{ rowNumber: "1", quantity: 3 }] })
    await world.warehouse(`orders/${id}/ship`, parcel(1))
    await rig.run("OngoingSyncScheduledTask")
  }
  await world.act(id, "pick")
  await world.warehouse(`orders/${id}/ship`, parcel(2))
  await rig.run("OngoingSyncScheduledTask")
  return { model: await ReturnModel.begin(rig, sent, id), rig }
}
