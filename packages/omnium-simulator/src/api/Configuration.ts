import type { Operation } from "./Exchange.ts"

/** What the API only reads: order types, order settings, shipment options. */
export const configuration: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/Health",
    summary: "Health check",
    isPublic: true,
    run: () => new Response("Healthy", { headers: { "content-type": "text/plain; charset=utf-8" } })
  },
  {
    method: "GET",
    path: "/api/Settings/OrderTypes",
    summary: "Order types with their statuses and workflow steps",
    run: (exchange) => Response.json(exchange.tenant.settings.orderTypes)
  },
  {
    method: "GET",
    path: "/api/Settings/OrderSettings",
    summary: "Return types and other settings of orders",
    run: (exchange) => Response.json(exchange.tenant.settings.orderSettings)
  },
  {
    method: "GET",
    path: "/api/ShipmentOptions/{marketId}/ShipmentOptions",
    summary: "The shipment options of a market",
    run: (exchange) => {
      const market = exchange.param("marketId").toLowerCase()
      return Response.json(exchange.tenant.shipmentOptions.get(market) ?? [])
    }
  }
]
