import { OrderMembers, ReturnOrderForm } from "./Order.ts"
import { ProductMembers, VariantMembers } from "./Product.ts"
import { PurchaseOrderMembers } from "./PurchaseOrder.ts"
import { anything, flag, instant, list, number, record, type Shape, text } from "./Shape.ts"
import { StoreMembers } from "./Store.ts"
import { SupplierMembers } from "./Supplier.ts"

/** A page of a search. */
export const searchResult = (item: Shape<unknown>) =>
  record(
    { result: list(item), totalHits: number, facets: list(anything), scrollId: text, isValid: flag },
    { always: ["result", "totalHits"] }
  )

/** A batch of a scroll, and what searches without facets answer. */
export const batchResult = (item: Shape<unknown>) =>
  record({ result: list(item), totalHits: number, scrollId: text, isValid: flag }, { always: ["result", "totalHits"] })

const counters = {
  totalCount: number,
  updatedCount: number,
  unchangedCount: number,
  notFoundCount: number,
  errorCount: number,
  errorMessage: text,
  isModified: flag
}
const counted = ["totalCount", "updatedCount", "unchangedCount", "notFoundCount", "errorCount", "isModified"] as const

export const PatchResult = record(counters, { name: "OmniumPatchUpdateResult", always: counted })

export const ProductResult = record(
  { ...counters, notFoundIds: list(text) },
  { name: "OmniumProductUpdateResult", always: [...counted, "notFoundIds"] }
)

export const ProductsResult = record(
  { productUpdateResultTotal: ProductResult, variantUpdateResultTotal: ProductResult },
  {
    name: "OmniumProductsAndVariantsUpdateResult",
    always: ["productUpdateResultTotal", "variantUpdateResultTotal"]
  }
)

export const WorkflowResult = record(
  {
    isAborted: flag,
    order: OrderMembers,
    orderActionExecutionResults: list(
      record(
        {
          actionType: text,
          actionStatus: text,
          errorReason: text,
          translateKey: text,
          cancelWorkflow: flag,
          isInvisible: flag
        },
        { name: "OmniumOrderActionExecutionResult", always: ["actionType", "actionStatus"] }
      )
    )
  },
  { name: "OmniumOrderWorkflowExecutionResult", always: ["isAborted", "order", "orderActionExecutionResults"] }
)

export const OrdersByIds = record(
  { orders: list(OrderMembers), missingIds: list(text) },
  { always: ["orders", "missingIds"] }
)

export const ReturnHit = record(
  { orderId: text, orderNumber: text, returnStoreId: text, returnOrderForm: ReturnOrderForm },
  { name: "OmniumReturnOrder", always: ["orderId", "orderNumber", "returnOrderForm"] }
)

/** A product as a search shows it: the caller chooses its fields. */
export const ProductView = record(
  { ...ProductMembers.fields, variants: list(record(VariantMembers.fields)) },
  { name: "OmniumProductView" }
)

export const ExtendedPurchaseOrder = record(
  { ...PurchaseOrderMembers.fields, supplier: SupplierMembers, store: StoreMembers },
  { name: "OmniumExtendedPurchaseOrder", always: ["id", "status", "purchaseOrderForm"] }
)

export const InventoryTransaction = record(
  {
    id: text,
    variant: text,
    warehouseCode: text,
    warehouseName: text,
    transactionType: text,
    reason: text,
    orderId: text,
    purchaseOrderId: text,
    returnOrderId: text,
    goodsReceptionId: text,
    userId: text,
    userName: text,
    inventoryChange: number,
    newInventory: number,
    reservedInventoryChange: number,
    newReservedInventory: number,
    transactionDate: instant
  },
  {
    name: "OmniumInventoryTransaction",
    always: ["id", "variant", "warehouseCode", "inventoryChange", "newInventory", "transactionDate"]
  }
)

export const EventLogEntry = record(
  {
    id: text,
    eventLogModel: text,
    eventLogType: text,
    objectId: text,
    status: text,
    storeId: text,
    market: text,
    timestamp: instant,
    userId: text,
    userName: text
  },
  { name: "OmniumEventLog", always: ["id", "eventLogModel", "eventLogType", "objectId", "timestamp"] }
)

export const Token = record(
  { accessToken: text, tokenType: text, expiresIn: number },
  { name: "OmniumTokenResponse", always: ["accessToken", "tokenType", "expiresIn"] }
)

export const ProblemDetails = record(
  { type: text, title: text, status: number, detail: text, errors: anything },
  { name: "ProblemDetails", always: ["title", "status"] }
)
