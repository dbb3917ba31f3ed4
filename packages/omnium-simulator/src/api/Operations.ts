import { configuration } from "./Configuration.ts"
import type { Operation } from "./Exchange.ts"
import { inventory } from "./Inventory.ts"
import { notSimulated } from "./NotSimulated.ts"
import { orderShipments } from "./OrderShipments.ts"
import { orders } from "./Orders.ts"
import { products } from "./Products.ts"
import { returns } from "./Returns.ts"
import { stores } from "./Stores.ts"

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
  ...notSimulated
].toSorted((a, b) => (specificity(a) < specificity(b) ? -1 : specificity(a) > specificity(b) ? 1 : 0))
