import { isCancelled } from "../omnium/Cancelled.ts"
import { linesToShip, remaining } from "../omnium/LinesToShip.ts"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import type { BookedStock } from "../sync/BookedStock.ts"

/** What each shipment of an order still reserves in Omnium and has booked in Ongoing too. */
export const bookedStock = (
  tenant: string,
  order: OmniumOrder,
  orderType: OmniumOrderType | undefined
): ReadonlyArray<BookedStock> =>
  order.shipments.map((shipment) => {
    const isBooked =
      externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) !== undefined &&
      shipment.status !== "Shipped" &&
      !isCancelled(order, shipment, orderType)
    return {
      tenant,
      key: shipmentKey(order.id, shipment.shipmentId),
      warehouse: shipment.warehouseCode ?? "",
      lines: isBooked ? quantities(shipment) : []
    }
  })

const quantities = (shipment: OmniumShipment): BookedStock["lines"] => {
  const bySku = new Map<string, number>()
  for (const line of linesToShip(shipment)) bySku.set(line.code, (bySku.get(line.code) ?? 0) + remaining(line))
  return [...bySku].map(([sku, quantity]) => ({ sku, quantity }))
}
