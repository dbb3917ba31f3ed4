import { type LineItem, type Order, type OrderLine, shownOn } from "./Order.ts"
import { foreignOwner, missing, type Refusal, refused } from "./Refusal.ts"
import { refuseNamed } from "./Register.ts"
import {
  notified,
  partlyReturned,
  type ReturnOrder,
  type ReturnOrderLine,
  returnCancelled,
  returned,
  returnOrderStatuses
} from "./ReturnOrder.ts"
import { refuseLacking, statusOr } from "./Statuses.ts"
import { roundQuantity } from "./Stock.ts"
import { type Act, nextId, saveReturnOrder, type Warehouse } from "./Warehouse.ts"
import type { PostReturnOrder } from "./wire/PostReturnOrder.ts"

/** Creates the return order or replaces it, matched by goods owner and number. Nobody minds whether the goods were sent. */
export const putReturnOrder = (warehouse: Warehouse, sent: PostReturnOrder, act: Act): ReturnOrder | Refusal => {
  const { goodsOwnerId, returnOrderNumber, customerOrder, returnOrderLines, ...header } = sent
  const known = returnOrderByNumber(warehouse, goodsOwnerId, returnOrderNumber)
  const refusal =
    refuseReturnOrder(warehouse, sent) ?? (known === undefined ? undefined : refuseChange(warehouse, known))
  if (refusal !== undefined) return refusal
  const statuses = returnOrderStatuses(warehouse.settings)
  const order: ReturnOrder = {
    status: statusOr(statuses, notified, statuses[0]?.number ?? notified),
    created: act.now,
    arrived: null,
    id: known?.id ?? nextId(warehouse, "returnOrder"),
    ...known,
    ownerId: goodsOwnerId,
    number: returnOrderNumber,
    orderId: customerOrder.orderId,
    header,
    lines: returnOrderLines.map((line) => ({
      id:
        known?.lines.find((each) => each.sent.returnOrderRowNumber === line.returnOrderRowNumber)?.id ??
        nextId(warehouse, "returnOrderLine"),
      sent: line
    }))
  }
  saveReturnOrder(warehouse, order, act)
  return order
}

export const cancelReturnOrder = (warehouse: Warehouse, order: ReturnOrder, act: Act): ReturnOrder | Refusal =>
  refuseChange(warehouse, order) ??
  refuseLacking(returnOrderStatuses(warehouse.settings), returnCancelled, "return order status") ??
  save(warehouse, { ...order, status: returnCancelled }, act)

export const setReturnOrderStatus = (
  warehouse: Warehouse,
  order: ReturnOrder,
  status: number,
  act: Act
): ReturnOrder | Refusal =>
  returnOrderStatuses(warehouse.settings).some((each) => each.number === status)
    ? save(warehouse, { ...order, status }, act)
    : refused(`There is no return order status with number ${status}.`)

export const patchReturnOrder = (
  warehouse: Warehouse,
  order: ReturnOrder,
  change: Partial<ReturnOrder["header"]>,
  act: Act
): ReturnOrder => save(warehouse, { ...order, header: { ...order.header, ...change } }, act)

/** Goods came back on it. */
export const noteArrival = (warehouse: Warehouse, order: Order, returnOrder: ReturnOrder, act: Act): void => {
  const isComplete = openRows(order, returnOrder).length === 0
  const statuses = returnOrderStatuses(warehouse.settings)
  const status = statusOr(statuses, isComplete ? returned : partlyReturned, returnOrder.status)
  save(warehouse, { ...returnOrder, status, arrived: returnOrder.arrived ?? act.now }, act)
}

/** What is still expected, by the rows of the order. */
export const openRows = (order: Order, returnOrder: ReturnOrder) =>
  returnOrder.lines.flatMap((line) => {
    const orderLine = order.lines.find((each) => each.id === line.sent.customerOrderLine.orderLineId)
    const quantity = roundQuantity(line.sent.toBeReturnedNumberOfItems - returnedOnLine(order, line))
    return orderLine === undefined || quantity <= 0 ? [] : [{ rowNumber: orderLine.sent.rowNumber, quantity }]
  })

/** How many came back on a line of a return order. */
export const returnedOnLine = (
  order: Order,
  line: ReturnOrderLine,
  counts: (item: LineItem) => boolean = () => true
): number => {
  const orderLine = order.lines.find((each) => each.id === line.sent.customerOrderLine.orderLineId)
  if (orderLine === undefined) return 0
  const quantity = (each: OrderLine) =>
    roundQuantity(
      itemsOn(each, line)
        .filter(counts)
        .reduce((sum, item) => sum + item.quantity, 0)
    )
  return shownOn(order, orderLine, quantity)
}

export const itemsOn = (orderLine: OrderLine, line: ReturnOrderLine): ReadonlyArray<LineItem> =>
  orderLine.items.filter((item) => item.returned?.returnOrderLineId === line.id)

export const returnOrderByNumber = (warehouse: Warehouse, ownerId: number, number: string): ReturnOrder | undefined => {
  const [id] = warehouse.returnOrderNumbers.get(ownerId, number)
  return id === undefined ? undefined : warehouse.returnOrders.get(id)
}

const refuseReturnOrder = (warehouse: Warehouse, sent: PostReturnOrder): Refusal | undefined => {
  const { goodsOwnerId, customerOrder, returnOrderLines } = sent
  if (!warehouse.owners.has(goodsOwnerId)) return foreignOwner(goodsOwnerId)
  const order = warehouse.orders.get(customerOrder.orderId)
  if (order?.ownerId !== goodsOwnerId) return missing(`There is no order with orderId ${customerOrder.orderId}.`)
  if (typeof sent.warehouseId === "number" && !warehouse.sites.has(sent.warehouseId))
    return refused(`There is no warehouse with id ${sent.warehouseId}.`)
  const rows = new Set<string>()
  for (const { returnOrderRowNumber, customerOrderLine, returnCause } of returnOrderLines) {
    if (rows.has(returnOrderRowNumber)) return refused(`Row number '${returnOrderRowNumber}' is given more than once.`)
    rows.add(returnOrderRowNumber)
    if (!order.lines.some((line) => line.id === customerOrderLine.orderLineId))
      return refused(`Order '${order.number}' has no line with orderLineId ${customerOrderLine.orderLineId}.`)
    const refusal = refuseNamed("returnCause", returnCause)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const refuseChange = (warehouse: Warehouse, known: ReturnOrder): Refusal | undefined => {
  const order = warehouse.orders.get(known.orderId)
  if (known.status === returnCancelled) return refused(`Return order '${known.number}' is already cancelled.`)
  if (order !== undefined && known.lines.some((line) => returnedOnLine(order, line) > 0))
    return refused(`Return order '${known.number}' cannot be updated because goods have come back on it.`)
  return undefined
}

const save = (warehouse: Warehouse, order: ReturnOrder, act: Act): ReturnOrder => {
  saveReturnOrder(warehouse, order, act)
  return order
}
