import fc from "fast-check"
import { lose, restart, retryAll, runTask } from "./CommonCommands.ts"
import { often, telling } from "./Model.ts"
import { order, orderCommands } from "./OrderCommands.ts"
import { OrderModel } from "./OrderModel.ts"
import { buy, plainPurchaseCommands } from "./PurchaseCommands.ts"
import { PurchaseModel } from "./PurchaseModel.ts"
import { raceTest } from "./Race.ts"
import { comeBack, comesBack, retryAtOnce, setRefusing } from "./ReturnCommands.ts"
import type { ReturnModel } from "./ReturnModel.ts"
import { Rig } from "./Rig.ts"
import { sentOrder } from "./SentOrder.ts"
import { count, countOn, syncStock } from "./StockCommands.ts"
import { StockModel, skus } from "./StockModel.ts"

raceTest({
  name: "webhook, poll and operator at once make one order and one of each part (R1, R7, R8, R9)",
  runs: 5,
  setup: telling,
  open: async (tells) => {
    const rig = await Rig.open(["SyncOrders"], tells)
    const model = new OrderModel()
    await order(model, rig, [4, 2], true)
    await rig.run("exportPoll")
    return { model, rig }
  },
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
    const model = await PurchaseModel.begin(rig)
    await buy(model, rig, [8, 5])
    await rig.run("exportPoll")
    return { model, rig }
  },
  commands: [
    ...plainPurchaseCommands,
    ...often(runTask<PurchaseModel>()),
    retryAll<PurchaseModel>(),
    lose<PurchaseModel>("call", "answer"),
    restart<PurchaseModel>()
  ]
})

raceTest({
  name: "scan and operator at once change the stock once (R11)",
  runs: 5,
  setup: fc.constant({ webhooks: false, events: false }),
  open: async (tells) => {
    const rig = await Rig.open(["SyncInventory"], tells)
    const { world } = rig
    await rig.run("OngoingSyncScheduledTask")
    const model = await StockModel.begin(rig, "inventory")
    // What Omnium has refused waits for the operator.
    const { between } = world.network
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/ProcessInventoryTransactions")
        ? Promise.resolve(Response.json({ message: "no" }, { status: 400 }))
        : between(request, forward, call)
    for (const sku of skus) await countOn(model, rig, { sku, at: 0, quantity: 5 })
    await rig.run("OngoingSyncScheduledTask")
    world.network.between = between
    // What has changed since the scan brings too.
    for (const sku of skus) await countOn(model, rig, { sku, at: 0, quantity: 1 })
    await model.holds(rig)
    return { model, rig }
  },
  commands: [
    ...often(syncStock),
    ...often(retryAll<StockModel>()),
    ...often(runTask<StockModel>()),
    count,
    lose<StockModel>("call", "answer")
  ]
})
