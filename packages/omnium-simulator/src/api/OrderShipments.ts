import { patchShipments, putShipments } from "../OrderPatching.ts"
import { deleteShipments, moveLines } from "../ShipmentLines.ts"
import { OrderMembers, ShipmentLines, ShipmentMembers, ShipmentPatch } from "../wire/Order.ts"
import { list, text } from "../wire/Shape.ts"
import type { Operation } from "./Exchange.ts"
import { openOrder, save } from "./OrderChanges.ts"

export const orderShipments: ReadonlyArray<Operation> = [
  {
    method: "PATCH",
    path: "/api/OrderShipments/{orderId}",
    summary: "Changes shipments by their ids; no workflow, no label link",
    body: list(ShipmentPatch),
    answer: OrderMembers,
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
    answer: OrderMembers,
    run: (exchange) => {
      const sent = exchange.read(list(ShipmentMembers))
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, putShipments(before, sent, exchange.orderContext)))
    }
  },
  {
    method: "PUT",
    path: "/api/OrderShipments/{orderId}/AddOrderLinesToShipment",
    summary: "Moves lines of the order to shipments",
    body: ShipmentLines,
    answer: OrderMembers,
    run: (exchange) => {
      const moves = exchange.read(ShipmentLines)
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, moveLines(before, moves, exchange.orderContext)))
    }
  },
  {
    method: "DELETE",
    path: "/api/OrderShipments/{orderId}/DeleteShipments",
    summary: "Removes shipments by their ids; their lines stay with the order",
    body: list(text),
    answer: OrderMembers,
    run: (exchange) => {
      const ids = exchange.read(list(text))
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, deleteShipments(before, ids, exchange.orderContext)))
    }
  }
]
