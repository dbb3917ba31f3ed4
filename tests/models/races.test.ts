import fc from "fast-check"
import { lose, restart, retryAll, runTask } from "./CommonCommands.ts"
import { often, telling } from "./Model.ts"
import { orderCommands } from "./OrderCommands.ts"
import { OrderModel } from "./OrderModel.ts"
import { plainPurchaseCommands } from "./PurchaseCommands.ts"
import { PurchaseModel } from "./PurchaseModel.ts"
import { raceTest } from "./Race.ts"
import { comeBack, comesBack, retryAtOnce, setRefusing } from "./ReturnCommands.ts"
import type { ReturnModel } from "./ReturnModel.ts"
import { Rig } from "./Rig.ts"
import { sentOrder } from "./SentOrder.ts"

raceTest({
  name: "webhook, poll and operator at once make one order and one of each part (R1, R7, R8, R9)",
  runs: 5,
  setup: telling,
  open: async (tells) => ({ model: new OrderModel(), rig: await Rig.open(["SyncOrders"], tells) }),
  commands: [
    ...orderCommands,
    ...often(runTask<OrderModel>()),
    retryAll<OrderModel>(),
    lose<OrderModel>("call", "answer"),
    restart<OrderModel>()
  ]
})

raceTest({
  name: "webhook, poll and operator at once make one return of what came back (R15)",
  runs: 5,
  setup: fc.record({ tells: telling, inParts: fc.boolean(), given: fc.constantFrom(0, 1) }),
  open: async ({ given, ...drawn }) => {
    const { model, rig } = await sentOrder(drawn)
    if (given > 0) {
      await setRefusing(model, rig, true)
      await comeBack(model, rig, { row: "1", quantity: given })
      await rig.settle()
      await model.isReached(rig)
      await setRefusing(model, rig, false)
    }
    return { model, rig }
  },
  commands: [
    ...often(comesBack),
    ...often(runTask<ReturnModel>()),
    retryAtOnce,
    lose<ReturnModel>("call", "answer"),
    restart<ReturnModel>()
  ]
})

raceTest({
  name: "poll and operator at once book what is received once (R16)",
  runs: 5,
  setup: fc.record({ events: fc.boolean() }),
  open: async ({ events }) => {
    const rig = await Rig.open(["SyncPurchaseOrders"], { webhooks: false, events })
    return { model: await PurchaseModel.begin(rig), rig }
  },
  commands: [
    ...plainPurchaseCommands,
    ...often(runTask<PurchaseModel>()),
    retryAll<PurchaseModel>(),
    lose<PurchaseModel>("call", "answer"),
    restart<PurchaseModel>()
  ]
})
