import { Schema } from "effect"
import { flag } from "./Fields.ts"

/** The carrier's extra services; a switch each. */
export const transporterAddonNames = [
  "exactTime",
  "craneTruck",
  "carryIn",
  "optionalServicePoint",
  "deliveryAdvice",
  "deliveryWithoutPOD",
  "signatureAssurance",
  "noSignatureAssurance",
  "privateReceiver",
  "idCheck",
  "notToOutdoorParcelLocker",
  "notToParcelLocker",
  "parcelLocker",
  "flexibleDelivery",
  "greenDelivery",
  "renewableFuel",
  "collectionAtTerminal",
  "deliveryBefore0700",
  "deliveryBefore0900",
  "deliveryBefore1000",
  "deliveryBefore1200",
  "deliveryBefore1300",
  "deliveryBefore1500",
  "deliveryDuringAM",
  "deliveryDuringEvening",
  "tailLift",
  "driverNotification",
  "exceptionNotificationByEmail",
  "exceptionNotificationBySMS",
  "customNotificationBySms",
  "customNotificationByEmail",
  "customNotificationByLetter",
  "temperatureControlledFrostFree",
  "temperatureControlledChilled",
  "temperatureControlledFrozen",
  "temperatureControlledWarm",
  "returnLabel",
  "digitalReturn",
  "longGoods",
  "express",
  "simplifiedDelivery",
  "reservationAgainstChange",
  "bulkSplit",
  "insurance",
  "importOneStopShop",
  "doNotStack",
  "recycle",
  "extraPersonnel",
  "swap",
  "returnOfPackaging",
  "dangerousGoods",
  "dangerousGoodsLimitedQuantities",
  "extendedRetentionTime",
  "cashOnDelivery",
  "alternativeName",
  "attendedDelivery",
  "daytimeDeliveryWithAdviceAndPOD",
  "daytimeDeliveryWithoutNotificationAndReceipt",
  "eveningDeliveryWithAdviceAndPOD",
  "isTrackable",
  "voec",
  "leaveAtDoor"
] as const

type Name = (typeof transporterAddonNames)[number]

export const TransporterAddons = Schema.Struct(
  // Every name maps to the same schema; fromEntries loses the names that the tuple above still holds.
  Object.fromEntries(transporterAddonNames.map((name) => [name, flag])) as Record<Name, typeof flag>
).annotate({ identifier: "PostTransporterAddons" })
export type TransporterAddons = typeof TransporterAddons.Type
