import { lineIds } from "../support/Purchase.ts"
import { mainWarehouse, shopOrder } from "../support/ShopOrder.ts"
import type { CrashWorld } from "./CrashWorld.ts"

/** What the shop, the warehouse and the people of both do, scene by scene. */
export const story = async (world: CrashWorld, from = 0, to = scenes.length): Promise<void> => {
  for (const scene of scenes.slice(from, to)) {
    await world.pass(6)
    await scene(world)
  }
}

/** What waits is done, long before the nightly scans, which would hide what was lost. */
export const rest = async (world: CrashWorld): Promise<void> => {
  for (const minutes of [6, 40]) {
    await world.pass(minutes)
    await world.drained()
    await world.run("exportPoll")
    await world.run("OngoingProductSyncScheduledTask")
    await world.run("OngoingSyncScheduledTask")
  }
}

const place = (world: CrashWorld, id: string, order: Parameters<typeof shopOrder>[1] = {}) =>
  world.omniumApi("POST", "/Orders", shopOrder(id, order))

const turn = (world: CrashWorld, id: string, status: string) =>
  world.omniumApi("POST", `/Orders/${id}/UpdateStatus`, { status })

const inOngoing = (world: CrashWorld, id: string) =>
  [...world.ongoing.world().state.orders.values()].find((order) => order.number === `${id}-1`)

/** In Ongoing under the number of its first shipment; its id there. What was not announced is found by the poll. */
const exported = async (world: CrashWorld, id: string): Promise<number> => {
  if (inOngoing(world, id) === undefined) await world.run("exportPoll")
  const found = inOngoing(world, id)
  if (found === undefined) throw new Error(`${id} is not in Ongoing: ${JSON.stringify(await world.items())}`)
  return found.id
}

const ordered = async (world: CrashWorld, id: string, order: Parameters<typeof shopOrder>[1] = {}) => {
  await place(world, id, order)
  await turn(world, id, "InProgress")
  await world.drained()
  return exported(world, id)
}

const act = async (world: CrashWorld, id: number, ...actions: ReadonlyArray<string>) => {
  for (const action of actions) await world.warehouse(`orders/${id}/${action}`)
}

const send = async (world: CrashWorld, id: number, quantity: number, waybill: string) => {
  await world.warehouse(`orders/${id}/pick`, { lines: [{ rowNumber: "1", quantity }] })
  const parcels = [{ parcelNumber: `P-${waybill}`, waybill, lines: [{ rowNumber: "1", quantity }] }]
  await world.warehouse(`orders/${id}/pack`, { parcels })
  await world.warehouse(`orders/${id}/ship`, { labels: true })
}

const taken = "2900000000999"

const occupy = (world: CrashWorld, barCode: string) =>
  world.ongoingApi("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "OTHER", barCodeInfo: { barCode } })

/** Renamed, refused, mended and deleted. */
const products = async (world: CrashWorld) => {
  await world.run("OngoingProductSyncScheduledTask")
  await occupy(world, taken)
  for (const [productId, ean] of [
    ["NEW", taken],
    ["OLD", "77"]
  ]) {
    const variants = [{ skuId: `${productId}-1`, name: productId, ean }]
    await world.omniumApi("POST", "/Products", { id: `${productId}_no`, productId, language: "no", variants })
    await world.omniumApi("PUT", "/Inventory/UpdateMany", [
      { sku: `${productId}-1`, warehouseCode: mainWarehouse, inventory: 3 }
    ])
  }
  await world.drained()
  await world.omniumApi("PATCH", "/Products/OLD", { variants: [{ skuId: "OLD-1", name: "Renamed" }] })
  await world.drained()
  await occupy(world, "another")
  await world.retryDead()
  await world.omniumBack("DELETE", "products/OLD")
  await world.run("OngoingProductSyncScheduledTask", { full: true })
}

/** One is edited and goes all the way, one is cancelled in time, and one too late. */
const orders = async (world: CrashWorld) => {
  const edited = await ordered(world, "A-1", { quantity: 3 })
  await world.omniumApi("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", canceledQuantity: 1 }])
  await world.run("exportPoll")
  await ordered(world, "A-2")
  await turn(world, "A-2", "OrderCanceled")
  await world.drained()
  const late = await ordered(world, "A-3")
  await act(world, late, "release", "allocate", "pick")
  await turn(world, "A-3", "OrderCanceled")
  await world.drained()
  await act(world, edited, "release", "allocate")
  await send(world, edited, 2, "W-1")
  await world.sync("orders")
  await act(world, edited, "collect")
  await world.drained()
  await world.pass(6)
  await world.sync("orders")
}

/** Ongoing refuses an order until its article is there; another leaves the warehouse with nothing to follow it by. */
const refusals = async (world: CrashWorld) => {
  await place(world, "B-1", { sku: "NO-SUCH-ARTICLE" })
  await turn(world, "B-1", "InProgress")
  await world.drained()
  const untracked = await ordered(world, "B-2")
  await act(world, untracked, "release", "allocate", "pick", "ship")
  await world.sync("orders")
  await world.pass(40)
  await world.sync("orders")
  await world.ongoingApi("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "NO-SUCH-ARTICLE" })
  await world.retryDead()
}

/** Three and two of five, each with a parcel and a label. */
const parts = async (world: CrashWorld) => {
  const id = await ordered(world, "C-1", { quantity: 5 })
  await act(world, id, "release", "allocate")
  await send(world, id, 3, "W-2")
  await world.pass(10)
  await world.sync("orders")
  await send(world, id, 2, "W-3")
  await world.pass(10)
  await world.sync("orders")
}

/** One that Omnium takes at once, and one only when it has learnt to. */
const returns = async (world: CrashWorld) => {
  const comesBack = async (id: string, quantity: number) =>
    world.warehouse(`orders/${await exported(world, id)}/return`, {
      lines: [{ rowNumber: "1", quantity, cause: "Angrerett" }]
    })
  await comesBack("A-1", 1)
  await world.sync("returns")
  const settings = await world.omniumApi("GET", "/Settings/OrderSettings")
  await world.omniumBack("PUT", "orderSettings", { returnSettings: { returnTypes: [{ id: "Angrerett" }] } })
  await comesBack("C-1", 2)
  await world.sync("returns")
  await world.omniumBack("PUT", "orderSettings", settings)
  await world.retryDead()
  await world.sync("returns")
}

/** Found and lost; one change is refused for a while, and the answer to another is lost. */
const stock = async (world: CrashWorld) => {
  const find = (sku: string, quantity: number) =>
    world.warehouse(`articles/${sku}/adjust`, { goodsOwnerId: 7, warehouseId: 1, quantity })
  const path = "/api/Inventory/ProcessInventoryTransactions"
  await world.sync("inventory")
  await find("0123ABC", 5)
  await find("0124VKX", -3)
  const body = { message: "Not this one." }
  await world.omniumBack("POST", "faults", { path, key: "0124VKX", fault: "status", status: 400, body })
  await world.pass(6)
  await world.sync("inventory")
  await world.omniumBack("DELETE", "faults")
  await world.retryDead()
  await find("0123ABC", -2)
  await world.omniumBack("POST", "faults", { path, fault: "reset", phase: "before", count: 1 })
  await world.pass(6)
  await world.sync("inventory")
  await world.omniumBack("DELETE", "faults")
  await world.pass(6)
  await world.sync("inventory")
}

const purchased = async (world: CrashWorld, id: string) => {
  await world.omniumApi("POST", "/PurchaseOrders", {
    id: `PO-${id}`,
    status: "Confirmed",
    storeId: mainWarehouse,
    supplierId: "S200",
    supplierName: "Tindeby",
    purchaseOrderForm: {
      lineItems: lineIds(id, 2).map((lineItemId, index) => ({
        lineItemId,
        code: ["0123ABC", "0125ENG"][index],
        quantity: 10,
        warehouseCode: mainWarehouse
      }))
    }
  })
  const lines = lineIds(id, 2).map((lineItemId) => ({ lineItemId }))
  await world.omniumApi("POST", `/Deliveries/CreateDelivery/PO-${id}?newDeliveryId=${id}`, lines)
  await world.drained()
}

/** Two deliveries: of one the warehouse takes more than was bought and gives up the rest, and one has a number taken. */
const goods = async (world: CrashWorld) => {
  await world.ongoingApi("PUT", "/purchaseOrders", {
    goodsOwnerId: 7,
    purchaseOrderNumber: "D-2",
    purchaseOrderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 3 }]
  })
  for (const id of ["D-1", "D-2"]) await purchased(world, id)
  await world.run("exportPoll")
  const found = [...world.ongoing.world().state.purchaseOrders.values()].find((order) => order.number === "D-1")
  const receive = (rows: Readonly<Record<string, number>>) =>
    world.warehouse(`purchaseOrders/${found?.id}/receive`, {
      lines: Object.entries(rows).map(([rowNumber, quantity]) => ({ rowNumber, quantity }))
    })
  await receive({ "D-1-1": 4 })
  await world.sync("purchase-orders")
  await world.pass(6)
  await receive({ "D-1-1": 8, "D-1-2": 1 })
  await world.sync("purchase-orders")
  await world.warehouse(`purchaseOrders/${found?.id}/status`, { number: 900 })
  await world.pass(6)
  await world.sync("purchase-orders", "inventory")
}

/** In their order, because later ones take up what earlier ones have left. */
export const scenes = [products, orders, refusals, parts, returns, stock, goods]
