import { commentedDelivery, matchesDelivery, patchDelivery, putDelivery } from "../Delivery.ts"
import { createDelivery } from "../DeliveryCreation.ts"
import { deliveryEvent, operations as events } from "../Events.ts"
import { pageOf } from "../Paging.ts"
import { deleteDelivery, linesOfDelivery, purchaseOrdersOf } from "../Purchasing.ts"
import { refuse } from "../Refusal.ts"
import { moveStock, takeNumber } from "../Tenant.ts"
import { searchResult } from "../wire/Answer.ts"
import { DeliveryLine, DeliveryMembers, DeliveryPatch, DeliverySearch } from "../wire/Delivery.ts"
import { Comment } from "../wire/Parts.ts"
import { PurchaseOrderLineMembers } from "../wire/PurchaseOrder.ts"
import { list } from "../wire/Shape.ts"
import { noContent } from "./Answer.ts"
import { openDelivery, requireDelivery, saveDelivery } from "./DeliveryChanges.ts"
import { announce } from "./Dispatching.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { openPurchaseOrder, savePurchase } from "./PurchaseOrderChanges.ts"

const maxMany = 1000

const put = (exchange: Exchange, sent: DeliveryMembers) => {
  const before = exchange.tenant.deliveries.get(sent.id ?? "")
  if (before !== undefined) exchange.refuseLocked("Delivery", before.id)
  const delivery = putDelivery(before, sent, exchange.isoNow)
  saveDelivery(exchange, delivery, before === undefined ? events.deliveryCreated : events.deliveryUpdated)
  return delivery
}

const commentOn = (audience: "Internal" | "Public"): Operation => ({
  method: "POST",
  path: `/api/Deliveries/{deliveryId}/Add${audience}DeliveryComment`,
  summary: `Adds ${audience === "Internal" ? "an internal" : "a public"} comment`,
  body: Comment,
  answer: DeliveryMembers,
  run: (exchange) => {
    const sent = exchange.read(Comment)
    const before = openDelivery(exchange, exchange.param("deliveryId"))
    const id = `comment-${takeNumber(exchange.tenant)}`
    const delivery = commentedDelivery(before, audience, sent, id, exchange.isoNow)
    saveDelivery(exchange, delivery, events.deliveryUpdated)
    return Response.json(delivery)
  }
})

export const deliveries: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/Deliveries/{deliveryId}",
    summary: "One delivery",
    answer: DeliveryMembers,
    run: (exchange) => Response.json(requireDelivery(exchange, exchange.param("deliveryId")))
  },
  {
    method: "GET",
    path: "/api/Deliveries/{deliveryId}/PurchaseOrderLines",
    summary: "The lines of a delivery",
    answer: list(PurchaseOrderLineMembers),
    run: (exchange) => {
      const { id } = requireDelivery(exchange, exchange.param("deliveryId"))
      return Response.json(linesOfDelivery(exchange.tenant, id))
    }
  },
  {
    method: "POST",
    path: "/api/Deliveries/Search",
    summary: "A page of the deliveries that match",
    body: DeliverySearch,
    answer: searchResult(DeliveryMembers),
    run: (exchange) => {
      const { tenant } = exchange
      const search = exchange.read(DeliverySearch)
      const found = [...tenant.deliveries.values()].filter((delivery) =>
        matchesDelivery(delivery, search, () =>
          purchaseOrdersOf(tenant, delivery.id).map((order) => order.purchaseOrderNumber)
        )
      )
      return Response.json({
        result: pageOf(found, search),
        totalHits: found.length,
        facets: [],
        isValid: true
      })
    }
  },
  {
    method: "PATCH",
    path: "/api/Deliveries/{deliveryId}",
    summary: "Changes what was sent; lists are replaced, and the status is not among what can be sent",
    body: DeliveryPatch,
    answer: DeliveryMembers,
    run: (exchange) => {
      const patch = exchange.read(DeliveryPatch)
      const before = openDelivery(exchange, exchange.param("deliveryId"))
      const after = patchDelivery(before, patch, exchange.isoNow)
      if (after !== before) saveDelivery(exchange, after, events.deliveryPatched)
      return Response.json(after)
    }
  },
  {
    method: "PUT",
    path: "/api/Deliveries",
    summary: "Creates a delivery, or replaces it as a whole",
    body: DeliveryMembers,
    answer: DeliveryMembers,
    run: (exchange) => Response.json(put(exchange, exchange.read(DeliveryMembers)))
  },
  {
    method: "PUT",
    path: "/api/Deliveries/UpdateMany",
    summary: "Creates deliveries, or replaces them as a whole",
    body: list(DeliveryMembers),
    answer: list(DeliveryMembers),
    run: (exchange) => {
      const sent = exchange.read(list(DeliveryMembers))
      if (sent.length > maxMany) refuse(400, `At most ${maxMany} deliveries can be sent at once`)
      return Response.json(sent.map((delivery) => put(exchange, delivery)))
    }
  },
  {
    method: "DELETE",
    path: "/api/Deliveries/{deliveryId}",
    summary: "Removes a delivery; its lines stay with their purchase orders",
    run: (exchange) => {
      const before = openDelivery(exchange, exchange.param("deliveryId"))
      deleteDelivery(exchange.tenant, before, exchange.write)
      const id = String(takeNumber(exchange.tenant))
      announce(exchange.world, deliveryEvent(events.deliveryDeleted, before, before, id, exchange.isoNow))
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Deliveries/CreateDelivery/{purchaseOrderId}",
    summary: "Puts lines of a purchase order on a new or existing delivery; a part of a line is split off",
    body: list(DeliveryLine),
    query: {
      existingDeliveryId: "text",
      newDeliveryId: "text",
      expectedDeliveryDate: "instant",
      cancelRemainingLineItems: "flag",
      barcode: "text",
      preventDuplicateLineItems: "flag"
    },
    answer: DeliveryMembers,
    run: (exchange) => {
      const { tenant } = exchange
      const lines = exchange.read(list(DeliveryLine))
      const order = openPurchaseOrder(exchange, exchange.param("purchaseOrderId"))
      const [existingId] = exchange.query("existingDeliveryId")
      const existing = existingId === undefined ? undefined : openDelivery(exchange, existingId)
      const id = existing?.id ?? exchange.query("newDeliveryId")[0] ?? `D${takeNumber(tenant)}`
      if (existing === undefined && tenant.deliveries.has(id)) refuse(400, `Delivery ${id} already exists`)
      const expectedDeliveryDate = exchange.instantQuery("expectedDeliveryDate")
      const cancelsRemainingLines = exchange.isSet("cancelRemainingLineItems")
      const made = createDelivery(
        order,
        { lines, id, existing, cancelsRemainingLines, expectedDeliveryDate },
        exchange.isoNow
      )
      savePurchase(exchange, made.order, events.purchaseOrderUpdated)
      const { supplierWarehouseCode } = order
      if (supplierWarehouseCode !== undefined) {
        // Goods of an internal transfer leave the giving warehouse now, and reach the other when they are received.
        const why = {
          transactionType: "InternalTransfer",
          reason: `Delivery ${id} of purchase order ${order.id}`,
          purchaseOrderId: order.id
        }
        for (const line of made.lines) {
          const change = {
            sku: line.code ?? "",
            warehouseCode: supplierWarehouseCode,
            inventory: -line.quantity,
            reserved: 0
          }
          moveStock(tenant, change, why, exchange.write)
        }
      }
      saveDelivery(exchange, made.delivery, existing === undefined ? events.deliveryCreated : events.deliveryUpdated)
      return Response.json(made.delivery)
    }
  },
  commentOn("Internal"),
  commentOn("Public")
]
