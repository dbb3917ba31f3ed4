import { Schema } from "effect"
import {
  CodeName,
  DayOrNull,
  GoodsOwner,
  Instant,
  leftOut,
  list,
  orNull,
  Status,
  Text,
  Unset,
  Warehouse
} from "./Members.ts"

const GetArticleItemInfo = Schema.Struct({
  articleItemId: Schema.Int,
  numberOfItems: Schema.Finite,
  inDate: leftOut(Instant),
  batch: Text,
  container: Text,
  serial: Text,
  location: Text,
  comment: Text,
  expiryDate: DayOrNull,
  isLocked: Schema.Boolean,
  isLockedForSale: Schema.Boolean,
  status: CodeName,
  warehouse: Warehouse,
  purchaseOrderInfo: orNull(
    Schema.Struct({
      purchaseOrderId: Schema.Int,
      purchaseOrderNumber: Text,
      purchaseOrderLineId: Schema.Int,
      purchaseOrderStatus: orNull(Status)
    })
  ),
  lockCauses: orNull(
    Schema.Struct({
      byAllocation: Schema.Boolean,
      byInventory: Schema.Boolean,
      byItemLock: Schema.Boolean,
      byLocation: Schema.Boolean,
      byStatus: Schema.Boolean,
      byWarehouseTransferOrder: Schema.Boolean
    })
  )
}).annotate({ identifier: "GetArticleItemInfo" })

export const GetArticleItemsModel = Schema.Struct({
  articleSystemId: Schema.Int,
  articleNumber: Text,
  goodsOwner: GoodsOwner,
  items: list(GetArticleItemInfo)
}).annotate({ identifier: "GetArticleItemsModel" })

const GetInventoryAdjustment = Schema.Struct({
  inventoryId: Schema.Int,
  numberOfItems: Schema.Finite,
  inventoryTime: leftOut(Instant),
  articleItemComment: Text,
  inventoryItemComment: Text,
  inventoryAdjustmentCause: CodeName,
  location: Text,
  batchNumber: Text,
  serial: Text,
  articleItemStatus: CodeName,
  expiryDate: DayOrNull,
  warehouse: Warehouse,
  prices: Unset,
  articleItemClasses: Unset
}).annotate({ identifier: "GetInventoryAdjustment" })

/** All adjustments of one article. */
export const GetInventoryAdjustmentsModel = Schema.Struct({
  article: orNull(
    Schema.Struct({
      articleSystemId: Schema.Int,
      articleNumber: Text,
      articleName: Text,
      productCode: Text,
      prices: Unset
    })
  ),
  inventoryAdjustments: list(GetInventoryAdjustment)
}).annotate({ identifier: "GetInventoryAdjustmentsModel" })

export const GetHistoricalInventoryModel = Schema.Struct({
  articles: list(
    Schema.Struct({
      articleSystemId: Schema.Int,
      articleNumber: Text,
      articleName: Text,
      productCode: Text,
      numberOfItems: Schema.Finite,
      articleItems: list(Schema.Struct({ numberOfItems: Schema.Finite, batch: Text, serial: Text }))
    })
  )
}).annotate({ identifier: "GetHistoricalInventoryModel" })

export const SetReportedResponse = Schema.Struct({
  message: Text,
  items: list(Schema.Struct({ inventoryArticleItemId: Schema.Int, articleItemId: Schema.Int }))
}).annotate({ identifier: "SetReportedResponse" })
