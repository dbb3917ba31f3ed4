import { purchasedLine } from "../Assortment.ts"
import { operations as events } from "../Events.ts"
import { pageOf } from "../Paging.ts"
import {
  cancelPurchaseOrderLine,
  matchesPurchaseOrder,
  type PurchaseOrder,
  patchPurchaseOrder,
  putPurchaseOrder,
  withStatus
} from "../PurchaseOrder.ts"
import { refuse } from "../Refusal.ts"
import { continueScroll, startScroll } from "../Scroll.ts"
import { takeNumber } from "../Tenant.ts"
import { batchResult, ExtendedPurchaseOrder, searchResult } from "../wire/Answer.ts"
import {
  PurchaseOrderMembers,
  PurchaseOrderPatch,
  PurchaseOrderSearch,
  PurchaseOrderStatusUpdate
} from "../wire/PurchaseOrder.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { openPurchaseOrder, requirePurchaseOrder, savePurchase } from "./PurchaseOrderChanges.ts"

const scrollBatch = 1000

const productOf = (exchange: Exchange) => (sku: string) => purchasedLine(exchange.tenant, sku)

const find = (exchange: Exchange, search: PurchaseOrderSearch): ReadonlyArray<PurchaseOrder> =>
  [...exchange.tenant.purchaseOrders.values()].filter((order) => matchesPurchaseOrder(order, search))

const put = (exchange: Exchange, sent: PurchaseOrderMembers, id: string): PurchaseOrder => {
  const before = exchange.tenant.purchaseOrders.get(id)
  exchange.refuseLocked("PurchaseOrder", id)
  const order = putPurchaseOrder(before, sent, id, productOf(exchange), exchange.isoNow)
  return savePurchase(exchange, order, before === undefined ? events.purchaseOrderCreated : events.purchaseOrderUpdated)
}

const idOf = (exchange: Exchange, sent: PurchaseOrderMembers): string =>
  sent.id ?? `PO${100_000 + takeNumber(exchange.tenant)}`

export const purchaseOrders: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/PurchaseOrders/{purchaseOrderId}",
    summary: "One purchase order",
    answer: PurchaseOrderMembers,
    run: (exchange) => Response.json(requirePurchaseOrder(exchange, exchange.param("purchaseOrderId")))
  },
  {
    method: "GET",
    path: "/api/PurchaseOrders/Extended/{purchaseOrderId}",
    summary: "One purchase order with its supplier and its store",
    answer: ExtendedPurchaseOrder,
    run: (exchange) => {
      const { suppliers, stores } = exchange.tenant
      const order = requirePurchaseOrder(exchange, exchange.param("purchaseOrderId"))
      // Members without a value are left out when the answer is written.
      return Response.json({
        ...order,
        supplier: suppliers.get(order.supplierId ?? ""),
        store: stores.get(order.storeId ?? "")
      })
    }
  },
  {
    method: "POST",
    path: "/api/PurchaseOrders/Search",
    summary: "A page of the purchase orders that match",
    body: PurchaseOrderSearch,
    answer: searchResult(PurchaseOrderMembers),
    run: (exchange) => {
      const search = exchange.read(PurchaseOrderSearch)
      const found = find(exchange, search)
      return Response.json({ result: pageOf(found, search), totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "POST",
    path: "/api/PurchaseOrders/Scroll",
    summary: "The first batch of a snapshot of the purchase orders that match",
    body: PurchaseOrderSearch,
    answer: batchResult(PurchaseOrderMembers),
    run: (exchange) => {
      const { tenant, now } = exchange
      const found = find(exchange, exchange.read(PurchaseOrderSearch))
      return Response.json(startScroll(tenant.scrolls, "PurchaseOrders", found, scrollBatch, takeNumber(tenant), now))
    }
  },
  {
    method: "GET",
    path: "/api/PurchaseOrders/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    answer: batchResult(PurchaseOrderMembers),
    run: (exchange) =>
      Response.json(continueScroll(exchange.tenant.scrolls, "PurchaseOrders", exchange.param("scrollId"), exchange.now))
  },
  {
    method: "POST",
    path: "/api/PurchaseOrders",
    summary: "Creates a purchase order",
    body: PurchaseOrderMembers,
    answer: PurchaseOrderMembers,
    status: 201,
    run: (exchange) => {
      const sent = exchange.read(PurchaseOrderMembers)
      const id = idOf(exchange, sent)
      if (exchange.tenant.purchaseOrders.has(id)) refuse(409, `Purchase order ${id} already exists`)
      return Response.json(put(exchange, sent, id), { status: 201 })
    }
  },
  {
    method: "PUT",
    path: "/api/PurchaseOrders",
    summary: "Creates a purchase order, or replaces it as a whole",
    body: PurchaseOrderMembers,
    answer: PurchaseOrderMembers,
    run: (exchange) => {
      const sent = exchange.read(PurchaseOrderMembers)
      return Response.json(put(exchange, sent, idOf(exchange, sent)))
    }
  },
  {
    method: "PATCH",
    path: "/api/PurchaseOrders/{purchaseOrderId}",
    summary: "Changes what was sent; lists are merged unless the flags say otherwise",
    body: PurchaseOrderPatch,
    answer: PurchaseOrderMembers,
    run: (exchange) => {
      const patch = exchange.read(PurchaseOrderPatch)
      const before = openPurchaseOrder(exchange, exchange.param("purchaseOrderId"))
      const after = patchPurchaseOrder(before, patch, productOf(exchange), exchange.isoNow)
      return Response.json(savePurchase(exchange, after, events.purchaseOrderPatched))
    }
  },
  {
    method: "POST",
    path: "/api/PurchaseOrders/{purchaseOrderId}/UpdateStatus",
    summary: "Sets the status",
    body: PurchaseOrderStatusUpdate,
    answer: PurchaseOrderMembers,
    run: (exchange) => {
      const { status, expectedDeliveryDate } = exchange.read(PurchaseOrderStatusUpdate)
      const before = openPurchaseOrder(exchange, exchange.param("purchaseOrderId"))
      const after = withStatus(before, status ?? refuse(400, "Status is missing"), exchange.isoNow)
      const dated = expectedDeliveryDate === undefined ? after : { ...after, expectedDeliveryDate }
      return Response.json(savePurchase(exchange, dated, events.purchaseOrderStatusUpdated))
    }
  },
  {
    method: "POST",
    path: "/api/PurchaseOrders/{purchaseOrderId}/OrderLines/{lineItemId}/Cancel",
    summary: "Cancels what has not been delivered of a line",
    answer: PurchaseOrderMembers,
    run: (exchange) => {
      const before = openPurchaseOrder(exchange, exchange.param("purchaseOrderId"))
      const after = cancelPurchaseOrderLine(before, exchange.param("lineItemId"), exchange.isoNow)
      return Response.json(savePurchase(exchange, after, events.purchaseOrderLineCancelled))
    }
  }
]
