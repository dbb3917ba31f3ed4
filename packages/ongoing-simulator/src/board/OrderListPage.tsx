/** @jsxImportSource hono/jsx */
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import { type Order, pickedOn, shownTotal } from "../Order.ts"
import type { Warehouse } from "../Warehouse.ts"
import { OrderStatus, statusColumns } from "./OrderStatus.tsx"

const mostRows = 100

/** Orders by a part of their number or of the consignee's name, and by status; the latest first. */
export const orderListPage: Route<Warehouse> = {
  path: "/board/orders",
  under: "/",
  page: (world, ask) => ({
    title: "Find orders",
    sections: [
      { id: "search", follows: [], body: () => <Search ask={ask} warehouse={world.state} /> },
      { id: "found", follows: ["ledger"], body: () => <Found ask={ask} warehouse={world.state} /> }
    ]
  })
}

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
}

const Search: FC<PartProps> = ({ ask, warehouse }) => (
  <form method="get" action={`${ask.base}/board/orders`} class="search">
    <label for="search-text">
      <span>Number or consignee</span>
      <input id="search-text" name="text" type="search" value={ask.query("text") ?? ""} />
    </label>
    <label for="search-status">
      <span>Status</span>
      <select id="search-status" name="status">
        <option value="">any</option>
        {statusColumns(warehouse).map(({ number, text }) => (
          <option value={String(number)} selected={ask.query("status") === String(number)}>
            {number} {text}
          </option>
        ))}
      </select>
    </label>
    <button type="submit">Find</button>
  </form>
)

const Found: FC<PartProps> = ({ ask, warehouse }) => {
  const text = (ask.query("text") ?? "").trim().toLowerCase()
  const status = ask.query("status") ?? ""
  const isMeant = (order: Order): boolean =>
    (status === "" || order.status === Number(status)) &&
    `${order.number} ${order.header.consignee.name ?? ""}`.toLowerCase().includes(text)
  const orders = warehouse.orders.values().filter(isMeant).toArray()
  if (orders.length === 0) return <Nothing>There is no such order.</Nothing>
  return (
    <>
      <p class="lead">
        {orders.length} found{orders.length > mostRows && `, the latest ${mostRows} shown`}.
      </p>
      <table class="stacked">
        <thead>
          <tr>
            <th>Order</th>
            <th>Status</th>
            <th>Consignee</th>
            <th class="n">Picked</th>
          </tr>
        </thead>
        <tbody>
          {orders
            .slice(-mostRows)
            .toReversed()
            .map((order) => (
              <tr id={`order-${order.id}`}>
                <td data-label="Order">
                  <a href={`${ask.base}/board/orders/${order.id}`}>{order.number}</a>
                </td>
                <td data-label="Status">
                  <OrderStatus warehouse={warehouse} order={order} />
                </td>
                <td data-label="Consignee">{order.header.consignee.name ?? "–"}</td>
                <td class="n" data-label="Picked">
                  {shownTotal(order, pickedOn)} of {shownTotal(order, (line) => line.ordered)}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}
