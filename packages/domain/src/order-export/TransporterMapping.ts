import { Match } from "effect"
import { externalIdOf, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import type { ShipmentOption } from "../omnium/OmniumSettings.ts"
import { sameName } from "../omnium/OrderStatus.ts"
import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"

/** Who books the transport. Of `None` the warehouse chooses. */
export type Transporter =
  | {
      readonly _tag: "Unifaun"
      readonly code: string | undefined
      readonly service: string | undefined
      readonly servicePoint: string | undefined
    }
  | { readonly _tag: "Porterbuddy" }
  | { readonly _tag: "Ingrid"; readonly tosId: string }
  | { readonly _tag: "None" }

export type TransporterFields = Pick<OngoingOrder, "transporter" | "servicePointCode" | "preparedTransportDocumentId">

export const transporterFields: (transporter: Transporter) => TransporterFields = Match.type<Transporter>().pipe(
  Match.withReturnType<TransporterFields>(),
  Match.tagsExhaustive({
    Unifaun: ({ code, service, servicePoint }) => ({
      ...((code !== undefined || service !== undefined) && {
        transporter: {
          ...(code !== undefined && { transporterCode: code }),
          ...(service !== undefined && { transporterServiceCode: service })
        }
      }),
      ...(servicePoint !== undefined && { servicePointCode: servicePoint })
    }),
    Porterbuddy: () => ({ transporter: { transporterCode: "ONGOING_PORTERBUDDY" } }),
    Ingrid: ({ tosId }) => ({ preparedTransportDocumentId: tosId }),
    None: () => ({})
  })
)

/** The gateway of the shipping method decides; where none is named, what stands on the shipment and the order does. */
export const transporterOf = (
  order: OmniumOrder,
  shipment: OmniumShipment,
  option: ShipmentOption | undefined
): Transporter => {
  const gateway = option?.shippingGateway
  const viaUnifaun = gateway === undefined || sameName("Unifaun", gateway)
  if (sameName("Porterbuddy", gateway) || (viaUnifaun && hasPorterbuddyId(order, shipment))) {
    return { _tag: "Porterbuddy" }
  }
  const tosId = gateway === undefined || sameName("Ingrid", gateway) ? ingridTosId(order, shipment) : undefined
  if (tosId !== undefined) return { _tag: "Ingrid", tosId }
  const named = propertyOf(shipment.properties, "transporterCode")
  return sameName("Unifaun", gateway) || named !== undefined ? unifaun(shipment, option) : { _tag: "None" }
}

const unifaun = (shipment: OmniumShipment, option: ShipmentOption | undefined): Transporter => ({
  _tag: "Unifaun",
  code: propertyOf(shipment.properties, "transporterCode") ?? option?.shippingCompany,
  service:
    propertyOf(shipment.properties, "transporterServiceCode") ??
    shipment.shippingMethodProductId ??
    option?.shipmentProduct,
  servicePoint:
    propertyOf(shipment.properties, "servicePointCode") ?? shipment.servicePointId ?? shipment.pickUpServicePointId
})

const hasPorterbuddyId = (order: OmniumOrder, shipment: OmniumShipment): boolean =>
  ["porterbuddyId", "UnifaunPorterbuddyId"].some(
    (key) => (propertyOf(shipment.properties, key) ?? propertyOf(order.properties, key)) !== undefined
  )

/** Where Ingrid's transport order stands is not documented: these places, in this order, first on the shipment. */
const ingridTosId = (order: OmniumOrder, shipment: OmniumShipment): string | undefined => {
  for (const { externalIds, properties } of [shipment, order]) {
    const found =
      externalIdOf(externalIds, "Ingrid") ??
      externalIdOf(externalIds, "IngridTosId") ??
      propertyOf(properties, "tos_id") ??
      propertyOf(properties, "TosId") ??
      propertyOf(properties, "IngridTosId")
    if (found !== undefined) return found
  }
  return undefined
}

/** The market's option for the shipment's shipping method: by its name, else by its id. */
export const shipmentOptionFor = (
  shipment: OmniumShipment,
  options: ReadonlyArray<ShipmentOption>
): ShipmentOption | undefined =>
  find(options, "shippingMethodName", shipment.shippingMethodName) ??
  find(options, "shippingMethodId", shipment.shippingMethodId)

const find = (
  options: ReadonlyArray<ShipmentOption>,
  field: "shippingMethodName" | "shippingMethodId",
  wanted: string | undefined
): ShipmentOption | undefined =>
  wanted === undefined ? undefined : options.find((option) => sameName(wanted, option[field]))
