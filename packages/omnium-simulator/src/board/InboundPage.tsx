/** @jsxImportSource hono/jsx */
import type { Action } from "@omnium-ongoing/simulator-kit/board/Action"
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import type { Delivery } from "../Delivery.ts"
import { openQuantity, type PurchaseOrder, type PurchaseOrderLine, purchaseOrderStatuses } from "../PurchaseOrder.ts"
import { linesOfDelivery } from "../Purchasing.ts"
import type { Tenant } from "../Tenant.ts"
import { Actions } from "./Actions.tsx"
import { Pages, pageOf } from "./Pages.tsx"
import { When } from "./When.tsx"

/** What is on its way to the warehouses, and what was ordered from suppliers; the latest first. */
export const inboundPage: Route<Tenant> = {
  path: "/board/inbound",
  tab: "Inbound",
  page: ({ state }, ask) => ({
    title: "Inbound",
    sections: [
      {
        id: "deliveries",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Deliveries</h2>
            {state.deliveries.size === 0 && <Nothing>Nothing is on its way.</Nothing>}
            <div class="cards wide">
              {pageOf([...state.deliveries.values()].reverse(), ask).map((delivery) => (
                <DeliveryCard ask={ask} delivery={delivery} lines={linesOfDelivery(state, delivery.id)} />
              ))}
            </div>
          </>
        )
      },
      {
        id: "purchase-orders",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Purchase orders</h2>
            {state.purchaseOrders.size === 0 && <Nothing>Nothing was ordered.</Nothing>}
            <div class="cards wide">
              {pageOf([...state.purchaseOrders.values()].reverse(), ask).map((order) => (
                <PurchaseOrderCard ask={ask} order={order} />
              ))}
            </div>
            <Pages ask={ask} count={Math.max(state.deliveries.size, state.purchaseOrders.size)} />
          </>
        )
      }
    ]
  })
}

interface DeliveryProps {
  readonly ask: Ask
  readonly delivery: Delivery
  readonly lines: ReadonlyArray<PurchaseOrderLine>
}

const DeliveryCard: FC<DeliveryProps> = ({ ask, delivery, lines }) => (
  <article class="card" id={`delivery-${delivery.id}`}>
    <h3>
      {delivery.id} <span class={`badge ${toneOf(delivery.deliveryStatus)}`}>{delivery.deliveryStatus}</span>
    </h3>
    <Facts
      facts={[
        ["To", delivery.warehouseCode],
        ["From", delivery.suppliers?.join(", ")],
        ["Expected", <When at={delivery.estimatedTimeOfArrival} />],
        ...(delivery.properties ?? []).map(({ key = "", value }) => [key, value] as const)
      ]}
    />
    <LineTable lines={lines} />
    <Actions
      ask={ask}
      actions={[
        moved(delivery),
        ...lines.filter((line) => openQuantity(line) > 0).map((line) => received(delivery, line))
      ]}
    />
  </article>
)

const moved = (delivery: Delivery): Action => ({
  label: "Move the arrival",
  method: "PATCH",
  path: `/api/Deliveries/${encodeURIComponent(delivery.id)}`,
  fields: [{ name: "estimatedTimeOfArrival", label: "Expected", value: delivery.estimatedTimeOfArrival }]
})

const received = (delivery: Delivery, line: PurchaseOrderLine): Action => ({
  label: `Receive line ${line.lineItemId}`,
  path: `/api/Deliveries/${encodeURIComponent(delivery.id)}/ProcessGoodsReception`,
  hint: "As a warehouse that Omnium runs itself would; Ongoing's receptions come through the connector",
  fields: [
    { name: "0.lineItemId", value: line.lineItemId },
    { name: "0.deliveredQuantity:number", label: `Pieces of ${line.code}`, type: "number", value: openQuantity(line) }
  ]
})

const PurchaseOrderCard: FC<{ readonly ask: Ask; readonly order: PurchaseOrder }> = ({ ask, order }) => (
  <article class="card" id={`purchase-order-${order.id}`}>
    <h3>
      {order.id} <span class={`badge ${toneOf(order.status)}`}>{order.status}</span>
    </h3>
    <Facts
      facts={[
        ["Name", order.name],
        ["Supplier", order.supplierName],
        ["Changed", <When at={order.modified} />]
      ]}
    />
    <LineTable lines={order.purchaseOrderForm.lineItems} />
    <Actions ask={ask} actions={[withStatus(order)]} />
  </article>
)

const withStatus = (order: PurchaseOrder): Action => ({
  label: "Set the status",
  path: `/api/PurchaseOrders/${encodeURIComponent(order.id)}/UpdateStatus`,
  fields: [
    {
      name: "status",
      label: "Status",
      value: order.status,
      choices: purchaseOrderStatuses.map((name) => [name, name] as const)
    }
  ]
})

const toneOf = (status: string): string =>
  status === "Completed" ? "good" : status === "Cancelled" || status === "OrderCanceled" ? "bad" : ""

const LineTable: FC<{ readonly lines: ReadonlyArray<PurchaseOrderLine> }> = ({ lines }) => (
  <table class="stacked">
    <thead>
      <tr>
        <th>Line</th>
        <th>Product</th>
        <th class="n">Ordered</th>
        <th class="n">Delivered</th>
        <th class="n">Open</th>
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr>
          <td data-label="Line">{line.lineItemId}</td>
          <td data-label="Product">
            <span>
              <b>{line.code}</b> {line.displayName}
            </span>
          </td>
          <td class="n" data-label="Ordered">
            {line.quantity}
          </td>
          <td class="n" data-label="Delivered">
            {line.deliveredQuantity}
          </td>
          <td class="n" data-label="Open">
            {openQuantity(line)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
