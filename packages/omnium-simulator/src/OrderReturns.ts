import { mergeProperties, present } from "./Merge.ts"
import type { Order, OrderLine } from "./Order.ts"
import { type OrderContext, refuseReadOnly, requireLine, touched } from "./OrderLifecycle.ts"
import { withLinesOfShipments } from "./OrderTotals.ts"
import { findStatus, orderTypeOf, statusOf } from "./OrderTypes.ts"
import { refuse } from "./Refusal.ts"
import type { StockChange } from "./Stock.ts"
import { storedReturn } from "./StoredParts.ts"
import type { ReturnOrderForm } from "./wire/Order.ts"
import type { ReturnPatch, ReturnRequest } from "./wire/Return.ts"
import type { OrderSettings } from "./wire/Settings.ts"

/** A return that was made, and what it puts back on the shelves. */
export interface ReturnMade {
  readonly order: Order
  readonly form: ReturnOrderForm
  readonly stock: ReadonlyArray<StockChange>
}

/** A return is a form of its own on the order, whose lines count what came back. */
export const createReturn = (
  order: Order,
  sent: ReturnRequest,
  settings: OrderSettings,
  returnId: string,
  context: OrderContext
): ReturnMade => {
  refuseReadOnly(order)
  const { defaultReturnOrderType, returnTypes = [] } = settings.returnSettings ?? {}
  if (defaultReturnOrderType === undefined) refuse(400, "ReturnSettings.DefaultReturnOrderType is not set")
  const requested = sent.returns ?? []
  if (requested.length === 0) refuse(400, "Returns is missing")
  for (const id of [sent.returnType, ...requested.map((line) => line.returnType)]) {
    if (id !== undefined && !returnTypes.some((type) => type.id === id)) refuse(400, `Return type '${id}' is not known`)
  }
  const lines = requested.map((wanted) => returnedLine(order, wanted, context.now))
  const total = (lineItemId: string): number =>
    lines.filter((line) => line.lineItemId === lineItemId).reduce((sum, line) => sum + line.returnQuantity, 0)
  for (const line of order.orderForm.lineItems) {
    if (total(line.lineItemId) > returnable(line)) {
      refuse(400, `Order line ${line.lineItemId}: only ${returnable(line)} can be returned`)
    }
  }
  const form: ReturnOrderForm = {
    ...present({
      returnType: sent.returnType,
      returnComment: sent.comment,
      storeId: sent.storeId,
      userId: sent.userId,
      creditAmount: sent.creditAmount,
      handlingTotal: sent.handlingTotal
    }),
    returnId,
    rmaNumber: sent.rmaNumber ?? `RMA-${order.orderNumber}-${order.returnOrderForms.length + 1}`,
    status: sent.status ?? "Completed",
    created: context.now,
    modified: context.now,
    lineItems: lines,
    creditPayment: sent.creditPayment ?? false,
    errors: [],
    externalIds: [],
    properties: mergeProperties([], sent.properties ?? [])
  }
  const left = new Map(lines.map((line) => [line.lineItemId, total(line.lineItemId)]))
  const counted = withLinesOfShipments({
    ...order,
    returnOrderForms: [...order.returnOrderForms, form],
    orderForm: {
      ...order.orderForm,
      lineItems: order.orderForm.lineItems.map((line) => cameBack(line, total(line.lineItemId), context.now)),
      shipments: order.orderForm.shipments.map((shipment) => ({
        ...shipment,
        lineItems: shipment.lineItems.map((part) => {
          const quantity = Math.min(left.get(part.lineItemId) ?? 0, returnable(part))
          left.set(part.lineItemId, (left.get(part.lineItemId) ?? 0) - quantity)
          return cameBack(part, quantity, context.now)
        })
      }))
    }
  })
  return {
    order: touched(withReturnStatus(counted, context), context),
    form,
    stock: lines
      .filter((line) => line.updateStock === true)
      .map((line) => ({
        sku: line.code ?? "",
        warehouseCode: sent.storeId ?? warehouseOf(order, line.lineItemId),
        inventory: line.returnQuantity,
        reserved: 0
      }))
  }
}

/** Lists are replaced as sent; there is no merging of them. */
export const patchReturn = (order: Order, returnId: string, patch: ReturnPatch, context: OrderContext): Order => {
  refuseReadOnly(order)
  const existing = requireReturn(order, returnId)
  const { replaceLineItemsArray, shouldAddMissingLineItems, lineItems, ...members } = patch
  const known = existing.lineItems ?? []
  const sentLines = lineItems ?? []
  const merged = [
    ...known.map((line) => ({ ...line, ...sentLines.find((sent) => sent.lineItemId === line.lineItemId) })),
    ...(shouldAddMissingLineItems === true
      ? sentLines.filter((sent) => !known.some((line) => line.lineItemId === sent.lineItemId))
      : [])
  ]
  const form: ReturnOrderForm = {
    ...existing,
    ...members,
    returnId,
    lineItems: replaceLineItemsArray === true ? sentLines : merged,
    modified: context.now
  }
  const stored = storedReturn(form, statusOf(orderTypeOf(context.orderTypes, order.orderType), order.status), context)
  return touched(
    { ...order, returnOrderForms: order.returnOrderForms.map((it) => (it.returnId === returnId ? stored : it)) },
    context
  )
}

const requireReturn = (order: Order, returnId: string): ReturnOrderForm =>
  order.returnOrderForms.find((form) => form.returnId === returnId) ??
  refuse(404, `Order ${order.id} has no return '${returnId}'`)

const cameBack = (line: OrderLine, quantity: number, now: string): OrderLine =>
  quantity === 0 ? line : { ...line, returnQuantity: line.returnQuantity + quantity, returnDate: now }

const returnable = (line: OrderLine): number => line.quantity - line.canceledQuantity - line.returnQuantity

const returnedLine = (order: Order, wanted: NonNullable<ReturnRequest["returns"]>[number], now: string): OrderLine => {
  const line = requireLine(order, wanted.lineItemId ?? "")
  const returnQuantity = wanted.returnQuantity ?? 0
  if (returnQuantity <= 0) refuse(400, `Order line ${line.lineItemId}: the return quantity must be positive`)
  return {
    ...line,
    ...present({
      returnReason: wanted.returnReason,
      returnType: wanted.returnType,
      internalWarehouseLocation: wanted.internalWarehouseLocation
    }),
    returnQuantity,
    returnDate: now,
    updateStock: wanted.isStockUpdated ?? false,
    properties: mergeProperties(line.properties, wanted.properties ?? [])
  }
}

/** As the standard workflow of a return ends: the order is returned, wholly or partly, where the type has that status. */
const withReturnStatus = (order: Order, context: OrderContext): Order => {
  const isWhole = order.orderForm.lineItems.every((line) => returnable(line) <= 0)
  const status = findStatus(
    orderTypeOf(context.orderTypes, order.orderType),
    isWhole ? "Returned" : "PartiallyReturned"
  )
  return status?.name === undefined ? order : { ...order, status: status.name }
}

const warehouseOf = (order: Order, lineItemId: string): string =>
  order.orderForm.shipments.find((shipment) => shipment.lineItems.some((line) => line.lineItemId === lineItemId))
    ?.warehouseCode ?? refuse(400, `Order line ${lineItemId}: no warehouse is named that takes the goods`)
