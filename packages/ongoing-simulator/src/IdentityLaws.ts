import { ordersByNumber, purchaseOrdersByNumber, type Warehouse } from "./Warehouse.ts"

/** Ids are used once, what names another thing names one that exists, and things are found by their numbers. */
export const identityLaws = (warehouse: Warehouse): ReadonlyArray<string> => [
  ...twice("article item", itemIds(warehouse)),
  ...twice(
    "order line",
    [...warehouse.orders.values()].flatMap(({ lines }) => lines.map((line) => line.id))
  ),
  ...twice(
    "parcel",
    [...warehouse.orders.values()].flatMap(({ parcels }) => parcels.map((parcel) => parcel.id))
  ),
  ...twice(
    "purchase order line",
    [...warehouse.purchaseOrders.values()].flatMap(({ lines }) => lines.map(({ id }) => id))
  ),
  ...twice(
    "return order line",
    [...warehouse.returnOrders.values()].flatMap(({ lines }) => lines.map(({ id }) => id))
  ),
  ...twice(
    "file",
    [...warehouse.files.values()].flatMap((files) => files.map((file) => file.id))
  ),
  ...twice(
    "return order number",
    [...warehouse.returnOrders.values()].map((order) => `${order.ownerId}/${order.number}`)
  ),
  ...numberLaws(warehouse),
  ...backOrderLaws(warehouse),
  ...returnLaws(warehouse),
  ...receiptLaws(warehouse)
]

const itemIds = (warehouse: Warehouse): ReadonlyArray<number> => [
  ...[...warehouse.orders.values()].flatMap(({ lines }) =>
    lines.flatMap(({ items }) => items.map((item) => item.articleItemId))
  ),
  ...[...warehouse.purchaseOrders.values()].flatMap(({ lines }) =>
    lines.flatMap(({ receipts, announced }) => [...receipts, ...announced].map((item) => item.articleItemId))
  )
]

const twice = (kind: string, ids: ReadonlyArray<number | string>): ReadonlyArray<string> => {
  const seen = new Set<number | string>()
  return ids.flatMap((id) => {
    if (seen.has(id)) return [`The ${kind} ${id} is there twice.`]
    seen.add(id)
    return []
  })
}

/** A renaming may give one number to two orders: both are found by it. */
const numberLaws = (warehouse: Warehouse): ReadonlyArray<string> => [
  ...[...warehouse.orders.values()]
    .filter((order) => !ordersByNumber(warehouse, order.ownerId, order.number).includes(order))
    .map(({ number, id }) => `Order '${number}' (${id}) is not found by its number.`),
  ...[...warehouse.purchaseOrders.values()]
    .filter((order) => !purchaseOrdersByNumber(warehouse, order.ownerId, order.number).includes(order))
    .map(({ number, id }) => `Purchase order '${number}' (${id}) is not found by its number.`)
]

/** What a back order is for has nothing left, so that nothing is delivered twice. */
const backOrderLaws = (warehouse: Warehouse): ReadonlyArray<string> =>
  [...warehouse.orders.values()].flatMap(({ number, ownerId, backOrderFor }) => {
    if (backOrderFor === null) return []
    const original = warehouse.orders.get(backOrderFor)
    return original?.closedShort === true && original.ownerId === ownerId
      ? []
      : [`Back order '${number}' is for order ${backOrderFor}, which is not closed, or not there.`]
  })

const returnLaws = (warehouse: Warehouse): ReadonlyArray<string> => {
  const orderIds = new Map(
    [...warehouse.returnOrders.values()].flatMap(({ orderId, lines }) => lines.map((line) => [line.id, orderId]))
  )
  return [...warehouse.orders.values()].flatMap((order) =>
    order.lines
      .flatMap((line) => line.items)
      .flatMap(({ articleItemId, returned }) => {
        const lineId = returned?.returnOrderLineId ?? null
        return lineId === null || orderIds.get(lineId) === order.id
          ? []
          : [`Item ${articleItemId} of order '${order.number}' came back on a return order line that is not for it.`]
      })
  )
}

/** What an article knows of its receipts is what the purchase orders say. */
const receiptLaws = (warehouse: Warehouse): ReadonlyArray<string> =>
  [...warehouse.purchaseOrders.values()].flatMap((order) =>
    order.lines.flatMap((line) => {
      const known = warehouse.articles
        .get(line.articleId)
        ?.receipts.filter((each) => each.purchaseOrderLineId === line.id)
      const same = line.receipts.every((receipt, position) => {
        const other = known?.[position]
        return other?.articleItemId === receipt.articleItemId && other.quantity === receipt.quantity
      })
      return !line.keepsStock || (same && known?.length === line.receipts.length)
        ? []
        : [`Row ${line.sent.rowNumber} of purchase order '${order.number}' and its article differ in their receipts.`]
    })
  )
