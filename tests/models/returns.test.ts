import fc from "fast-check"
import { commonCommands } from "./CommonCommands.ts"
import { modelTest, telling } from "./Model.ts"
import { returnCommands } from "./ReturnCommands.ts"
import { orderId, ReturnModel } from "./ReturnModel.ts"
import { Rig } from "./Rig.ts"

const sent = { 1: 5, 2: 3 }
const lines = [
  { sku: "0123ABC", quantity: 5 },
  { sku: "0124VKX", quantity: 3 }
]

const parcel = (number: number) => ({ parcels: [{ parcelNumber: `P-${number}`, waybill: `W-${number}` }] })

modelTest({
  name: "what comes back is a return in Omnium once, and reported only when something stands for it (R15, R27)",
  runs: 8,
  setup: fc.record({ tells: telling, inParts: fc.boolean() }),
  open: async ({ tells, inParts }) => {
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
  },
  commands: [...returnCommands, ...commonCommands<ReturnModel>()]
})
