import type { Call, Door, World } from "@omnium-ongoing/simulator-kit/World"
import { Hono } from "hono"
import { html } from "hono/html"
import { levelIn } from "../Article.ts"
import { allocatedOn, type Order, pickedOn, shownTotal } from "../Order.ts"
import { statusText } from "../OrderStatuses.ts"
import { type PurchaseOrder, receivedOn } from "../PurchaseOrder.ts"
import { purchaseOrderStatusText } from "../PurchaseOrderStatuses.ts"
import { roundQuantity, sellable } from "../Stock.ts"
import type { Warehouse } from "../Warehouse.ts"

const mostRows = 200

/** The state of a world on one page. */
export const board = (world: World<Warehouse>): Door => {
  const app = new Hono<{ Bindings: Call }>()
  app.get("/", (context) => {
    const warehouse = world.state
    context.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
    const orders = [...warehouse.orders.values()].reverse().slice(0, mostRows)
    const purchaseOrders = [...warehouse.purchaseOrders.values()].reverse().slice(0, mostRows)
    const articles = warehouse.articles.values().take(mostRows).toArray()
    const sites = [...warehouse.sites.values()]
    return context.html(html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ongoing simulator</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
</style>
<h1>Ongoing simulator</h1>
<p>World <b>${world.name}</b>, ${new Date(world.clock.now()).toISOString()}. This is a simulator: nothing here is real.</p>
<h2>Orders (${warehouse.orders.size})</h2>
<table>
<tr><th>Id<th>Number<th>Status<th>Consignee<th class="n">Ordered<th class="n">Allocated<th class="n">Picked<th>Parcels
${orders.map((order) => orderRow(warehouse, order))}
</table>
<h2>Purchase orders (${warehouse.purchaseOrders.size})</h2>
<table>
<tr><th>Id<th>Number<th>Status<th>Supplier<th class="n">Advised<th class="n">Received
${purchaseOrders.map((order) => purchaseOrderRow(warehouse, order))}
</table>
<h2>Stock (${warehouse.articles.size} articles)</h2>
<table>
<tr><th>Article<th>Name${sites.map((site) => html`<th class="n">${site.name}: items<th class="n">booked<th class="n">sellable`)}
${articles.map(
  (article) =>
    html`<tr><td>${article.number}<td>${article.sent.articleName ?? ""}${sites.map((site) => {
      const level = levelIn(article, site.id)
      return html`<td class="n">${level.numberOfItems}<td class="n">${level.booked}<td class="n">${sellable(level)}`
    })}`
)}
</table>`)
  })
  app.notFound(() => new Response("There is no such page.", { status: 404 }))
  return app
}

const orderRow = (warehouse: Warehouse, order: Order) => html`<tr>
<td>${order.id}<td>${order.number}
<td>${order.status} ${statusText(order.status, warehouse.settings)}
<td>${order.header.consignee.name ?? ""}
<td class="n">${shownTotal(order, (line) => line.ordered)}
<td class="n">${shownTotal(order, allocatedOn)}
<td class="n">${shownTotal(order, pickedOn)}
<td>${order.parcels.map((parcel) => `${parcel.number} ${parcel.waybill ?? ""}`).join(", ")}`

const purchaseOrderRow = (warehouse: Warehouse, order: PurchaseOrder) => html`<tr>
<td>${order.id}<td>${order.number}
<td>${order.status} ${purchaseOrderStatusText(order.status, warehouse.settings)}
<td>${order.header.supplierInfo?.supplierName ?? ""}
<td class="n">${roundQuantity(order.lines.reduce((sum, line) => sum + line.advised, 0))}
<td class="n">${roundQuantity(order.lines.reduce((sum, line) => sum + receivedOn(line), 0))}`
