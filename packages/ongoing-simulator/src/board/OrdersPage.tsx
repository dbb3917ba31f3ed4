/** @jsxImportSource hono/jsx */
import { ActionDetails, type Field } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { RequestTable } from "@omnium-ongoing/simulator-kit/board/RequestsPage"
import type { FC } from "hono/jsx"
import type { Order } from "../Order.ts"
import { articlesFrom, defaultSite, type Warehouse } from "../Warehouse.ts"
import { OrderCard } from "./OrderCard.tsx"
import { statusColumns } from "./OrderStatus.tsx"
import { RobotPanel } from "./RobotPanel.tsx"

const mostCards = 5
const mostRequests = 8

/** An order in error is rare enough to have no column until there is one. */
const troubled = 150

export const ordersPage: Route<Warehouse> = {
  path: "/",
  tab: "Orders",
  page: (world, ask) => ({
    title: "Orders",
    sections: [
      {
        id: "new",
        follows: ["ledger"],
        body: () => <NewOrder ask={ask} warehouse={world.state} now={world.clock.now()} />
      },
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

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
}

const Kanban: FC<PartProps> = ({ ask, warehouse }) => {
  const byStatus = Map.groupBy(warehouse.orders.values(), ({ status }) => status)
  const listed = statusColumns(warehouse).filter(({ number }) => number !== troubled || byStatus.has(number))
  // A status that was taken off the list still has its orders.
  const unlisted = [...byStatus.keys()].filter((number) => !listed.some((status) => status.number === number))
  const columns = [...listed, ...unlisted.map((number) => ({ number, text: "" }))]
  return (
    <div class="kanban">
      {columns.map(({ number, text }) => (
        <Column ask={ask} number={number} text={text} orders={byStatus.get(number) ?? []} />
      ))}
    </div>
  )
}

/** As the goods owner's integration would put it. */
const NewOrder: FC<PartProps & { readonly now: number }> = ({ ask, warehouse, now }) => {
  const [owner] = warehouse.owners.keys()
  const articles = articlesFrom(warehouse, 0).take(2).toArray()
  const site = defaultSite(warehouse)
  return (
    <div class="pages">
      <a href={`${ask.base}/board/orders`}>Find orders</a>
      <ActionDetails
        ask={ask}
        action={{
          label: "New order",
          method: "PUT",
          path: `${ask.access?.api}/orders`,
          tone: "primary",
          body: { goodsOwnerId: owner, warehouseId: site },
          fields: [
            { name: "orderNumber", label: "Order number", value: `BOARD-${warehouse.nextIds.order}` },
            { name: "deliveryDate", label: "Delivery date", value: new Date(now).toISOString().slice(0, 10) },
            { name: "consignee.name", label: "Consignee", value: "Ingrid Fjellvåg" },
            ...articles.flatMap(
              ({ number }, index): ReadonlyArray<Field> => [
                { name: `orderLines.${index}.rowNumber:with`, value: String(index + 1) },
                { name: `orderLines.${index}.articleNumber:with`, label: "Article", value: number },
                {
                  name: `orderLines.${index}.numberOfItems:number`,
                  label: "Quantity",
                  type: "number",
                  value: index + 1
                }
              ]
            )
          ]
        }}
      />
      <RobotPanel ask={ask} warehouse={warehouse} />
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
    {latest(orders).map((order) => (
      <OrderCard ask={ask} order={order} />
    ))}
    {orders.length > mostCards && (
      <a href={`${ask.base}/board/orders?status=${number}`} id={`status-${number}-more`}>
        … {orders.length - mostCards} more
      </a>
    )}
  </div>
)

/** Those that came into the status last; the others are only passed by, however many there are. */
const latest = (orders: ReadonlyArray<Order>): ReadonlyArray<Order> => {
  const found: Array<Order> = []
  for (const order of orders) {
    const place = found.findIndex((other) => other.statusChanged <= order.statusChanged)
    if (place !== -1 || found.length < mostCards) found.splice(place === -1 ? found.length : place, 0, order)
    if (found.length > mostCards) found.pop()
  }
  return found
}
