import { DateTime, Option } from "effect"
import { isCancelled } from "../omnium/Cancelled.ts"
import { linesToShip } from "../omnium/LinesToShip.ts"
import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import { externalIdOf, isOn, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType, OmniumStore, WorkflowStep } from "../omnium/OmniumSettings.ts"
import { keyOf } from "../omnium/OngoingDeliveryKey.ts"
import { goodsOwnerIdOf, isOngoingStore, warehouseIdOf } from "../omnium/OngoingStore.ts"
import { cancellationStep, connectorName, ongoingStatuses, sameName, statusNamed } from "../omnium/OrderStatus.ts"
import { make as markOf } from "../ongoing/GoodsOwnerOrderId.ts"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import { isNumber, type OngoingOrderNumber, make as orderNumberOf } from "../ongoing/OngoingOrderNumber.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { returnedStatuses, sentInFull } from "../ongoing/StatusMeaning.ts"
import { type Cause, causes } from "../sync/Cause.ts"
import { isFirm, type Source } from "../sync/WorkItem.ts"
import { deliveryAddress } from "./ConsigneeMapping.ts"

export type ExportAddress =
  | {
      readonly _tag: "Export"
      readonly goodsOwnerId: OngoingGoodsOwnerId
      readonly warehouseId: OngoingWarehouseId
      readonly number: OngoingOrderNumber
    }
  | { readonly _tag: "Dead"; readonly cause: Cause; readonly message: string }

export type ExportDecision = ExportAddress | { readonly _tag: "Skip"; readonly cause: Cause }

export interface ShipmentToDecide {
  readonly order: OmniumOrder
  readonly shipment: OmniumShipment
  /** The store that the shipment's warehouse code names. */
  readonly store: OmniumStore | undefined
  readonly orderType: OmniumOrderType | undefined
  /** The tenant's go-live line. */
  readonly from: DateTime.Utc
  /** The configured statuses, if the tenant does not rely on its workflow steps. */
  readonly exportStatuses: ReadonlyArray<string> | undefined
  readonly trigger: Source
}

/** Whether a shipment goes to Ongoing: what does not concern Ongoing is skipped, what a person must mend is dead. */
export const exportDecision = (about: ShipmentToDecide): ExportDecision => {
  const { shipment, store } = about
  const handled = alreadyHandled(about)
  if (handled !== undefined) return skip(handled)
  if (shipment.warehouseCode === undefined || store === undefined || !isOngoingStore(store)) {
    return skip("not-an-ongoing-warehouse")
  }
  const unfit = inUnfitState(about)
  return unfit === undefined ? exportAddress(about, store) : skip(unfit)
}

const skip = (cause: Cause): ExportDecision => ({ _tag: "Skip", cause })

/**
 * The statuses that export: the configured ones, else those with an active workflow step of connector `Ongoing`, unless
 * it is the one that cancels.
 */
export const exportStatuses = (
  orderType: OmniumOrderType | undefined,
  configured?: ReadonlyArray<string>
): ReadonlyArray<string> =>
  configured ??
  (orderType?.statuses ?? []).filter((status) => status.workflowSteps.some(isExportStep)).map((status) => status.name)

const isExportStep = ({ active, connector, name }: WorkflowStep): boolean =>
  active && sameName(connectorName, connector) && !sameName(cancellationStep, name)

const alreadyHandled = ({ order, shipment, from }: ShipmentToDecide): Cause | undefined => {
  if (DateTime.isLessThan(order.created, from)) return "older-than-from"
  if (isOn(propertyOf(shipment.properties, PropertyKey.IsDeliveredShipment))) return "already-delivered"
  if (externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) !== undefined) return "already-exported"
  return undefined
}

/** A workflow step or a person who asks is trusted with the status, unless it ships or cancels. */
const inUnfitState = (about: ShipmentToDecide): Cause | undefined => {
  const { order, shipment, orderType } = about
  const status = shipment.orderStatus ?? order.status
  // The export step fires in cancelling statuses as well.
  if (isCancelled(order, shipment, orderType)) return "cancelled"
  if (sameName("Shipped", shipment.status) || isSent(orderType, status)) return "already-delivered"
  if (linesToShip(shipment).length === 0) return "nothing-to-ship"
  const exporting = exportStatuses(orderType, about.exportStatuses)
  if (!isFirm(about.trigger) && !exporting.some((name) => sameName(name, status))) return "status-does-not-export"
  return undefined
}

/**
 * Whether the exported shipment may still be changed in Ongoing: as long as nothing of it has been sent. From then on
 * Omnium's quantities are moved by what the warehouse does.
 */
export const isChangeable = (
  order: OmniumOrder,
  shipment: OmniumShipment,
  orderType: OmniumOrderType | undefined
): boolean =>
  !isSent(orderType, shipment.orderStatus ?? order.status) &&
  !sameName("Shipped", shipment.status) &&
  shipment.lines.every((line) => line.deliveredQuantity === 0) &&
  !isPartlySent(order, shipment)

/**
 * A part bears the id of the Ongoing order that it was taken from, or that of a back order for it. Of a back order no
 * shipment bears the id, and the rows tell whose it is.
 */
const isPartlySent = ({ shipments }: OmniumOrder, shipment: OmniumShipment): boolean => {
  const idOf = ({ externalIds }: OmniumShipment) => externalIdOf(externalIds, ExternalIdProvider.OngoingOrderId)
  const isPart = ({ properties }: OmniumShipment) =>
    propertyOf(properties, PropertyKey.OngoingDeliveryKey) !== undefined
  const others = shipments.filter((each) => each !== shipment && !isPart(each))
  const isOfAnother = (part: OmniumShipment) =>
    others.some((each) => idOf(each) === idOf(part)) ||
    (!hasRowOf(part, shipment) && others.some((each) => hasRowOf(part, each)))
  return isPart(shipment) || shipments.some((each) => isPart(each) && !isOfAnother(each))
}

const hasRowOf = (part: OmniumShipment, { lines }: OmniumShipment): boolean =>
  Option.exists(keyOf(part), ({ rows }) => lines.some((line) => OngoingRowNumber.make(line.lineItemId) in rows))

/** The export step fires in shipping statuses as well, which need not be the delivered ones. */
const isSent = (orderType: OmniumOrderType | undefined, name: string): boolean => {
  const status = statusNamed(orderType, name)
  if (status === undefined) return ["Ship", "Completed"].some((known) => sameName(known, name))
  return (
    status.isDeliveredStatus ||
    ongoingStatuses(status).some((number) => sentInFull.has(number) || returnedStatuses.has(number))
  )
}

/** Of `goodsOwnerOrderId`, by which we know our own orders again, Ongoing keeps 50 characters. */
const longestMark = 50

/** Ongoing's order number, goods owner and warehouse, or what is missing for them. */
export const exportAddress = (
  { order, shipment }: Pick<ShipmentToDecide, "order" | "shipment">,
  store: OmniumStore
): ExportAddress => {
  const goodsOwnerId = Option.getOrUndefined(goodsOwnerIdOf(store))
  if (goodsOwnerId === undefined) {
    return dead("no-goods-owner-id", `The store ${store.id} has no numeric OngoingGoodsOwnerId. Add it, then retry.`)
  }
  const warehouseId = Option.getOrUndefined(warehouseIdOf(store))
  if (warehouseId === undefined) {
    return dead("no-warehouse-id", `The store ${store.id} has no numeric OngoingWarehouseId. Add it, then retry.`)
  }
  const number = orderNumberOf(order.orderNumber, shipment.shipmentId)
  if (!isNumber(number)) {
    return dead(number, `${causes[number].words} It is shipment ${shipment.shipmentId} of order ${order.orderNumber}.`)
  }
  if (markOf(order.id, shipment.shipmentId).length > longestMark) {
    return dead(
      "order-number-too-long",
      `The mark {order id}/{shipment id} of order ${order.id} is longer than the ${longestMark} characters that Ongoing keeps.`
    )
  }
  if (deliveryAddress(order, shipment) === undefined) {
    return dead(
      "address-missing",
      `Shipment ${shipment.shipmentId} of order ${order.orderNumber} has no delivery address. Add one, then retry.`
    )
  }
  return { _tag: "Export", goodsOwnerId, warehouseId, number }
}

const dead = (cause: Cause, message: string): ExportAddress => ({ _tag: "Dead", cause, message })
