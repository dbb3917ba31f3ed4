import { Comment, EntityError, ExternalId, PropertyItem } from "./Parts.ts"
import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

export const PurchaseOrderLineMembers = record(
  {
    lineItemId: text,
    purchaseOrderId: text,
    deliveryId: text,
    code: text,
    displayName: text,
    alternativeProductName: text,
    brand: text,
    color: text,
    size: text,
    ean: text,
    gtin: text,
    supplierName: text,
    supplierSkuId: text,
    unit: text,
    warehouseCode: text,
    location: text,
    customsCode: text,
    comment: text,
    currency: text,
    packageLineItemId: text,
    packageSkuId: text,
    quantity: number,
    deliveredQuantity: number,
    canceledQuantity: number,
    countedQuantity: number,
    placedPrice: number,
    placedPriceExclTax: number,
    taxRate: number,
    volume: number,
    supplierPackagingQuantity: number,
    deliveredDate: instant,
    estimatedTimeOfArrival: instant,
    updateStock: flag,
    updateCostPrice: flag,
    isPackage: flag,
    components: list(anything),
    properties: list(PropertyItem)
  },
  {
    name: "OmniumPurchaseOrderLine",
    always: ["lineItemId", "purchaseOrderId", "quantity", "deliveredQuantity", "canceledQuantity"]
  }
)
export type PurchaseOrderLineMembers = Read<typeof PurchaseOrderLineMembers>

const purchaseOrder = {
  id: text,
  purchaseOrderNumber: text,
  referenceNumber: text,
  name: text,
  status: text,
  storeId: text,
  supplierWarehouseCode: text,
  supplierId: text,
  supplierName: text,
  supplierEmail: text,
  supplierPhone: text,
  marketId: text,
  deliveryId: text,
  billingCurrency: text,
  versionId: text,
  origin: text,
  orderType: text,
  isDelivery: flag,
  purchaseOrderForm: record({
    lineItems: list(PurchaseOrderLineMembers),
    total: number,
    totalExclTax: number,
    properties: list(PropertyItem)
  }),
  requestedDeliveryDate: instant,
  expectedDeliveryDate: instant,
  created: instant,
  modified: instant,
  purchaseOrderNotes: list(Comment),
  publicPurchaseOrderNotes: list(Comment),
  externalIds: list(ExternalId),
  errors: list(EntityError),
  tags: list(text),
  properties: list(PropertyItem)
}

export const PurchaseOrderMembers = record(purchaseOrder, {
  name: "OmniumPurchaseOrder",
  always: [
    "id",
    "purchaseOrderNumber",
    "status",
    "created",
    "modified",
    "purchaseOrderForm",
    "externalIds",
    "errors",
    "tags",
    "properties"
  ]
})
export type PurchaseOrderMembers = Read<typeof PurchaseOrderMembers>

export const PurchaseOrderPatch = record(
  {
    ...purchaseOrder,
    keepExistingOrderLines: flag,
    keepExistingListItems: flag
  },
  { name: "OmniumPurchaseOrderPatch" }
)
export type PurchaseOrderPatch = Read<typeof PurchaseOrderPatch>

export const PurchaseOrderStatusUpdate = record(
  { status: text, expectedDeliveryDate: instant },
  { name: "OmniumPurchaseOrderStatusUpdate" }
)

export const PurchaseOrderSearch = record(
  {
    modifiedFrom: instant,
    modifiedTo: instant,
    createdFrom: instant,
    createdTo: instant,
    externalIds: list(text),
    selectedStatuses: list(text),
    selectedStores: list(text),
    orderType: text,
    supplierId: text,
    searchText: text,
    take: number,
    page: number,
    sortOrder: text
  },
  { name: "OmniumPurchaseOrderSearchRequest" }
)
export type PurchaseOrderSearch = Read<typeof PurchaseOrderSearch>
