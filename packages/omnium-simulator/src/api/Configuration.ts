import { OrderSettings, OrderType, ShipmentOption } from "../wire/Settings.ts"
import { list } from "../wire/Shape.ts"
import type { Operation } from "./Exchange.ts"

/** What the API only reads: order types, order settings, shipment options. */
export const configuration: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/Health",
    summary: "Health check",
    isText: true,
    isPublic: true,
    run: () => new Response("Healthy", { headers: { "content-type": "text/plain; charset=utf-8" } })
  },
  {
    method: "GET",
    path: "/api/Settings/OrderTypes",
    summary: "Order types with their statuses and workflow steps",
    answer: list(OrderType),
    run: (exchange) => Response.json(exchange.tenant.settings.orderTypes)
  },
  {
    method: "GET",
    path: "/api/Settings/OrderSettings",
    summary: "Return types and other settings of orders",
    answer: OrderSettings,
    run: (exchange) => Response.json(exchange.tenant.settings.orderSettings)
  },
  {
    method: "GET",
    path: "/api/ShipmentOptions/{marketId}/ShipmentOptions",
    summary: "The shipment options of a market",
    answer: list(ShipmentOption),
    run: (exchange) => {
      const market = exchange.param("marketId").toLowerCase()
      return Response.json(exchange.tenant.shipmentOptions.get(market) ?? [])
    }
  }
]
