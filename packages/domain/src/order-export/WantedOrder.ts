import { DateTime } from "effect"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { ShipmentOption } from "../omnium/OmniumSettings.ts"
import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { ExportAddress } from "./ExportDecision.ts"
import { orderMapping } from "./OrderMapping.ts"
import { shipmentOptionFor } from "./TransporterMapping.ts"

/** The order as it should be in Ongoing, given the delivery date of the first request if there was one. */
export const wantedOrder = (about: {
  readonly order: OmniumOrder
  readonly shipment: OmniumShipment
  readonly address: Extract<ExportAddress, { _tag: "Export" }>
  readonly options: ReadonlyArray<ShipmentOption>
  readonly firstDate: string | undefined
  readonly now: DateTime.Utc
}): OngoingOrder => {
  const { order, shipment, address } = about
  return orderMapping({
    order,
    shipment,
    goodsOwnerId: address.goodsOwnerId,
    warehouseId: address.warehouseId,
    number: address.number,
    option: shipmentOptionFor(shipment, about.options),
    deliveryDate: deliveryDate(order, shipment, about.firstDate, about.now)
  })
}

/** The day of the first request stays, or every later request would differ from the one before. */
const deliveryDate = (
  order: OmniumOrder,
  shipment: OmniumShipment,
  first: string | undefined,
  now: DateTime.Utc
): string => {
  const asked = order.requestedDeliveryDate ?? shipment.expectedShipmentDate
  return asked === undefined ? (first ?? DateTime.formatIsoDateUtc(now)) : DateTime.formatIsoDateUtc(asked)
}
