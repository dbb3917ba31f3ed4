import type {
  ExternalId,
  OmniumAddress,
  OmniumOrder,
  OmniumOrderLine,
  OmniumShipment,
  Property
} from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { OmniumReturn } from "@omnium-ongoing/domain/omnium/OmniumReturn"
import { DateTime } from "effect"
import type { Order, OrderLine, Shipment } from "./Order.ts"
import type { OrderMembers, ReturnOrderForm } from "./wire/Order.ts"
import type * as Parts from "./wire/Parts.ts"

/** An order in the connector's words. */
export const portOrder = (order: Order): OmniumOrder => ({
  id: order.id,
  orderNumber: order.orderNumber,
  orderType: order.orderType,
  status: order.status,
  marketId: text(order.marketId),
  storeId: text(order.storeId),
  created: DateTime.makeUnsafe(order.created),
  modified: DateTime.makeUnsafe(order.modified),
  requestedDeliveryDate: instant(order.requestedDeliveryDate),
  customerNumber: text(order.customerNumber),
  customerName: text(order.customerName),
  customerEmail: text(order.customerEmail),
  customerPhone: text(order.customerPhone),
  billingAddress: address(order.billingAddress),
  orderNotes: order.orderNotes.flatMap(({ created, creator, detail }) =>
    detail === undefined || detail === "" ? [] : [{ created: instant(created), creator: text(creator), detail }]
  ),
  shipments: order.orderForm.shipments.map(portShipment),
  returns: order.returnOrderForms.map(portReturn),
  externalIds: portExternalIds(order.externalIds),
  properties: portProperties(order.properties),
  errors: order.errors.map((error) => ({
    key: error.key ?? "",
    message: error.message ?? "",
    referenceId: text(error.referenceId),
    status: error.status ?? "New",
    severity: error.severity ?? "Error",
    occurred: instant(error.occurred)
  })),
  isReadOnly: order.isReadOnly ?? false
})

/** An empty value says no more than an absent one. */
export const portProperties = (properties: ReadonlyArray<Parts.PropertyItem> | undefined): ReadonlyArray<Property> =>
  (properties ?? []).flatMap(({ key, value }) => (key && value ? [{ key, value }] : []))

export const portExternalIds = (ids: ReadonlyArray<Parts.ExternalId> | undefined): ReadonlyArray<ExternalId> =>
  (ids ?? []).flatMap(({ providerName, id }) =>
    providerName === undefined || id === undefined ? [] : [{ providerName, id }]
  )

/** An empty text says as much as none. */
export const text = (value: string | undefined): string | undefined => (value === "" ? undefined : value)

export const instant = (value: string | undefined): DateTime.Utc | undefined =>
  value === undefined ? undefined : DateTime.makeUnsafe(value)

const portShipment = (shipment: Shipment): OmniumShipment => ({
  shipmentId: shipment.shipmentId,
  warehouseCode: text(shipment.warehouseCode),
  status: text(shipment.status),
  orderStatus: text(shipment.orderStatus),
  previousStatus: text(shipment.prevStatus),
  lines: shipment.lineItems.map(portLine),
  address: address(shipment.address),
  shippingMethodId: text(shipment.shippingMethodId),
  shippingMethodName: text(shipment.shippingMethodName),
  shippingMethodProductId: text(shipment.shippingMethodProductId),
  servicePointId: text(shipment.servicePointId),
  pickUpServicePointId: text(shipment.pickUpPointInformation?.servicePointId),
  expectedShipmentDate: instant(shipment.expectedShipmentDate),
  shippingTotal: shipment.shippingTotal ?? 0,
  comment: text(shipment.comment),
  trackingNumber: text(shipment.shipmentTrackingNumber),
  trackingLink: text(shipment.shipmentTrackingLink),
  labelLink: text(shipment.shipmentLabelLink),
  returnTrackingNumber: text(shipment.returnTrackingNumber),
  returnTrackingLink: text(shipment.returnTrackingLink),
  returnLabelLink: text(shipment.returnLabelLink),
  packages: (shipment.packages ?? []).map(({ id, shipmentTracking }) => ({
    id: id ?? "",
    trackingNumber: text(shipmentTracking?.shipmentTrackingNumber),
    trackingLink: text(shipmentTracking?.shipmentTrackingLink),
    labelLink: text(shipmentTracking?.shipmentLabelLink)
  })),
  externalIds: portExternalIds(shipment.externalIds),
  properties: portProperties(shipment.properties)
})

const portReturn = (form: ReturnOrderForm): OmniumReturn => ({
  returnId: form.returnId ?? "",
  storeId: text(form.storeId),
  lines: (form.lineItems ?? []).map((line) => ({
    lineItemId: line.lineItemId ?? "",
    quantity: line.returnQuantity ?? 0,
    returnType: text(line.returnType),
    returnReason: text(line.returnReason)
  })),
  properties: portProperties(form.properties)
})

const portLine = (line: OrderLine): OmniumOrderLine => ({
  lineItemId: line.lineItemId,
  code: line.code ?? "",
  quantity: line.quantity,
  canceledQuantity: line.canceledQuantity,
  deliveredQuantity: line.deliveredQuantity,
  returnQuantity: line.returnQuantity,
  isVirtualProduct: line.isVirtualProduct ?? false,
  isPackageBrokeDown: line.isPackageBrokeDown ?? false,
  comment: text(line.comment),
  properties: portProperties(line.properties)
})

const address = (value: OrderMembers["billingAddress"]): OmniumAddress | undefined =>
  value === undefined
    ? undefined
    : {
        name: text(value.name),
        firstName: text(value.firstName),
        lastName: text(value.lastName),
        organization: text(value.organization),
        organizationalNumber: text(value.organizationalNumber),
        line1: text(value.line1),
        line2: text(value.line2),
        streetNumber: text(value.streetNumber),
        postalCode: text(value.postalCode),
        city: text(value.city),
        regionCode: text(value.regionCode),
        countryCode: text(value.countryCode),
        phone: text(value.phone),
        daytimePhoneNumber: text(value.daytimePhoneNumber),
        email: text(value.email)
      }
