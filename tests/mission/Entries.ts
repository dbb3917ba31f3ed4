import { configuration } from "./Configuration.ts"
import type { Entry } from "./Entry.ts"
import { by, section } from "./Entry.ts"
import { goods } from "./Goods.ts"
import { orders } from "./Orders.ts"

const overview = section("Overview", {
  "orders are exported": by(["app/order-export", "is one order in Ongoing, whose id and status Omnium shows"]),
  "what becomes of orders is brought back": by(
    ["app/order-sync", "follows the warehouse from step to step"],
    ["app/order-cancellation", "by the warehouse is cancelled in Omnium"]
  ),
  "the stock is brought": by(["app/inventory-sync", "is in step after the first run, which reads all of it"]),
  "products are exported": by([
    "app/product-export",
    "R17: makes every variant an article at every goods owner, and its OngoingArticleId is in Omnium"
  ]),
  "deliveries are exported": by([
    "app/delivery-export",
    "is one purchase order with the mission's rows, whose id Omnium shows"
  ]),
  "receipts are brought back": by([
    "app/purchase-order-sync",
    "in several rounds are booked once each, at a status that does not move"
  ]),
  "returns are brought": by(["app/returns", "becomes a return in Omnium, and only then is it reported to Ongoing"])
})

/** Everything that the connector has to do, row by row and step by step. */
export const entries: ReadonlyArray<Entry> = [...overview, ...configuration, ...orders, ...goods]
