import fc from "fast-check"
import { commonCommands } from "./CommonCommands.ts"
import { modelTest } from "./Model.ts"
import { purchaseCommands } from "./PurchaseCommands.ts"
import { PurchaseModel } from "./PurchaseModel.ts"
import { Rig } from "./Rig.ts"

modelTest({
  name: "what the warehouse receives is booked in Omnium once (R16)",
  runs: 6,
  setup: fc.record({ events: fc.boolean() }),
  open: async ({ events }) => {
    const rig = await Rig.open(["SyncPurchaseOrders"], { webhooks: false, events })
    return { model: await PurchaseModel.begin(rig), rig }
  },
  commands: [...purchaseCommands, ...commonCommands<PurchaseModel>()]
})
