import type { OmniumPackage, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import type { ShipmentUpdate } from "../ports/Omnium.ts"
import { outboundTracking, packages, returnTracking } from "./Tracking.ts"

/** The oldest label that no partial delivery has; when all are taken there is but one for all. */
export const unused = (
  links: ReadonlyArray<string> | undefined,
  taken: ReadonlyArray<string | undefined>
): string | undefined => links?.find((link) => !taken.includes(link)) ?? links?.[0]

/**
 * Only what Ongoing knows and Omnium has otherwise: nothing is wiped. What Omnium has before shipping, such as an id of
 * Porterbuddy, gives way to a waybill, but not to a parcel number.
 */
export const trackingFields = (shipment: OmniumShipment, state: OngoingOrderState) => {
  const outbound = outboundTracking(state)
  const back = returnTracking(state)
  const replaces = outbound?.isWaybill === true || shipment.trackingNumber === undefined
  return {
    ...textField("trackingNumber", replaces ? outbound?.number : undefined, shipment.trackingNumber),
    ...textField("trackingLink", replaces ? outbound?.link : undefined, shipment.trackingLink),
    ...textField("returnTrackingNumber", back?.number, shipment.returnTrackingNumber),
    ...textField("returnTrackingLink", back?.link, shipment.returnTrackingLink)
  }
}

export const textField = <Field extends keyof ShipmentUpdate>(
  field: Field,
  wanted: string | undefined,
  found: string | undefined
): { readonly [K in Field]?: string } =>
  // A computed key widens to any string; there is but this one.
  wanted === undefined || wanted === found ? {} : ({ [field]: wanted } as { readonly [K in Field]: string })

export const packageFields = (shipment: OmniumShipment, state: OngoingOrderState) => {
  const wanted = packages(shipment.packages, state)
  const alike = (one: OmniumPackage, other: OmniumPackage | undefined) =>
    one.trackingNumber === other?.trackingNumber && one.trackingLink === other?.trackingLink
  return wanted.every((each, index) => alike(each, shipment.packages[index])) ? {} : { packages: wanted }
}
