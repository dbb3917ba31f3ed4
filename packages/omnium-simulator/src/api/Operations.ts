import { configuration } from "./Configuration.ts"
import { deliveries } from "./Deliveries.ts"
import { eventLog } from "./EventLog.ts"
import type { Operation } from "./Exchange.ts"
import { goodsReceptions } from "./GoodsReceptions.ts"
import { inventory } from "./Inventory.ts"
import { notSimulated } from "./NotSimulated.ts"
import { orderShipments } from "./OrderShipments.ts"
import { orders } from "./Orders.ts"
import { products } from "./Products.ts"
import { purchaseOrders } from "./PurchaseOrders.ts"
import { returns } from "./Returns.ts"
import { stores } from "./Stores.ts"
import { suppliers } from "./Suppliers.ts"

/** Fixed words win over parameters in the same place. */
const specificity = (operation: Operation): string =>
  operation.path
    .split("/")
    .map((segment) => (segment.startsWith("{") ? "1" : "0"))
    .join("")

export const operations: ReadonlyArray<Operation> = [
  ...configuration,
  ...orders,
  ...orderShipments,
  ...returns,
  ...stores,
  ...products,
  ...inventory,
  ...suppliers,
  ...purchaseOrders,
  ...deliveries,
  ...goodsReceptions,
  ...eventLog,
  ...notSimulated
].toSorted((a, b) => (specificity(a) < specificity(b) ? -1 : specificity(a) > specificity(b) ? 1 : 0))
