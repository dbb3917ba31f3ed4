import { articleOperations } from "./ArticleOperations.ts"
import { fileOperations } from "./FileOperations.ts"
import type { Operations } from "./Operation.ts"
import { orderOperations } from "./OrderOperations.ts"
import { parcelOperations } from "./ParcelOperations.ts"
import { purchaseOrderOperations } from "./PurchaseOrderOperations.ts"
import { registerOperations } from "./RegisterOperations.ts"
import { returnOrderOperations } from "./ReturnOrderOperations.ts"

/** Every operation that is simulated. */
export const operations: Operations = {
  ...articleOperations,
  ...orderOperations,
  ...parcelOperations,
  ...fileOperations,
  ...registerOperations,
  ...returnOrderOperations,
  ...purchaseOrderOperations
}
