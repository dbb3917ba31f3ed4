import type { Call, Door, World } from "@omnium-ongoing/simulator-kit/World"
import { Hono } from "hono"
import { html } from "hono/html"
import type { Order, Shipment } from "../Order.ts"
import type { Tenant } from "../Tenant.ts"

const shownOrders = 200

/** A link only for addresses that a browser merely opens; anything else is text. */
const link = (address: string | undefined, label: string) =>
  address === undefined
    ? ""
    : /^https?:\/\//i.test(address)
      ? html`<a href="${address}" rel="noopener noreferrer">${label}</a>`
      : html`${label}: ${address}`

const shipmentRow = (order: Order, shipment: Shipment) => html`<tr>
  <td>${order.orderNumber}</td>
  <td>${order.status}</td>
  <td>${order.customerName ?? ""}</td>
  <td>${shipment.shipmentId}</td>
  <td>${shipment.warehouseCode ?? ""}</td>
  <td>${shipment.orderStatus}</td>
  <td>${shipment.lineItems.map((line) => html`<div>${line.code} × ${line.quantity} (${line.deliveredQuantity} delivered)</div>`)}</td>
  <td>${shipment.shipmentTrackingNumber ?? ""} ${link(shipment.shipmentTrackingLink, "track")}</td>
  <td>${link(shipment.shipmentLabelLink, "label")} ${link(shipment.returnLabelLink, "return label")}</td>
</tr>`

const page = (world: World<Tenant>) => {
  const { orders, stores, products } = world.state
  const latest = [...orders.values()].sort((a, b) => (a.modified < b.modified ? 1 : -1)).slice(0, shownOrders)
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Omnium simulator</title>
  <style>
    body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #1d2733 }
    table { border-collapse: collapse; width: 100% }
    th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d5dde5; overflow-wrap: anywhere }
  </style>
</head>
<body>
  <h1>Omnium simulator</h1>
  <p>World “${world.name}”, ${new Date(world.clock.now()).toISOString()}: ${orders.size} orders, ${products.size} products,
    ${stores.size} stores. This is not the real system.</p>
  <table>
    <thead><tr><th>Order</th><th>Status</th><th>Customer</th><th>Shipment</th><th>Warehouse</th><th>Shipment status</th>
      <th>Lines</th><th>Tracking</th><th>Labels</th></tr></thead>
    <tbody>${latest.map((order) => order.orderForm.shipments.map((shipment) => shipmentRow(order, shipment)))}</tbody>
  </table>
</body>
</html>`
}

/** The page at `/`: every order with its shipments, latest change first. */
export const board = (world: World<Tenant>): Door => {
  const app = new Hono<{ Bindings: Call }>()
  app.get("/", (context) => {
    context.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
    return context.html(page(world))
  })
  return app
}
