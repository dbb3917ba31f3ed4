import { patchShipments, putShipments } from "../OrderPatching.ts"
import { ShipmentMembers, ShipmentPatch } from "../wire/Order.ts"
import { list } from "../wire/Shape.ts"
import type { Operation } from "./Exchange.ts"
import { openOrder, save } from "./OrderChanges.ts"

export const orderShipments: ReadonlyArray<Operation> = [
  {
    method: "PATCH",
    path: "/api/OrderShipments/{orderId}",
    summary: "Changes shipments by their ids; no workflow, no label link",
    body: list(ShipmentPatch),
    run: (exchange) => {
      const patches = exchange.read(list(ShipmentPatch))
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, patchShipments(before, patches, exchange.orderContext)))
    }
  },
  {
    method: "PUT",
    path: "/api/OrderShipments/{orderId}",
    summary: "Puts whole shipments",
    body: list(ShipmentMembers),
    run: (exchange) => {
      const sent = exchange.read(list(ShipmentMembers))
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, putShipments(before, sent, exchange.orderContext)))
    }
  }
]
