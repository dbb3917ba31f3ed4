/** @jsxImportSource hono/jsx */
import { ActionButton, ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import { Instant } from "@omnium-ongoing/simulator-kit/board/Instant"
import { latestEffects } from "@omnium-ongoing/simulator-kit/board/LatestEffects"
import { LedgerTable } from "@omnium-ongoing/simulator-kit/board/LedgerPage"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import { isOpen, type PurchaseOrder, receivedOn } from "../PurchaseOrder.ts"
import { purchaseOrderStatusText } from "../PurchaseOrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { advisedOf, receivedOf, receptionActions } from "./PurchaseOrderActions.ts"

export const purchaseOrderPage: Route<Warehouse> = {
  path: "/board/purchase-orders/:purchaseOrderId{[0-9]+}",
  under: "/board/purchase-orders",
  page: (world, ask) => {
    const order = world.state.purchaseOrders.get(Number(ask.param("purchaseOrderId")))
    if (order === undefined) return undefined
    return {
      title: `Purchase order ${order.number}`,
      sections: [
        { id: "head", follows: ["ledger"], body: () => <Head ask={ask} warehouse={world.state} order={order} /> },
        {
          id: "lines",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Lines</h2>
              <Lines ask={ask} warehouse={world.state} order={order} />
            </>
          )
        },
        {
          id: "effects",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>What happened to it</h2>
              <LedgerTable
                rows={latestEffects(
                  world.ledger,
                  ({ kind, object }) => kind === "purchaseOrder" && object === String(order.id)
                )}
              />
            </>
          )
        }
      ]
    }
  }
}

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
  readonly order: PurchaseOrder
}

const Head: FC<PartProps> = ({ ask, warehouse, order }) => (
  <div class="card">
    <p class="title">
      <span class={isOpen(order) ? "badge" : "badge over"}>
        {order.status} {purchaseOrderStatusText(order.status, warehouse.settings) ?? ""}
      </span>
    </p>
    <Facts
      facts={[
        ["Purchase order id", order.id],
        ["Supplier", order.header.supplierInfo?.supplierName ?? undefined],
        ["Warehouse", warehouse.sites.get(order.warehouseId)?.name ?? order.warehouseId],
        ["Reference", order.header.referenceNumber ?? undefined],
        ["Received", `${receivedOf(order)} of ${advisedOf(order)}`],
        ["Last received", <Instant at={order.lastReceived} />]
      ]}
    />
    <div class="actions">
      {receptionActions(warehouse, order).map((action) =>
        action.fields === undefined ? (
          <ActionButton ask={ask} action={action} />
        ) : (
          <ActionDetails ask={ask} action={action} />
        )
      )}
    </div>
  </div>
)

const Lines: FC<PartProps> = ({ ask, warehouse, order }) => (
  <table class="stacked">
    <thead>
      <tr>
        <th>Row</th>
        <th>Article</th>
        <th class="n">Advised</th>
        <th class="n">Received</th>
        <th class="n">Rounds</th>
        <th class="n">Reported</th>
      </tr>
    </thead>
    <tbody>
      {order.lines.map((line) => (
        <tr id={`line-${line.id}`}>
          <td data-label="Row">{line.sent.rowNumber}</td>
          <td data-label="Article">
            <span>
              <a href={`${ask.base}/board/articles/${line.articleId}`}>{line.sent.articleNumber}</a>{" "}
              {warehouse.articles.get(line.articleId)?.sent.articleName ?? ""}
            </span>
          </td>
          <td class="n" data-label="Advised">
            {line.advised}
          </td>
          <td class="n" data-label="Received">
            {receivedOn(line)}
          </td>
          <td class="n" data-label="Rounds">
            {line.receipts.length}
          </td>
          <td class="n" data-label="Reported">
            {line.reported ?? "–"}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
