import type {
  OmniumAddress,
  OmniumOrder,
  OmniumOrderLine,
  OmniumPackage,
  OmniumShipment,
  OrderError
} from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { OmniumReturn } from "@omnium-ongoing/domain/omnium/OmniumReturn"
import type {
  WireAddress,
  WireOrder,
  WireOrderError,
  WireOrderLine,
  WirePackage,
  WireReturn,
  WireShipment
} from "./Order.ts"
import { toExternalIds, toInstant, toProperties, toText } from "./Parts.ts"

const toAddress = (address: WireAddress | null | undefined): OmniumAddress | undefined =>
  address
    ? {
        name: toText(address.name),
        firstName: toText(address.firstName),
        lastName: toText(address.lastName),
        organization: toText(address.organization),
        organizationalNumber: toText(address.organizationalNumber),
        line1: toText(address.line1),
        line2: toText(address.line2),
        streetNumber: toText(address.streetNumber),
        postalCode: toText(address.postalCode),
        city: toText(address.city),
        regionCode: toText(address.regionCode),
        countryCode: toText(address.countryCode),
        phone: toText(address.phone),
        daytimePhoneNumber: toText(address.daytimePhoneNumber),
        email: toText(address.email)
      }
    : undefined

const toLine = (line: WireOrderLine): OmniumOrderLine => ({
  lineItemId: line.lineItemId,
  code: line.code ?? "",
  quantity: line.quantity ?? 0,
  canceledQuantity: line.canceledQuantity ?? 0,
  deliveredQuantity: line.deliveredQuantity ?? 0,
  returnQuantity: line.returnQuantity ?? 0,
  isVirtualProduct: line.isVirtualProduct ?? false,
  isPackageBrokeDown: line.isPackageBrokeDown ?? false,
  comment: toText(line.comment),
  properties: toProperties(line.properties)
})

const toPackage = ({ id, shipmentTracking }: WirePackage): OmniumPackage => ({
  id: id ?? "",
  trackingNumber: toText(shipmentTracking?.shipmentTrackingNumber),
  trackingLink: toText(shipmentTracking?.shipmentTrackingLink),
  labelLink: toText(shipmentTracking?.shipmentLabelLink)
})

const toShipment = (shipment: WireShipment): OmniumShipment => ({
  shipmentId: shipment.shipmentId,
  warehouseCode: toText(shipment.warehouseCode),
  status: toText(shipment.status),
  orderStatus: toText(shipment.orderStatus),
  previousStatus: toText(shipment.prevStatus),
  lines: (shipment.lineItems ?? []).map(toLine),
  address: toAddress(shipment.address),
  shippingMethodId: toText(shipment.shippingMethodId),
  shippingMethodName: toText(shipment.shippingMethodName),
  shippingMethodProductId: toText(shipment.shippingMethodProductId),
  servicePointId: toText(shipment.servicePointId),
  pickUpServicePointId: toText(shipment.pickUpPointInformation?.servicePointId),
  expectedShipmentDate: toInstant(shipment.expectedShipmentDate),
  shippingTotal: shipment.shippingTotal ?? 0,
  comment: toText(shipment.comment),
  trackingNumber: toText(shipment.shipmentTrackingNumber),
  trackingLink: toText(shipment.shipmentTrackingLink),
  labelLink: toText(shipment.shipmentLabelLink),
  returnTrackingNumber: toText(shipment.returnTrackingNumber),
  returnTrackingLink: toText(shipment.returnTrackingLink),
  returnLabelLink: toText(shipment.returnLabelLink),
  packages: (shipment.packages ?? []).map(toPackage),
  externalIds: toExternalIds(shipment.externalIds),
  properties: toProperties(shipment.properties)
})

const toError = (error: WireOrderError): OrderError => ({
  key: error.key ?? "",
  message: error.message ?? "",
  referenceId: toText(error.referenceId),
  status: toText(error.status) ?? "New",
  severity: toText(error.severity) ?? "Error",
  occurred: toInstant(error.occurred) ?? toInstant(error.occured)
})

const toReturn = (form: WireReturn): OmniumReturn => ({
  returnId: form.returnId ?? "",
  storeId: toText(form.storeId),
  lines: (form.lineItems ?? []).map((line) => ({
    lineItemId: line.lineItemId ?? "",
    quantity: line.returnQuantity ?? 0,
    returnType: toText(line.returnType),
    returnReason: toText(line.returnReason)
  })),
  properties: toProperties(form.properties)
})

export const toOrder = (order: WireOrder): OmniumOrder => ({
  id: order.id,
  orderNumber: toText(order.orderNumber) ?? order.id,
  orderType: order.orderType ?? "",
  status: order.status ?? "",
  marketId: toText(order.marketId),
  storeId: toText(order.storeId),
  created: toInstant(order.created) ?? order.modified,
  modified: order.modified,
  requestedDeliveryDate: toInstant(order.requestedDeliveryDate),
  customerNumber: toText(order.customerNumber),
  customerName: toText(order.customerName),
  customerEmail: toText(order.customerEmail),
  customerPhone: toText(order.customerPhone),
  billingAddress: toAddress(order.billingAddress),
  orderNotes: (order.orderNotes ?? []).flatMap(({ created, creator, detail }) =>
    detail ? [{ created: toInstant(created), creator: toText(creator), detail }] : []
  ),
  shipments: (order.orderForm?.shipments ?? []).map(toShipment),
  returns: (order.returnOrderForms ?? []).map(toReturn),
  externalIds: toExternalIds(order.externalIds),
  properties: toProperties(order.properties),
  errors: (order.errors ?? []).map(toError),
  isReadOnly: order.isReadOnly ?? false
})
