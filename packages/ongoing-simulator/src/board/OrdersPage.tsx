import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { RequestTable } from "@omnium-ongoing/simulator-kit/board/RequestsPage"
import type { FC } from "hono/jsx"
import type { Order } from "../Order.ts"
import type { Warehouse } from "../Warehouse.ts"
import { OrderCard } from "./OrderCard.tsx"
import { statusColumns } from "./OrderStatus.tsx"

const mostCards = 6
const mostRequests = 8

export const ordersPage: Route<Warehouse> = {
  path: "/",
  tab: "Orders",
  page: (world, ask) => ({
    title: "Orders",
    sections: [
      { id: "orders", follows: ["ledger"], body: () => <Kanban ask={ask} warehouse={world.state} /> },
      {
        id: "latest-requests",
        follows: ["requests"],
        body: () => (
          <>
            <h2>Live requests</h2>
            <RequestTable ask={ask} world={world} most={mostRequests} />
          </>
        )
      }
    ]
  })
}

const Kanban: FC<{ readonly ask: Ask; readonly warehouse: Warehouse }> = ({ ask, warehouse }) => {
  const byStatus = Map.groupBy(warehouse.orders.values(), ({ status }) => status)
  return (
    <div class="kanban">
      {statusColumns(warehouse).map(({ number, text }) => (
        <Column ask={ask} number={number} text={text} orders={byStatus.get(number) ?? []} />
      ))}
    </div>
  )
}

interface ColumnProps {
  readonly ask: Ask
  readonly number: number
  readonly text: string
  readonly orders: ReadonlyArray<Order>
}

const Column: FC<ColumnProps> = ({ ask, number, text, orders }) => (
  <div class={orders.length === 0 ? "column empty" : "column"} id={`status-${number}`}>
    <h2>
      <span class="number">{number}</span> {text} <span class="count">{orders.length}</span>
    </h2>
    {orders
      .slice(-mostCards)
      .toReversed()
      .map((order) => (
        <OrderCard ask={ask} order={order} />
      ))}
    {orders.length > mostCards && <p>… {orders.length - mostCards} more</p>}
  </div>
)
