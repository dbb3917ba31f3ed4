import { Asset, Comment, ContactPerson, EntityError, ExternalId, PickUpPoint, PropertyItem } from "./Parts.ts"
import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

const OrderAddress = record(
  {
    name: text,
    firstName: text,
    lastName: text,
    organization: text,
    organizationalNumber: text,
    line1: text,
    line2: text,
    streetNumber: text,
    apartmentNumber: text,
    postalCode: text,
    city: text,
    state: text,
    regionCode: text,
    regionName: text,
    countryCode: text,
    countryName: text,
    phone: text,
    daytimePhoneNumber: text,
    eveningPhoneNumber: text,
    email: text,
    externalId: text
  },
  { name: "OmniumOrderAddress" }
)

const line = {
  lineItemId: text,
  code: text,
  productId: text,
  displayName: text,
  alternativeProductName: text,
  ean: text,
  gtins: list(text),
  brand: text,
  color: text,
  size: text,
  supplierId: text,
  supplierName: text,
  supplierSkuId: text,
  unit: text,
  serialNumber: text,
  imageUrl: text,
  comment: text,
  productType: text,
  quantity: number,
  canceledQuantity: number,
  deliveredQuantity: number,
  returnQuantity: number,
  replacedQuantity: number,
  readyForPickupQuantity: number,
  deliveredDate: instant,
  canceledDate: instant,
  returnDate: instant,
  expectedDeliveryDate: instant,
  requestedDeliveryDate: instant,
  cancelReason: text,
  cancelComment: text,
  returnReason: text,
  returnType: text,
  internalWarehouseLocation: text,
  updateStock: flag,
  placedPrice: number,
  placedPriceExclTax: number,
  discountedPrice: number,
  discountedPriceExclTax: number,
  extendedPrice: number,
  extendedPriceExclTax: number,
  taxRate: number,
  taxTotal: number,
  cost: number,
  isVirtualProduct: flag,
  isPackageProduct: flag,
  isBundle: flag,
  isPackageBrokeDown: flag,
  packageLineItemId: text,
  packageSkuId: text,
  components: list(anything),
  isGift: flag,
  isSerializableProduct: flag,
  isAwaitingPurchaseOrder: flag,
  isBackorder: flag,
  reservedInventory: flag,
  reservedInventoryQuantity: number,
  reservedInventoryPurchaseOrderId: text,
  reservedInventoryDeliveryId: text,
  externalIds: list(ExternalId),
  properties: list(PropertyItem)
}
export const OrderLineMembers = record(line, {
  name: "OmniumOrderLine",
  always: ["lineItemId", "quantity", "canceledQuantity", "deliveredQuantity", "returnQuantity"]
})
export type OrderLineMembers = Read<typeof OrderLineMembers>

const lineFlags = { keepExistingCustomProperties: flag, propertiesRemovalConditions: list(PropertyItem) }
export const OrderLinePatch = record({ ...line, ...lineFlags }, { name: "OmniumOrderLinePatch" })
export type OrderLinePatch = Read<typeof OrderLinePatch>

const ShipmentPackage = record(
  {
    id: text,
    barcode: text,
    goodsDescription: text,
    weightInKg: number,
    volume: number,
    dimensions: record({ heightInCm: number, lengthInCm: number, widthInCm: number }),
    lineItemReferences: list(record({ lineItemId: text })),
    shipmentTracking: record({ shipmentTrackingNumber: text, shipmentTrackingLink: text, shipmentLabelLink: text })
  },
  { name: "OmniumShipmentPackage" }
)

/** The members a shipment patch has too; it lacks the label link, the allocation and the completion date. */
const shipmentPatch = {
  shipmentId: text,
  warehouseCode: text,
  pickUpWarehouseCode: text,
  virtualWarehouseCode: text,
  transit: flag,
  status: text,
  orderStatus: text,
  lineItems: list(OrderLinePatch),
  address: OrderAddress,
  contactPerson: ContactPerson,
  shippingMethodId: text,
  shippingMethodName: text,
  shippingMethodProductId: text,
  shippingLabel: text,
  servicePointId: text,
  pickUpPointInformation: PickUpPoint,
  shipmentTrackingNumber: text,
  shipmentTrackingLink: text,
  returnTrackingNumber: text,
  returnTrackingLink: text,
  returnLabelLink: text,
  packages: list(ShipmentPackage),
  goodsDescription: text,
  comment: text,
  expectedDeliveryDate: instant,
  expectedShipmentDate: instant,
  shippingSubTotal: number,
  shippingDiscountAmount: number,
  shippingTotal: number,
  shippingTax: number,
  shippingSubTotalExclTax: number,
  externalIds: list(ExternalId),
  properties: list(PropertyItem)
}
export const ShipmentPatch = record(shipmentPatch, { name: "OmniumShipmentPatch" })
export type ShipmentPatch = Read<typeof ShipmentPatch>

const shipment = {
  ...shipmentPatch,
  lineItems: list(OrderLineMembers),
  isAllocated: flag,
  prevStatus: text,
  orderStatusLog: list(record({ status: text, timestamp: instant, durationSincePreviousMs: number })),
  shipmentLabelLink: text,
  completed: instant,
  subTotal: number,
  taxTotal: number,
  total: number
}
export const ShipmentMembers = record(shipment, {
  name: "OmniumShipment",
  always: ["shipmentId", "status", "orderStatus", "lineItems", "packages", "externalIds", "properties"]
})
export type ShipmentMembers = Read<typeof ShipmentMembers>

const form = {
  shipments: list(ShipmentMembers),
  lineItems: list(OrderLineMembers),
  discounts: list(anything),
  payments: list(anything),
  isPriority: flag,
  purchaseOrderId: text,
  cartId: text,
  handlingTotal: number,
  shippingSubTotal: number,
  shippingDiscountTotal: number,
  shippingTotal: number,
  subTotal: number,
  subTotalExclTax: number,
  taxTotal: number,
  total: number,
  totalExclTax: number,
  properties: list(PropertyItem)
}
export const OrderFormMembers = record(form, { name: "OmniumOrderForm", always: ["shipments", "lineItems"] })
export type OrderFormMembers = Read<typeof OrderFormMembers>

export const ReturnOrderForm = record(
  {
    ...form,
    returnId: text,
    rmaNumber: text,
    status: text,
    storeId: text,
    returnType: text,
    returnComment: text,
    created: instant,
    modified: instant,
    creditPayment: flag,
    creditAmount: number,
    errors: list(EntityError),
    externalIds: list(ExternalId),
    userId: text
  },
  { name: "OmniumReturnOrderForm", always: ["returnId"] }
)
export type ReturnOrderForm = Read<typeof ReturnOrderForm>

const order = {
  id: text,
  orderNumber: text,
  orderType: text,
  status: text,
  marketId: text,
  storeId: text,
  salesChannel: text,
  orderOrigin: text,
  created: instant,
  modified: instant,
  received: instant,
  completed: instant,
  modifiedBy: text,
  versionId: text,
  requestedDeliveryDate: instant,
  billingCurrency: text,
  netTotal: number,
  netTotalExclTax: number,
  shippingSubTotal: number,
  customerId: text,
  customerNumber: text,
  customerName: text,
  customerEmail: text,
  customerPhone: text,
  customerType: text,
  customerReference: text,
  customerRequisition: text,
  customerContact: text,
  invoiceComment: text,
  contactPerson: ContactPerson,
  billingAddress: OrderAddress,
  orderForm: OrderFormMembers,
  returnOrderForms: list(ReturnOrderForm),
  orderNotes: list(Comment),
  publicOrderNotes: list(Comment),
  properties: list(PropertyItem),
  externalIds: list(ExternalId),
  errors: list(EntityError),
  tags: list(text),
  assets: list(Asset),
  relatedOrders: list(text),
  replacementOrderIds: list(text),
  isReadOnly: flag,
  isNotificationsDisabled: flag
}
export const OrderMembers = record(order, {
  name: "OmniumOrder",
  always: [
    "id",
    "orderNumber",
    "orderType",
    "status",
    "created",
    "modified",
    "orderForm",
    "returnOrderForms",
    "orderNotes",
    "publicOrderNotes",
    "properties",
    "externalIds",
    "errors",
    "tags",
    "isReadOnly"
  ]
})
export type OrderMembers = Read<typeof OrderMembers>

export const OrderPatch = record(
  {
    ...order,
    keepExistingCustomProperties: flag,
    keepExistingListItems: flag,
    propertiesRemovalConditions: list(PropertyItem)
  },
  { name: "OmniumOrderPatch" }
)
export type OrderPatch = Read<typeof OrderPatch>

export const UpdateShipmentInfo = record(
  {
    shipmentId: text,
    orderStatus: text,
    trackingNumber: text,
    trackingUrl: text,
    labelLink: text,
    returnTrackingNumber: text,
    returnTrackingLink: text,
    returnLabelLink: text,
    externalIds: list(ExternalId),
    properties: list(PropertyItem),
    packages: list(ShipmentPackage),
    warehouseCode: text,
    servicePointId: text,
    shipmentMethodName: text,
    shippingMethodProductId: text,
    comment: text,
    pickUpPointInformation: PickUpPoint
  },
  { name: "OmniumUpdateShipmentInfo" }
)
export type UpdateShipmentInfo = Read<typeof UpdateShipmentInfo>

export const UpdateStatusPatch = record(
  {
    status: text,
    skipRunWorkflow: flag,
    shipmentInfo: UpdateShipmentInfo,
    userId: text,
    returnId: text
  },
  { name: "OmniumUpdateStatusPatch" }
)
export type UpdateStatusPatch = Read<typeof UpdateStatusPatch>

export const UpdateLineItemStatusPatch = record(
  {
    lineItemUpdates: list(
      record({
        lineItemId: text,
        deliveredQuantity: number,
        canceledQuantity: number,
        readyForPickupQuantity: number,
        splitQuantity: number,
        reallocateQuantity: number,
        cost: number
      })
    ),
    status: text,
    shipmentInfo: UpdateShipmentInfo,
    userId: text,
    isShippingCostKeptForExistingShipment: flag
  },
  { name: "OmniumUpdateLineItemStatusPatch" }
)
export type UpdateLineItemStatusPatch = Read<typeof UpdateLineItemStatusPatch>

export const OrderLineProperties = list(record({ lineItemId: text, properties: list(PropertyItem) }))

export const AddComment = record(
  {
    orderId: text,
    commentText: text,
    commentType: text,
    createdBy: text,
    tags: list(text),
    sendEmail: flag,
    sendSms: flag
  },
  { name: "OmniumAddComment" }
)
export type AddComment = Read<typeof AddComment>

export const OrderSearch = record(
  {
    orderNumber: text,
    selectedStatuses: list(text),
    excludedStatuses: list(text),
    orderType: text,
    selectedStores: list(text),
    selectedMarkets: list(text),
    modifiedFrom: instant,
    modifiedTo: instant,
    createdFrom: instant,
    createdTo: instant,
    completedFrom: instant,
    completedTo: instant,
    externalIds: list(text),
    shipmentExternalIds: list(text),
    excludedShipmentExternalIdProviders: list(text),
    property: PropertyItem,
    properties: list(PropertyItem),
    tags: list(text),
    excludedTags: list(text),
    hasErrors: flag,
    searchText: text,
    productNumbers: list(text),
    shippingMethodName: text,
    shippingMethodNames: list(text),
    take: number,
    page: number,
    sortOrder: text,
    disableFacets: flag
  },
  { name: "OmniumOrderSearchRequest" }
)
export type OrderSearch = Read<typeof OrderSearch>

export const ShipmentLines = list(record({ shipmentId: text, lineItemIds: list(text) }))
