/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import { type ItemReturn, type LineItem, type Order, type OrderLine, returnedOn, total } from "../Order.ts"
import { type ReturnOrder, returnCancelled, returned, returnOrderStatuses } from "../ReturnOrder.ts"
import type { Warehouse } from "../Warehouse.ts"

const mostRows = 50

/** What customers announced, and what came back. */
export const returnsPage: Route<Warehouse> = {
  path: "/board/returns",
  tab: "Returns",
  page: (world, ask) => ({
    title: "Returns",
    sections: [
      {
        id: "return-orders",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Announced</h2>
            <ReturnOrders ask={ask} warehouse={world.state} />
          </>
        )
      },
      {
        id: "returned",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Came back</h2>
            <ReturnedGoods ask={ask} warehouse={world.state} />
          </>
        )
      }
    ]
  })
}

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
}

const ReturnOrders: FC<PartProps> = ({ ask, warehouse }) => {
  const orders = warehouse.returnOrders.values().toArray().slice(-mostRows).toReversed()
  if (orders.length === 0) return <Nothing>No return orders.</Nothing>
  return (
    <div class="cards">
      {orders.map((order) => (
        <ReturnCard ask={ask} warehouse={warehouse} order={order} />
      ))}
    </div>
  )
}

const ReturnCard: FC<PartProps & { readonly order: ReturnOrder }> = ({ ask, warehouse, order }) => {
  const soldOn = warehouse.orders.get(order.orderId)
  const status = returnOrderStatuses(warehouse.settings).find(({ number }) => number === order.status)
  const isOver = order.status === returned || order.status === returnCancelled
  return (
    <article class="card" id={`return-order-${order.id}`}>
      <p class="title">
        {order.number}{" "}
        <span class={isOver ? "badge over" : "badge"}>
          {order.status} {status?.text ?? ""}
        </span>
      </p>
      <p class="sub">
        of order <a href={`${ask.base}/board/orders/${order.orderId}`}>{soldOn?.number ?? order.orderId}</a>
      </p>
      <ul>
        {order.lines.map(({ sent }) => (
          <li>
            {sent.toBeReturnedNumberOfItems} ×{" "}
            {soldOn?.lines.find(({ id }) => id === sent.customerOrderLine.orderLineId)?.sent.articleNumber ?? "?"}
            {sent.returnCause?.name && `, ${sent.returnCause.name}`}
          </li>
        ))}
      </ul>
      {!isOver && (
        <ActionButton
          ask={ask}
          action={{
            label: `Take ${order.number} back`,
            tone: "primary",
            path: `/_simulator/orders/${order.orderId}/return`,
            body: { returnOrderId: order.id }
          }}
        />
      )}
    </article>
  )
}

interface ReturnedItem {
  readonly order: Order
  readonly line: OrderLine
  readonly item: LineItem
  readonly back: ItemReturn
}

const ReturnedGoods: FC<PartProps> = ({ ask, warehouse }) => {
  const items = warehouse.orders
    .values()
    .filter((order) => order.lastReturned !== null && total(order, returnedOn) > 0)
    .flatMap((order) =>
      order.lines.flatMap((line) =>
        line.items.flatMap(
          (item): ReadonlyArray<ReturnedItem> =>
            item.returned === null ? [] : [{ order, line, item, back: item.returned }]
        )
      )
    )
    .toArray()
    .slice(-mostRows)
    .toReversed()
  if (items.length === 0) return <Nothing>Nothing has come back yet.</Nothing>
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>Order</th>
          <th>Article</th>
          <th class="n">Quantity</th>
          <th>Cause</th>
          <th>Then</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ order, line, item, back }) => (
          <tr id={`item-${item.articleItemId}`}>
            <td data-label="Order">
              <a href={`${ask.base}/board/orders/${order.id}`}>{order.number}</a>
            </td>
            <td data-label="Article">{line.sent.articleNumber}</td>
            <td class="n" data-label="Quantity">
              {item.quantity}
            </td>
            <td data-label="Cause">{back.cause === null ? "none" : `${back.cause.code} ${back.cause.name}`}</td>
            <td data-label="Then">{back.scrapped ? "scrapped" : "back on the shelf"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
