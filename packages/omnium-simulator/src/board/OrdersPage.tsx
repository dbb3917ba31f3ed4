/** @jsxImportSource hono/jsx */
import { ActionButton, ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import type { Order, OrderLine } from "../Order.ts"
import { findOrders } from "../OrderSearching.ts"
import type { Settings, Tenant } from "../Tenant.ts"
import { exampleOrder, isNew, released } from "./OrderActions.ts"
import { Pages, pageOf } from "./Pages.tsx"
import { Search } from "./Search.tsx"
import { ShipmentLinks, StatusChain } from "./Shipment.tsx"
import { Status } from "./Status.tsx"
import { When } from "./When.tsx"

/** Orders with how far their shipments have come, latest change first. */
export const ordersPage: Route<Tenant> = {
  path: "/",
  tab: "Orders",
  page: ({ state }, ask) => ({
    title: "Orders",
    sections: [
      {
        id: "new-order",
        follows: [],
        body: () => (
          <div class="actions">
            <ActionDetails ask={ask} action={exampleOrder(state)} />
          </div>
        )
      },
      {
        id: "orders",
        follows: ["ledger"],
        body: () => {
          const search = ask.query("text") ?? ""
          const wanted = search === "" ? {} : { searchText: search }
          const found = findOrders(state.orders.values(), { ...wanted, sortOrder: "ModifiedDescending" })
          return (
            <>
              <Search ask={ask} of="orders" />
              {found.length === 0 && <Nothing>No order{search === "" ? " yet" : ` is like “${search}”`}.</Nothing>}
              <div class="cards">
                {pageOf(found, ask).map((order) => (
                  <OrderCard ask={ask} order={order} settings={state.settings} />
                ))}
              </div>
              <Pages ask={ask} count={found.length} />
            </>
          )
        }
      }
    ]
  })
}

interface OrderProps {
  readonly ask: Ask
  readonly order: Order
  readonly settings: Settings
}

const OrderCard: FC<OrderProps> = ({ ask, order, settings }) => (
  <article class="card" id={`order-${order.id}`}>
    <h2>
      <a href={orderAddress(ask.base, order.id)}>{order.orderNumber}</a>{" "}
      <Status settings={settings} name={order.status} />
    </h2>
    <p class="lead">
      {order.customerName}, <When at={order.modified} />
    </p>
    <Errors order={order} />
    {order.orderForm.shipments.map((shipment) => (
      <>
        <p>
          <b>Shipment {shipment.shipmentId}</b> {shipment.lineItems.map(contentOf).join(", ")}
        </p>
        <StatusChain shipment={shipment} />
        <ShipmentLinks shipment={shipment} />
      </>
    ))}
    {order.returnOrderForms.length > 0 && <p>Returns: {order.returnOrderForms.length}</p>}
    {isNew(order, settings) && <ActionButton ask={ask} action={released(order, settings)} />}
  </article>
)

const contentOf = ({ code, quantity, deliveredQuantity }: OrderLine): string =>
  `${quantity} × ${code}${deliveredQuantity > 0 ? `, ${deliveredQuantity} delivered` : ""}`

export const orderAddress = (base: string, id: string): string => `${base}/board/orders/${encodeURIComponent(id)}`

/** What went wrong with the order and nobody has dealt with. */
export const Errors: FC<{ readonly order: Order }> = ({ order }) => (
  <>
    {order.errors
      .filter(({ status = "New" }) => status === "New")
      .map(({ key, message }) => (
        <p class="refused">
          {key} {message}
        </p>
      ))}
  </>
)
