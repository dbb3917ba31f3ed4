import { receivedDelivery } from "../Delivery.ts"
import { deliveryEvent, operations as events } from "../Events.ts"
import { type Receipt, receive, refuseForeign } from "../GoodsReception.ts"
import { bookReceipts, linesOfDelivery, receptionContext } from "../Purchasing.ts"
import { takeNumber } from "../Tenant.ts"
import { GoodsReceptionLine } from "../wire/Delivery.ts"
import { PurchaseOrderLineMembers } from "../wire/PurchaseOrder.ts"
import { list } from "../wire/Shape.ts"
import { openDelivery, saveDelivery } from "./DeliveryChanges.ts"
import { announce } from "./Dispatching.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { announcePurchase, openPurchaseOrder } from "./PurchaseOrderChanges.ts"

/** Books the receipts and brings the deliveries they are for in step with their lines. */
const book = (exchange: Exchange, receipts: ReadonlyArray<Receipt>): Response => {
  const { tenant } = exchange
  // A purchase order may name a delivery that was never put.
  const ids = new Set(
    receipts.flatMap(({ line: { deliveryId = "" } }) => (tenant.deliveries.has(deliveryId) ? deliveryId : []))
  )
  const before = [...ids].map((id) => openDelivery(exchange, id))
  const orders = [...new Set(receipts.map((receipt) => receipt.line.purchaseOrderId))].map((id) =>
    openPurchaseOrder(exchange, id)
  )
  for (const order of bookReceipts(tenant, receipts, exchange.write)) {
    announcePurchase(
      exchange,
      orders.find((it) => it.id === order.id),
      order,
      events.purchaseOrderUpdated
    )
  }
  for (const delivery of before) {
    const after = receivedDelivery(delivery, linesOfDelivery(tenant, delivery.id), exchange.isoNow)
    if (after !== delivery) saveDelivery(exchange, after, events.goodsReceived)
    else {
      const id = String(takeNumber(tenant))
      announce(exchange.world, deliveryEvent(events.goodsReceived, delivery, delivery, id, exchange.isoNow))
    }
  }
  return Response.json(receipts.map((receipt) => receipt.line))
}

export const goodsReceptions: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Deliveries/{deliveryId}/ProcessGoodsReception",
    summary: "Receives goods of one delivery; a goodsReceptionId is taken once",
    body: list(GoodsReceptionLine),
    answer: list(PurchaseOrderLineMembers),
    run: (exchange) => {
      const sent = exchange.read(list(GoodsReceptionLine))
      const { id } = openDelivery(exchange, exchange.param("deliveryId"))
      const context = receptionContext(exchange.tenant, exchange.isoNow)
      refuseForeign(sent, id, context)
      return book(exchange, receive(sent, context))
    }
  },
  {
    method: "POST",
    path: "/api/Deliveries/ProcessGoodsReception",
    summary: "Receives goods of any delivery, as often as it is sent",
    body: list(GoodsReceptionLine),
    answer: list(PurchaseOrderLineMembers),
    run: (exchange) =>
      book(
        exchange,
        receive(exchange.read(list(GoodsReceptionLine)), receptionContext(exchange.tenant, exchange.isoNow))
      )
  }
]
