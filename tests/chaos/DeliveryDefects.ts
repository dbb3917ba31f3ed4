import type { Defect } from "./Defect.ts"

/** Orders on their way back from the warehouse: status, parts, parcels and labels. */
export const deliveryDefects: ReadonlyArray<Defect> = [
  {
    name: "a status may move backwards",
    file: "domain/src/order-sync/StatusMapping.ts",
    of: "mapped.order > from.order",
    instead: "mapped.order !== from.order",
    rules: ["R7"]
  },
  {
    name: "an update is sent twice under one audit row",
    file: "domain/src/order-sync/OrderSync.ts",
    of: "omnium.updateShipment(update)",
    instead: "Effect.andThen(omnium.updateShipment(update), omnium.updateShipment(update))",
    rules: ["R22"]
  },
  {
    name: "return parcels go out as packages",
    file: "domain/src/order-sync/Tracking.ts",
    of: ".filter((parcel) => parcel.isReturnParcel === isReturnParcel)",
    instead: "",
    rules: ["R9"]
  },
  {
    name: "an order that has been sent is not looked at again",
    file: "domain/src/sync/WatchedOrder.ts",
    of: "DateTime.isGreaterThan(now, DateTime.addDuration(watched.sentAt, afterSent))",
    instead: "DateTime.isGreaterThanOrEqualTo(now, watched.sentAt)",
    rules: ["R9", "R24"]
  },
  {
    name: "a parcel that came late is no change",
    file: "domain/src/order-sync/Fingerprint.ts",
    of: "[...state.parcels]",
    instead: "[...state.parcels.slice(0, 1)]",
    rules: ["R9", "R8"]
  },
  {
    name: "a parcel that is known is added once more",
    file: "domain/src/order-sync/Tracking.ts",
    of: "if (same >= 0 || parcelNumber === undefined) return same",
    instead: "if (parcelNumber === undefined) return same",
    rules: ["R9"]
  },
  {
    name: "what was ordered is delivered, not what was picked",
    file: "domain/src/order-sync/PartialDelivery.ts",
    of: "deliveredQuantity: Math.min(line.delivered, line.ordered)",
    instead: "deliveredQuantity: line.ordered",
    rules: ["R8"]
  },
  {
    name: "what earlier parts brought is delivered again",
    file: "domain/src/order-sync/DeliveredLines.ts",
    of: "delivered: Math.max(0, (byRow.get(rowNumber) ?? 0) - (before.get(rowNumber) ?? 0))",
    instead: "delivered: byRow.get(rowNumber) ?? 0",
    rules: ["R8"]
  },
  {
    name: "a label is stored without its end",
    file: "domain/src/order-sync/OrderSync.ts",
    of: "{ bytes: file.bytes,",
    instead: "{ bytes: file.bytes.subarray(0, 512),",
    rules: ["R24"]
  }
]
