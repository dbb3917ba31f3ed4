import { filesOf } from "@omnium-ongoing/ongoing-simulator/Files"
import { type Order, pickedOn, returnedOn, sentOn, total } from "@omnium-ongoing/ongoing-simulator/Order"
import { receivedOn } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import { shownStock } from "@omnium-ongoing/ongoing-simulator/ShownStock"
import { mainWarehouse } from "../support/ShopOrder.ts"
import { secondWarehouse } from "../support/Stock.ts"
import type { CrashWorld } from "./CrashWorld.ts"

/** What must hold between the ledgers of the two systems once the connector is at rest, in words where it does not. */
export const brokenLaws = async (world: CrashWorld): Promise<ReadonlyArray<string>> => [
  ...doubledOrders(world),
  ...[...world.ongoing.world().state.orders.values()].flatMap((order) => ofOrder(world, order)),
  ...stockApart(world),
  ...goodsApart(world),
  ...(await labelsApart(world))
]

/** The ledger is never shortened: it tells of every order that was ever made. */
const doubledOrders = (world: CrashWorld): ReadonlyArray<string> => {
  const made = world.ongoing
    .world()
    .ledger.since(0)
    .filter((row) => row.kind === "order" && row.before === null)
    // The ledger's rows of this kind are orders.
    .map((row) => (row.after as Order).header.goodsOwnerOrderId ?? "")
  return made
    .filter((mark, index) => made.indexOf(mark) !== index)
    .map((mark) => `R1: more than one Ongoing order was made for ${mark}.`)
}

const ofOrder = (world: CrashWorld, order: Order): ReadonlyArray<string> => {
  const [orderId = "", shipmentId] = (order.header.goodsOwnerOrderId ?? "").split("/")
  const inOmnium = world.omnium.world().state.orders.get(orderId)
  const shipments = (inOmnium?.orderForm.shipments ?? []).filter(({ externalIds }) =>
    externalIds.some(({ id }) => id === String(order.id))
  )
  const own = shipments.find((shipment) => shipment.shipmentId === shipmentId)
  if (inOmnium === undefined || own === undefined)
    return [`R2: Omnium does not know the Ongoing order ${order.number}.`]
  const broken: Array<string> = []
  const expectEqual = (rule: string, what: string, there: number, here: number) => {
    if (there !== here) broken.push(`${rule}: of ${order.number} ${what}: ${there} in Ongoing, ${here} in Omnium.`)
  }
  const parts = shipments.filter((shipment) => shipment !== own)
  const isDone = own.properties.some(({ key, value }) => key === "IsDeliveredShipment" && value === "true")
  const wanted = own.lineItems.reduce((sum, line) => sum + line.quantity - line.canceledQuantity, 0)
  const inParts = parts.flatMap((part) => part.lineItems).reduce((sum, line) => sum + line.deliveredQuantity, 0)
  expectEqual("R8", "was delivered", total(order, sentOn), inParts + (isDone ? wanted : 0))
  if (total(order, pickedOn) < inParts) broken.push(`R8: more of ${order.number} was delivered than picked.`)
  const waybills = shipments.flatMap(({ packages = [] }) =>
    packages.map(({ shipmentTracking }) => shipmentTracking?.shipmentTrackingNumber)
  )
  for (const { waybill } of order.parcels) {
    expectEqual("R9", `parcel ${waybill} is there`, 1, waybills.filter((each) => each === waybill).length)
  }
  expectEqual("R9", "parcels are there", order.parcels.length, waybills.length)
  const returned = inOmnium.returnOrderForms
    .flatMap((form) => form.lineItems ?? [])
    .reduce((sum, line) => sum + (line.returnQuantity ?? 0), 0)
  expectEqual("R15", "came back", total(order, returnedOn), returned)
  expectEqual(
    "R15",
    "is reported as come back",
    total(order, (line) => line.reportedReturned ?? 0),
    returned
  )
  if (own.orderStatus === "OrderCanceled" && order.status !== 1000) {
    const isShown = inOmnium.errors.some(
      ({ message, status }) => status === "New" && message?.startsWith("cancel-refused")
    )
    if (!isShown) broken.push(`R6: ${order.number} is cancelled in Omnium alone, and nobody is told.`)
  }
  return broken
}

const warehouses: ReadonlyArray<readonly [store: string, id: number]> = [
  [mainWarehouse, 1],
  [secondWarehouse, 2]
]

const stockApart = (world: CrashWorld): ReadonlyArray<string> => {
  const ongoing = world.ongoing.world().state
  const held = [...world.omnium.world().state.inventory.values()]
  return warehouses.flatMap(([store, id]) =>
    held
      .filter((item) => item.warehouseCode === store)
      .flatMap(({ sku, inventory }) => {
        const article = [...ongoing.articles.values()].find(
          ({ number, sent }) => number === sku && sent.isActive !== false
        )
        const sellable = article === undefined ? inventory : shownStock(ongoing, article, [id]).sellable
        return sellable === inventory
          ? []
          : [`R10: ${sku} in ${store} is ${inventory} in Omnium, ${sellable} in Ongoing.`]
      })
  )
}

const goodsApart = (world: CrashWorld): ReadonlyArray<string> => {
  const omnium = world.omnium.world().state
  const lines = [...omnium.purchaseOrders.values()].flatMap((order) => order.purchaseOrderForm.lineItems)
  const receptions = [...omnium.transactions.values()].flatMap((row) => row.goodsReceptionId ?? [])
  return [
    ...[...world.ongoing.world().state.purchaseOrders.values()]
      .filter((order) => order.header.goodsOwnerPurchaseOrderId != null)
      .flatMap((order) => order.lines)
      .flatMap((line) => {
        const inOmnium = lines.find(({ lineItemId }) => lineItemId === line.sent.rowNumber)?.deliveredQuantity
        return inOmnium === receivedOn(line)
          ? []
          : [`R16: of ${line.sent.rowNumber} ${receivedOn(line)} came in in Ongoing, ${inOmnium} in Omnium.`]
      }),
    ...receptions
      .filter((id, index) => receptions.indexOf(id) !== index)
      .map((id) => `R16: the reception ${id} is booked twice.`)
  ]
}

const labelsApart = async (world: CrashWorld): Promise<ReadonlyArray<string>> => {
  const ongoing = world.ongoing.world().state
  const published = [...world.omnium.world().state.orders.values()].flatMap((order) =>
    order.orderForm.shipments.flatMap(({ shipmentLabelLink, externalIds }) =>
      shipmentLabelLink === undefined ? [] : [{ link: shipmentLabelLink, order: order.id, ids: externalIds }]
    )
  )
  const broken = await Promise.all(
    published.map(async ({ link, order, ids }) => {
      const bytes = Buffer.from(await world.file(link)).toString("base64")
      const isThere = ids.some(({ id }) =>
        filesOf(ongoing, `order/${Number(id)}`).some(({ fileDataBase64 }) => fileDataBase64 === bytes)
      )
      return isThere ? [] : [`R24: the label of ${order} behind ${link} has not the bytes that Ongoing has.`]
    })
  )
  return broken.flat()
}
