import { Comment, PropertyItem } from "./Parts.ts"
import { flag, instant, list, number, type Read, record, text } from "./Shape.ts"

/** What a patch may change. Status, tags and `isCounted` are not among it. */
const patchable = {
  deliveryProvider: text,
  deliveryTrackingLink: text,
  deliveryTrackingNumber: text,
  estimatedTimeOfArrival: instant,
  estimatedTimeOfDeparture: instant,
  invoiceDate: instant,
  invoiceNumber: text,
  properties: list(PropertyItem)
}

export const DeliveryPatch = record(patchable, { name: "OmniumDeliveryPatch" })
export type DeliveryPatch = Read<typeof DeliveryPatch>

/** A delivery has no external ids, no errors and no lines. */
export const DeliveryMembers = record(
  {
    ...patchable,
    id: text,
    deliveryStatus: text,
    orderType: text,
    warehouseCode: text,
    supplierWarehouseCode: text,
    suppliers: list(text),
    supplierIds: list(text),
    isCounted: flag,
    isAutoDeliveryStatusDisabled: flag,
    deliveryNotes: list(Comment),
    publicDeliveryNotes: list(Comment),
    tags: list(text),
    created: instant,
    modified: instant
  },
  {
    name: "OmniumDelivery",
    always: [
      "id",
      "deliveryStatus",
      "orderType",
      "created",
      "modified",
      "deliveryNotes",
      "publicDeliveryNotes",
      "tags",
      "properties"
    ]
  }
)
export type DeliveryMembers = Read<typeof DeliveryMembers>

/** There is no filter on when it was modified. */
export const DeliverySearch = record(
  {
    selectedStatuses: list(text),
    selectedStores: list(text),
    selectedDeliveries: list(text),
    supplierIds: list(text),
    tags: list(text),
    excludedTags: list(text),
    orderType: text,
    purchaseOrderNumber: text,
    createdFrom: instant,
    createdTo: instant,
    estimatedTimeOfArrivalFrom: instant,
    estimatedTimeOfArrivalTo: instant,
    searchText: text,
    take: number,
    page: number,
    sortOrder: text
  },
  { name: "OmniumDeliverySearchRequest" }
)
export type DeliverySearch = Read<typeof DeliverySearch>

export const DeliveryLine = record(
  { lineItemId: text, code: text, quantity: number, packageBarcode: text },
  { name: "OmniumDeliveryLine" }
)
export type DeliveryLine = Read<typeof DeliveryLine>

export const GoodsReceptionLine = record(
  {
    lineItemId: text,
    deliveredQuantity: number,
    warehouseCode: text,
    goodsReceptionId: text,
    costPrice: number,
    updateProductCostPrice: flag,
    receiveAsUnallocated: flag,
    allocateBasedOnRules: flag
  },
  { name: "OmniumDeliveryGoodsReceptionLine" }
)
export type GoodsReceptionLine = Read<typeof GoodsReceptionLine>
