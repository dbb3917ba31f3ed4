/** @jsxImportSource hono/jsx */
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import { latestEffects } from "@omnium-ongoing/simulator-kit/board/LatestEffects"
import { LedgerTable } from "@omnium-ongoing/simulator-kit/board/LedgerPage"
import type { Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { Tenant } from "../Tenant.ts"
import { Actions } from "./Actions.tsx"
import { DispatchTable } from "./EventsPage.tsx"
import { lineActions, orderActions } from "./OrderActions.ts"
import { Errors } from "./OrdersPage.tsx"
import { Returns } from "./Returns.tsx"
import { LineTable, ShipmentFacts, StatusChain } from "./Shipment.tsx"
import { Status } from "./Status.tsx"
import { When } from "./When.tsx"

/** One order as Omnium's people have it before them, and what they can do with it. */
export const orderPage: Route<Tenant> = {
  path: "/board/orders/:id",
  under: "/",
  page: (world, ask) => {
    const id = ask.param("id")
    const order = world.state.orders.get(id)
    if (order === undefined) return undefined
    const current = () => world.state.orders.get(id) ?? order
    const { settings } = world.state
    return {
      title: `Order ${order.orderNumber}`,
      sections: [
        {
          id: "order",
          follows: ["ledger"],
          body: () => (
            <div class="card">
              <p>
                <Status settings={settings} name={current().status} />
              </p>
              <Errors order={current()} />
              <Facts
                facts={[
                  ["Customer", current().customerName],
                  ["Deliver to", addressOf(current().orderForm.shipments[0]?.address)],
                  ["Total", totalOf(current())],
                  ["Store", current().storeId],
                  ["Created", <When at={current().created} />],
                  ["Changed", <When at={current().modified} />],
                  [
                    "Notes",
                    current()
                      .orderNotes.map(({ detail }) => detail)
                      .join(" · ")
                  ]
                ]}
              />
              <Actions ask={ask} actions={orderActions(current(), settings)} />
            </div>
          )
        },
        {
          id: "shipments",
          follows: ["ledger"],
          body: () =>
            current().orderForm.shipments.map((shipment) => (
              <article class="card" id={`shipment-${shipment.shipmentId}`}>
                <h2>
                  Shipment {shipment.shipmentId} <Status settings={settings} name={shipment.orderStatus} />
                </h2>
                <StatusChain shipment={shipment} />
                <ShipmentFacts shipment={shipment} />
                <LineTable lines={shipment.lineItems} />
                <Actions ask={ask} actions={lineActions(current(), shipment, settings)} />
              </article>
            ))
        },
        {
          id: "returns",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Returns</h2>
              {current().returnOrderForms.length === 0 ? (
                <Nothing>Nothing came back.</Nothing>
              ) : (
                <Returns order={current()} />
              )}
            </>
          )
        },
        {
          id: "connector-told",
          follows: ["ledger", "requests"],
          body: () => (
            <>
              <h2>What the connector was told of it</h2>
              <DispatchTable
                ask={ask}
                tenant={world.state}
                dispatches={[...world.state.dispatches.values()].filter(({ objectId }) => objectId === id).toReversed()}
              />
            </>
          )
        },
        {
          id: "effects",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Ledger</h2>
              <LedgerTable
                rows={latestEffects(world.ledger, ({ kind, object }) => kind === "Order" && object === id)}
              />
            </>
          )
        }
      ]
    }
  }
}

const addressOf = (
  address: {
    readonly name?: string
    readonly line1?: string
    readonly postalCode?: string
    readonly city?: string
  } = {}
): string => [address.name, address.line1, address.postalCode, address.city].filter(Boolean).join(", ")

const totalOf = (order: {
  readonly billingCurrency?: string
  readonly orderForm: { readonly total?: number }
}): string | undefined =>
  order.orderForm.total === undefined ? undefined : `${order.orderForm.total} ${order.billingCurrency ?? ""}`
