import type { OmniumOrderLine, OmniumShipment } from "./OmniumOrder.ts"

export const remaining = (line: OmniumOrderLine): number =>
  Math.max(0, line.quantity - line.canceledQuantity - line.deliveredQuantity)

/** What a warehouse can pick: no gift cards, and of a package that was broken down its parts only. */
export const isPickable = (line: OmniumOrderLine): boolean => !line.isVirtualProduct && !line.isPackageBrokeDown

export const linesToShip = (shipment: OmniumShipment): ReadonlyArray<OmniumOrderLine> =>
  shipment.lines.filter((line) => isPickable(line) && remaining(line) > 0)
