/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { purchaseOrderStatuses } from "../PurchaseOrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { advisedOf, nextReception, receivedOf } from "./PurchaseOrderActions.ts"

const mostCards = 8

/** Purchase orders by their status. */
export const purchaseOrdersPage: Route<Warehouse> = {
  path: "/board/purchase-orders",
  tab: "Purchase orders",
  page: (world, ask) => ({
    title: "Purchase orders",
    sections: [{ id: "purchase-orders", follows: ["ledger"], body: () => <Kanban ask={ask} warehouse={world.state} /> }]
  })
}

const Kanban: FC<{ readonly ask: Ask; readonly warehouse: Warehouse }> = ({ ask, warehouse }) => {
  const { settings } = warehouse
  const byStatus = Map.groupBy(warehouse.purchaseOrders.values(), ({ status }) => status)
  const listed = purchaseOrderStatuses(settings)
  // A status that was taken off the list still has its orders.
  const unlisted = [...byStatus.keys()]
    .filter((number) => !listed.some((status) => status.number === number))
    .map((number) => ({ number, text: "" }))
  return (
    <div class="kanban">
      {[...listed, ...unlisted].map((status) => {
        const orders = byStatus.get(status.number) ?? []
        return (
          <div class={orders.length === 0 ? "column empty" : "column"} id={`status-${status.number}`}>
            <h2>
              <span class="number">{status.number}</span> {status.text} <span class="count">{orders.length}</span>
            </h2>
            {orders
              .slice(-mostCards)
              .toReversed()
              .map((order) => (
                <Card ask={ask} order={order} />
              ))}
            {orders.length > mostCards && <p class="sub">… {orders.length - mostCards} more</p>}
          </div>
        )
      })}
    </div>
  )
}

const Card: FC<{ readonly ask: Ask; readonly order: PurchaseOrder }> = ({ ask, order }) => {
  const next = nextReception(order)
  const [received, advised] = [receivedOf(order), advisedOf(order)]
  return (
    <article class="card" id={`purchase-order-${order.id}`}>
      <p class="title">
        <a href={`${ask.base}/board/purchase-orders/${order.id}`}>{order.number}</a>
      </p>
      <p class="sub">{order.header.supplierInfo?.supplierName ?? "–"}</p>
      <p>
        {received} of {advised} received
      </p>
      <progress value={received} max={Math.max(received, advised, 1)} aria-label={`Received of ${order.number}`} />
      {next !== undefined && <ActionButton ask={ask} action={{ ...next, tone: "primary" }} />}
    </article>
  )
}
