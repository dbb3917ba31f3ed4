import { type Order, type OrderLine, remainingQuantity, type Shipment } from "./Order.ts"
import { type OrderContext, refuseImpossible, refuseQueued, requireLine, touched } from "./OrderLifecycle.ts"
import { lineOf, summed, withLinesOfShipments } from "./OrderTotals.ts"
import { orderTypeOf, statusOf } from "./OrderTypes.ts"
import { refuse } from "./Refusal.ts"
import { entered, rolledUp, type StatusChange, withHead, withShipmentInfo } from "./StatusUpdate.ts"
import type { UpdateLineItemStatusPatch } from "./wire/Order.ts"

type LineUpdate = NonNullable<UpdateLineItemStatusPatch["lineItemUpdates"]>[number]

/**
 * Delivers or cancels parts of lines. A shipment id the order does not have yet makes a new shipment of what is
 * delivered (or split off); an existing one is updated where it stands.
 */
export const updateOrderLines = (
  order: Order,
  patch: UpdateLineItemStatusPatch,
  context: OrderContext
): StatusChange => {
  refuseQueued(order)
  const updates = patch.lineItemUpdates ?? []
  if (updates.length === 0) refuse(400, "LineItemUpdates is missing")
  const type = orderTypeOf(context.orderTypes, order.orderType)
  for (const update of updates) refuseUnusable(requireLine(order, update.lineItemId ?? ""), update)
  const shipmentId = patch.shipmentInfo?.shipmentId
  const known = order.orderForm.shipments.some((shipment) => shipment.shipmentId === shipmentId)
  const changed =
    shipmentId === undefined || known
      ? updatedInPlace(order, updates, shipmentId, patch, context)
      : withNewShipment(order, updates, shipmentId, patch, context)
  const name = patch.status ?? patch.shipmentInfo?.orderStatus
  const status = statusOf(type, name ?? order.status)
  const stands = {
    ...changed,
    orderForm: {
      ...changed.orderForm,
      shipments: changed.orderForm.shipments.map((shipment) =>
        name !== undefined && (shipmentId === undefined || shipment.shipmentId === shipmentId)
          ? entered(shipment, status, context.now)
          : shipment
      )
    }
  }
  const lined = withLinesOfShipments(stands)
  const headed =
    name === undefined
      ? lined
      : shipmentId === undefined
        ? withHead(lined, status, context.now)
        : rolledUp(lined, type, context.now)
  refuseImpossible(headed)
  return { order: touched(summed(headed), context), status, shipmentId }
}

const refuseUnusable = (line: OrderLine, update: LineUpdate): void => {
  const delivered = update.deliveredQuantity ?? 0
  const cancelled = update.canceledQuantity ?? 0
  const split = update.splitQuantity ?? 0
  if (delivered < 0 || cancelled < 0 || split < 0) refuse(400, `Order line ${line.lineItemId}: a quantity is negative`)
  if ((update.reallocateQuantity ?? 0) !== 0) {
    refuse(400, `Order line ${line.lineItemId}: reallocateQuantity is not simulated`)
  }
}

const updatedInPlace = (
  order: Order,
  updates: ReadonlyArray<LineUpdate>,
  shipmentId: string | undefined,
  patch: UpdateLineItemStatusPatch,
  context: OrderContext
): Order => {
  const shipments = order.orderForm.shipments.map((shipment) => {
    if (shipmentId !== undefined && shipment.shipmentId !== shipmentId) return shipment
    const named = patch.shipmentInfo === undefined ? shipment : withShipmentInfo(shipment, patch.shipmentInfo)
    return {
      ...named,
      lineItems: named.lineItems.map((line) => {
        const update = updates.find((candidate) => candidate.lineItemId === line.lineItemId)
        return update === undefined ? line : withQuantities(line, update, context.now)
      })
    }
  })
  const scope = shipments.filter((shipment) => shipmentId === undefined || shipment.shipmentId === shipmentId)
  for (const update of updates) {
    if (!scope.some((shipment) => shipment.lineItems.some((line) => line.lineItemId === update.lineItemId))) {
      refuse(400, `Order line '${update.lineItemId}' is not on shipment '${shipmentId}'`)
    }
  }
  return { ...order, orderForm: { ...order.orderForm, shipments } }
}

/** Quantities are set, as in any patch; what would go beyond the line is refused. */
const withQuantities = (line: OrderLine, update: LineUpdate, now: string): OrderLine => {
  const delivered = update.deliveredQuantity ?? line.deliveredQuantity
  const cancelled = update.canceledQuantity ?? line.canceledQuantity
  if (delivered + cancelled > line.quantity) {
    refuse(400, `Order line ${line.lineItemId}: delivered and cancelled together exceed the quantity ${line.quantity}`)
  }
  if ((update.splitQuantity ?? 0) > 0) {
    refuse(400, `Order line ${line.lineItemId}: splitQuantity needs the id of a new shipment`)
  }
  return {
    ...line,
    deliveredQuantity: delivered,
    canceledQuantity: cancelled,
    ...(delivered > line.deliveredQuantity ? { deliveredDate: now } : {}),
    ...(cancelled > line.canceledQuantity ? { canceledDate: now } : {}),
    ...(update.readyForPickupQuantity === undefined ? {} : { readyForPickupQuantity: update.readyForPickupQuantity }),
    ...(update.cost === undefined ? {} : { cost: update.cost })
  }
}

interface Part {
  readonly line: OrderLine
  readonly source: string
  readonly moved: number
  readonly delivered: number
  readonly cancelled: number
  readonly cost: number | undefined
}

const withNewShipment = (
  order: Order,
  updates: ReadonlyArray<LineUpdate>,
  shipmentId: string,
  patch: UpdateLineItemStatusPatch,
  context: OrderContext
): Order => {
  const parts = updates.map((update) => partOf(order, update))
  const source =
    order.orderForm.shipments.find((shipment) =>
      parts.some((part) => part.moved > 0 && part.source === shipment.shipmentId)
    ) ?? refuse(400, `Nothing is delivered or split off for the new shipment '${shipmentId}'`)
  const known = new Set(order.orderForm.lineItems.map((line) => line.lineItemId))
  const movedLines = parts
    .filter((part) => part.moved > 0)
    .map((part) => movedLine(part, idOfPart(part, shipmentId, known), context.now))
  const shipments = order.orderForm.shipments.map((shipment) => ({
    ...shipment,
    lineItems: shipment.lineItems.flatMap((line) => {
      const part = parts.find((it) => it.source === shipment.shipmentId && it.line.lineItemId === line.lineItemId)
      return part === undefined ? [line] : remainderOf(part, context.now)
    })
  }))
  const costKept = patch.isShippingCostKeptForExistingShipment === true
  const created = withShipmentInfo(
    newShipment(source, shipmentId, movedLines, costKept, context.now),
    patch.shipmentInfo ?? {}
  )
  return {
    ...order,
    orderForm: {
      ...order.orderForm,
      shipments: [
        ...shipments.map((shipment) =>
          !costKept && shipment.shipmentId === source.shipmentId ? { ...shipment, ...noShippingCost } : shipment
        ),
        created
      ],
      lineItems: [...order.orderForm.lineItems, ...movedLines.filter((line) => !known.has(line.lineItemId))]
    }
  }
}

const partOf = (order: Order, update: LineUpdate): Part => {
  const id = update.lineItemId ?? ""
  const delivered = update.deliveredQuantity ?? 0
  const moved = delivered + (update.splitQuantity ?? 0)
  const cancelled = update.canceledQuantity ?? 0
  for (const shipment of order.orderForm.shipments) {
    const line = shipment.lineItems.find((candidate) => candidate.lineItemId === id)
    if (line === undefined) continue
    if (moved + cancelled > remainingQuantity(line)) {
      refuse(400, `Order line ${id}: ${moved + cancelled} is more than the ${remainingQuantity(line)} left to ship`)
    }
    return { line, source: shipment.shipmentId, moved, delivered, cancelled, cost: update.cost }
  }
  return refuse(400, `Order line '${id}' is on no shipment`)
}

const wholeLineMoves = (part: Part): boolean => part.moved === part.line.quantity

/** A whole line takes its id along; a part of one gets an id of its own, also when the shipment's name was used before. */
const idOfPart = (part: Part, shipmentId: string, known: ReadonlySet<string>): string => {
  if (wholeLineMoves(part)) return part.line.lineItemId
  const id = `${part.line.lineItemId}-${shipmentId}`
  let free = id
  for (let count = 2; known.has(free); count++) free = `${id}-${count}`
  return free
}

const movedLine = (part: Part, lineItemId: string, now: string): OrderLine => ({
  ...lineOf(part.line, part.moved),
  lineItemId,
  deliveredQuantity: part.delivered,
  canceledQuantity: 0,
  returnQuantity: wholeLineMoves(part) ? part.line.returnQuantity : 0,
  ...(part.delivered > 0 ? { deliveredDate: now } : {}),
  ...(part.cost === undefined ? {} : { cost: part.cost })
})

const remainderOf = (part: Part, now: string): ReadonlyArray<OrderLine> => {
  if (wholeLineMoves(part)) return []
  const rest = lineOf(part.line, part.line.quantity - part.moved)
  return [
    part.cancelled === 0
      ? rest
      : { ...rest, canceledQuantity: rest.canceledQuantity + part.cancelled, canceledDate: now }
  ]
}

const noShippingCost = {
  shippingSubTotal: 0,
  shippingSubTotalExclTax: 0,
  shippingDiscountAmount: 0,
  shippingTax: 0,
  shippingTotal: 0
}

/** Address, method, warehouse and service point come from the shipment it is split from; ids, properties and tracking do not. */
const newShipment = (
  source: Shipment,
  shipmentId: string,
  lineItems: ReadonlyArray<OrderLine>,
  costKept: boolean,
  now: string
): Shipment => {
  const {
    shipmentTrackingNumber: _number,
    shipmentTrackingLink: _link,
    shipmentLabelLink: _label,
    returnTrackingNumber: _returnNumber,
    returnTrackingLink: _returnLink,
    returnLabelLink: _returnLabel,
    completed: _completed,
    comment: _comment,
    prevStatus: _previous,
    ...kept
  } = source
  return {
    ...kept,
    shipmentId,
    orderStatusLog: [{ status: source.orderStatus, timestamp: now }],
    lineItems,
    packages: [],
    externalIds: [],
    properties: [],
    ...(costKept ? noShippingCost : {})
  }
}
