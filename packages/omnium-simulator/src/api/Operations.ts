import type { Resource } from "../Roles.ts"
import { configuration } from "./Configuration.ts"
import { deliveries } from "./Deliveries.ts"
import { eventLog } from "./EventLog.ts"
import type { Operation } from "./Exchange.ts"
import { goodsReceptions } from "./GoodsReceptions.ts"
import { inventory } from "./Inventory.ts"
import { notSimulated } from "./NotSimulated.ts"
import { orderShipments } from "./OrderShipments.ts"
import { orders } from "./Orders.ts"
import { productQueries } from "./ProductQueries.ts"
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

/** Searches and scrolls are posted, too. */
export const isReading = ({ method, path }: Operation): boolean =>
  method === "GET" ? !path.includes("Recalculate") : /\/(Search\w*|Scroll|Query|ExistMany)$/.test(path)

const resourceOf: Readonly<Record<string, Resource>> = {
  orders: "Order",
  ordershipments: "Order",
  returns: "Order",
  products: "Product",
  inventory: "Inventory",
  stores: "Store",
  suppliers: "Supplier",
  purchaseorders: "PurchaseOrder",
  deliveries: "PurchaseOrder",
  settings: "Settings"
}

/** What the roles of an API user are asked about; undefined where no role is known to matter. */
export const resourceOfOperation = ({ path }: Operation): Resource | undefined =>
  resourceOf[path.split("/")[2]?.toLowerCase() ?? ""]

/** The operation that a call is routed to; both methods of reading are GET's. */
export const operationOf = (method: string, path: string): Operation | undefined => {
  const segments = path.toLowerCase().split("/")
  return operations.find(
    (operation) =>
      operation.method === (method === "HEAD" ? "GET" : method) &&
      isAt(operation.path.toLowerCase().split("/"), segments)
  )
}

/** The methods that there are for a path. */
export const methodsAt = (path: string): ReadonlyArray<string> => {
  const segments = path.toLowerCase().split("/")
  const found = operations.filter((operation) => isAt(operation.path.toLowerCase().split("/"), segments))
  return [...new Set(found.map(({ method }) => method))].sort()
}

const isAt = (template: ReadonlyArray<string>, segments: ReadonlyArray<string>): boolean =>
  template.length === segments.length &&
  template.every((segment, position) => segment.startsWith("{") || segment === segments[position])

export const operations: ReadonlyArray<Operation> = [
  ...configuration,
  ...orders,
  ...orderShipments,
  ...returns,
  ...stores,
  ...products,
  ...productQueries,
  ...inventory,
  ...suppliers,
  ...purchaseOrders,
  ...deliveries,
  ...goodsReceptions,
  ...eventLog,
  ...notSimulated
].toSorted((a, b) => (specificity(a) < specificity(b) ? -1 : specificity(a) > specificity(b) ? 1 : 0))
