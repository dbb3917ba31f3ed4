import { by, section } from "./Entry.ts"

const settings = "app/settings"
const tasks = "app/scheduled-tasks"
const findings = "domain/doctor/Findings"
const decision = "domain/order-export/ExportDecision"
const links = "domain/inventory-sync/WarehouseLink"

const pasted = [settings, "take Omnium's own connector JSON, whatever its case, with switches as texts"] as const
const credentials = [
  "adapters/ongoing/OngoingClient",
  "goes to the host with Basic credentials in UTF-8, and asks for JSON"
] as const
const switched = [tasks, "%s switches its own operation on, and no other"] as const
const shown = [tasks, "%s is shown with its group Plugins and its type Delta"] as const

const connectorOptions = section("Connector options", {
  "the connector is named Ongoing": by(pasted, [
    settings,
    "tell what a pasted connector lacks by the documented names"
  ]),
  Host: by(pasted, credentials),
  Username: by(pasted, credentials),
  Password: by(pasted, credentials),
  SyncOrders: by(pasted, switched),
  SyncPurchaseOrders: by(pasted, switched, [
    "app/purchase-order-sync",
    "are not brought when SyncPurchaseOrders is off"
  ]),
  SyncInventory: by(pasted, switched),
  SyncReturns: by(pasted, switched, ["app/returns", "is not brought while SyncReturns is off"])
})

const stores = section("Store configuration", {
  IsOngoingStore: by(
    [decision, "is recognised by IsOngoingStore %s", "of another warehouse is skipped"],
    [links, "other stores are no matter"]
  ),
  OngoingGoodsOwnerId: by(
    [decision, "is exported as {OrderNumber}-{ShipmentId} to the store's goods owner and warehouse"],
    ["app/order-export", "the store has no OngoingGoodsOwnerId"]
  ),
  OngoingWarehouseId: by(
    [
      decision,
      "is exported as {OrderNumber}-{ShipmentId} to the store's goods owner and warehouse",
      "OngoingWarehouseId missing"
    ],
    [links, "every Ongoing store with both ids is linked, whichever of the two it shares"]
  )
})

const externalIds = section("External id providers", {
  "OngoingOrderId on order and shipment": by([
    "app/order-export",
    "is one order in Ongoing, whose id and status Omnium shows"
  ]),
  "OngoingArticleId on product and variant, {ArticleSystemId}_{GoodsOwnerId}": by(
    ["domain/omnium/OngoingArticleId", "is {ArticleSystemId}_{GoodsOwnerId}", "round-trips"],
    [
      "app/product-export",
      "R17: makes every variant an article at every goods owner, and its OngoingArticleId is in Omnium"
    ],
    ["adapters/omnium/Products", "are external ids of variants by SKU, and of a product without variants its own"]
  ),
  "OngoingPurchaseOrderId on delivery": by([
    "app/delivery-export",
    "is one purchase order with the mission's rows, whose id Omnium shows"
  ]),
  "OngoingGoodsOwnerId on store": by([links, "a store without its ids says which is missing, and stops no other"]),
  "OngoingWarehouseId on store": by([links, "a store without its ids says which is missing, and stops no other"])
})

const firstPart = "8 are a shipment of their own, with all that travels with them; the rest stays where it is"

const properties = section("Properties", {
  IsOngoingStore: by([decision, "is recognised by IsOngoingStore %s", "of another warehouse is skipped"]),
  IsDeliveredShipment: by(
    ["domain/order-sync/OrderUpdate", "a sent order"],
    ["app/partial-delivery", firstPart, "the last 2 complete the original, with a parcel and a label of its own"]
  ),
  IsOrderLineDelivered: by(["app/partial-delivery", firstPart]),
  OngoingPurchaseOrderStatus: by(["app/purchase-order-sync", "%i (%s) is shown on the delivery"]),
  ReturnedByOngoing: by(["app/returns", "becomes a return in Omnium, and only then is it reported to Ongoing"]),
  OngoingReturnError: by([
    "app/returns",
    "is given up, stands in OngoingReturnError, is reported, and does not come again"
  ])
})

const onTime = [
  "app/engine/task-runner",
  "runs each task at the times of its cron expression, and after a failure at the next one"
] as const
const four = [tasks, "runs the four operations, one after the other, when all are switched on"] as const

const syncTask = section("OngoingSyncScheduledTask", {
  "its name": by(shown),
  "its group": by(shown),
  "its type, by time": by(shown, onTime, [
    "app/engine/task-runner",
    "that fails in reading says so, leaves its cursor, and is free to run again"
  ]),
  SyncPurchaseOrders: by(four, switched),
  SyncOrders: by(four, switched),
  SyncReturns: by(four, switched),
  SyncInventory: by(four, switched)
})

const productTask = section("OngoingProductSyncScheduledTask", {
  "its name": by(shown),
  "its group": by(shown),
  "its type, by time": by(shown, ["app/product-export", "is done by the schedule"]),
  "takes what is available and was modified": by([
    "app/product-export",
    "leaves out what has nothing available in an Ongoing warehouse, until it has",
    "writes of a product that was changed the articles that were, and nothing else",
    "calls Ongoing for nothing while nothing has changed"
  ])
})

const errors = section("Error handling", {
  "a failed export is logged and told on what was exported": by(
    [tasks, "an export that fails is a warning in the log, with its cause"],
    ["app/order-export", "Ongoing refuses the order: its own words stand on the order in Omnium"],
    ["app/product-export", "is told on the product, stops no other of it, and is not told any more when it is solved"],
    ["app/delivery-export", "a number that somebody else uses is not overwritten"]
  ),
  "a sync that fails stops no other": by(
    [tasks, "goes on with the other operations when the reading of one fails"],
    ["app/inventory-sync", "that fails stops no other"]
  ),
  "a failed return is told and reported, so that it does not come again": by([
    "app/returns",
    "is given up, stands in OngoingReturnError, is reported, and does not come again",
    "fails five times while others succeed: only then is it given up and reported"
  ])
})

const asDocumented = "tells what an operator reads in the documentation: no goods owner, another warehouse"
const withoutIds = "marked IsOngoingStore without ids: No Goods Owner ID, and Inventory not syncing"

const troubles = section("Troubleshooting", {
  "orders not exporting: IsOngoingStore": by(
    [findings, "none of which is Ongoing's: Orders not exporting"],
    ["app/order-export", "the warehouse is not run by Ongoing"]
  ),
  "no goods owner id: OngoingGoodsOwnerId": by(
    [findings, withoutIds],
    ["app/doctor", asDocumented],
    ["app/order-export", "the store has no OngoingGoodsOwnerId"]
  ),
  "inventory not syncing: OngoingWarehouseId": by(
    [findings, withoutIds, "that name a warehouse Ongoing does not have: Inventory not syncing"],
    ["app/doctor", asDocumented],
    ["app/inventory-sync", "%s is not synchronized and says so"]
  ),
  "return sync fails: OngoingReturnError": by(
    [findings, "of a return that fails is told in the documentation's words"],
    ["app/returns", "is of a line that the order does not have; the other lines are returned all the same"]
  )
})

const debugging = section("Debugging", {
  "the connector's options are looked at": by([
    "app/doctor",
    "a wrong password is one call more, and what needs that system is not looked at"
  ]),
  "a store has both ids": by([findings, "with all they need are in order", withoutIds]),
  "the runs of the tasks tell what failed": by(
    [findings, "in the runs of tasks, and of articles without a product"],
    ["app/engine/task-runner", "answers with what was done, skipped, held and failed, and how many calls it took"]
  )
})

export const configuration = [
  ...connectorOptions,
  ...stores,
  ...externalIds,
  ...properties,
  ...syncTask,
  ...productTask,
  ...errors,
  ...troubles,
  ...debugging
]
