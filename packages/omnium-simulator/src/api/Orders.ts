import { operations as events } from "../Events.ts"
import { isAmong } from "../Filter.ts"
import { updateOrderLines } from "../LineDelivery.ts"
import type { Order } from "../Order.ts"
import { addComment, addLineProperties, cancelLine, createOrder, replaceOrder, touched } from "../OrderLifecycle.ts"
import { patchLines, patchOrder } from "../OrderPatching.ts"
import { findOrders } from "../OrderSearching.ts"
import { orderTypeOf, statusOf } from "../OrderTypes.ts"
import { checkedPage, pageOf } from "../Paging.ts"
import { refuse } from "../Refusal.ts"
import { continueScroll, startScroll } from "../Scroll.ts"
import { type StatusChange, updateStatus } from "../StatusUpdate.ts"
import { deleteOrder, indexedOrders, takeNumber } from "../Tenant.ts"
import { batchResult, OrdersByIds, PatchResult, searchResult, WorkflowResult } from "../wire/Answer.ts"
import {
  AddComment,
  OrderLinePatch,
  OrderLineProperties,
  OrderMembers,
  OrderPatch,
  OrderSearch,
  UpdateLineItemStatusPatch,
  UpdateStatusPatch
} from "../wire/Order.ts"
import { list, text } from "../wire/Shape.ts"
import { noContent } from "./Answer.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { counters, openOrder, requireOrder, save, saveWithWorkflow } from "./OrderChanges.ts"

const scrollBatch = 1000
const maxMany = 1000

/** The status an order stands in, as the change that brought it there. */
const asChange = (exchange: Exchange, order: Order): StatusChange => ({
  order,
  status: statusOf(orderTypeOf(exchange.tenant.settings.orderTypes, order.orderType), order.status),
  shipmentId: undefined
})

const create = async (exchange: Exchange, sent: OrderMembers, id: string): Promise<Response> => {
  exchange.refuseLocked("Order", id)
  if (exchange.tenant.orders.has(id)) refuse(409, `Order ${id} already exists`)
  const order = createOrder(sent, id, exchange.orderContext)
  await saveWithWorkflow(exchange, undefined, asChange(exchange, order), events.orderAdded)
  return Response.json(order, { status: 201 })
}

const update = async (exchange: Exchange, sent: OrderMembers, runsWorkflow: boolean): Promise<Order> => {
  const before = openOrder(exchange, sent.id ?? refuse(400, "Order id is missing"))
  const after = replaceOrder(before, sent, exchange.orderContext)
  if (!runsWorkflow) return save(exchange, before, after, events.orderProcessed)
  return (await saveWithWorkflow(exchange, before, asChange(exchange, after), events.orderProcessed)).order
}

const patched = (exchange: Exchange, change: (order: Order) => Order): Response => {
  const before = openOrder(exchange, exchange.param("orderId"))
  const after = save(exchange, before, change(before))
  return Response.json(counters(after !== before))
}

const listQuery = {
  storeId: "list",
  status: "list",
  changedSince: "instant",
  page: "number",
  pageSize: "number"
} as const

/** These lists number their pages from 1 and size them with `pageSize`. */
const listed = (exchange: Exchange, orderTypes: ReadonlyArray<string>): ReadonlyArray<Order> => {
  const number = (name: string, otherwise: number): number => Number(exchange.query(name)[0] ?? otherwise)
  const page = number("page", 1)
  if (page < 1) refuse(400, "Page must be a whole number from 1")
  const changedSince = exchange.instantQuery("changedSince")
  const found = findOrders(indexedOrders(exchange.tenant, exchange.now), {
    sortOrder: "ModifiedAscending",
    selectedStores: exchange.query("storeId"),
    selectedStatuses: exchange.query("status"),
    ...(changedSince === undefined ? {} : { modifiedFrom: changedSince })
  }).filter((order) => isAmong(orderTypes, order.orderType))
  return pageOf(found, { take: number("pageSize", 20), page: page - 1 })
}

const many = (sent: ReadonlyArray<OrderMembers>): ReadonlyArray<OrderMembers> =>
  sent.length > maxMany ? refuse(400, `At most ${maxMany} orders can be sent at once`) : sent

export const orders: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Orders",
    summary: "Creates an order and runs the workflow of its status",
    body: OrderMembers,
    answer: OrderMembers,
    status: 201,
    run: (exchange) => {
      const sent = exchange.read(OrderMembers)
      return create(exchange, sent, sent.id ?? refuse(400, "Order id is missing"))
    }
  },
  {
    method: "PUT",
    path: "/api/Orders",
    summary: "Creates an order under a generated number",
    body: OrderMembers,
    answer: OrderMembers,
    status: 201,
    run: (exchange) => {
      const { orderNumber: _number, ...sent } = exchange.read(OrderMembers)
      return create(exchange, sent, String(100_000 + takeNumber(exchange.tenant)))
    }
  },
  {
    method: "POST",
    path: "/api/Orders/Update",
    summary: "Full update; the workflow runs with runWorkflow=true",
    body: OrderMembers,
    query: { runWorkflow: "flag" },
    answer: OrderMembers,
    run: async (exchange) =>
      Response.json(await update(exchange, exchange.read(OrderMembers), exchange.isSet("runWorkflow")))
  },
  {
    method: "PUT",
    path: "/api/Orders/Update",
    summary: "Overwrites the stored order",
    body: OrderMembers,
    answer: OrderMembers,
    run: async (exchange) => Response.json(await update(exchange, exchange.read(OrderMembers), false))
  },
  {
    method: "POST",
    path: "/api/Orders/UpdateMany",
    summary: "Full updates; creates what does not exist",
    body: list(OrderMembers),
    query: { runWorkflow: "flag" },
    run: async (exchange) => {
      for (const sent of many(exchange.read(list(OrderMembers)))) {
        if (exchange.tenant.orders.has(sent.id ?? "")) await update(exchange, sent, exchange.isSet("runWorkflow"))
        else await create(exchange, sent, sent.id ?? refuse(400, "Order id is missing"))
      }
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Orders/AddMany",
    summary: "Creates orders without running workflows",
    body: list(OrderMembers),
    run: (exchange) => {
      for (const sent of many(exchange.read(list(OrderMembers)))) {
        const id = sent.id ?? refuse(400, "Order id is missing")
        if (exchange.tenant.orders.has(id)) refuse(409, `Order ${id} already exists`)
        save(exchange, undefined, createOrder(sent, id, exchange.orderContext))
      }
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Orders/Search",
    summary: "A page of the orders that match",
    body: OrderSearch,
    answer: searchResult(OrderMembers),
    run: (exchange) => {
      const search = exchange.read(OrderSearch)
      const { take, page } = checkedPage(search)
      const found = findOrders(indexedOrders(exchange.tenant, exchange.now), search)
      return Response.json({
        result: found.slice(page * take, (page + 1) * take),
        totalHits: found.length,
        facets: [],
        isValid: true
      })
    }
  },
  {
    method: "POST",
    path: "/api/Orders/Scroll",
    summary: "The first batch of a snapshot of the orders that match",
    body: OrderSearch,
    answer: batchResult(OrderMembers),
    run: (exchange) => {
      const { tenant, now } = exchange
      const found = findOrders(indexedOrders(tenant, now), exchange.read(OrderSearch))
      return Response.json(startScroll(tenant.scrolls, "Orders", found, scrollBatch, takeNumber(tenant), now))
    }
  },
  {
    method: "GET",
    path: "/api/Orders/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    answer: batchResult(OrderMembers),
    run: (exchange) =>
      Response.json(continueScroll(exchange.tenant.scrolls, "Orders", exchange.param("scrollId"), exchange.now))
  },
  {
    method: "GET",
    path: "/api/Orders/GetOrders/ByIds",
    summary: "Orders by their ids, and the ids that are unknown",
    query: { ids: "list" },
    answer: OrdersByIds,
    run: (exchange) => {
      const ids = exchange.query("ids")
      return Response.json({
        orders: ids.flatMap((id) => exchange.tenant.orders.get(id) ?? []),
        missingIds: ids.filter((id) => !exchange.tenant.orders.has(id))
      })
    }
  },
  {
    method: "GET",
    path: "/api/Orders/GetOrders",
    summary: "A plain list of orders, oldest change first",
    query: listQuery,
    answer: list(OrderMembers),
    run: (exchange) => Response.json(listed(exchange, []))
  },
  {
    method: "GET",
    path: "/api/Orders/GetOrders/ByOrderType",
    summary: "A plain list of orders of some types, oldest change first",
    query: { ...listQuery, orderTypes: "list" },
    answer: list(OrderMembers),
    run: (exchange) => Response.json(listed(exchange, exchange.query("orderTypes")))
  },
  {
    method: "POST",
    path: "/api/Orders/ExistMany",
    summary: "Which of these orders exist",
    body: list(text),
    answer: list(text),
    run: (exchange) => Response.json(exchange.read(list(text)).filter((id) => exchange.tenant.orders.has(id)))
  },
  {
    method: "POST",
    path: "/api/Orders/AddComment",
    summary: "Adds a comment, public unless it says Internal",
    body: AddComment,
    answer: OrderMembers,
    run: (exchange) => {
      const sent = exchange.read(AddComment)
      const before = openOrder(exchange, sent.orderId ?? refuse(400, "OrderId is missing"))
      const id = `comment-${takeNumber(exchange.tenant)}`
      return Response.json(save(exchange, before, addComment(before, sent, id, exchange.orderContext)))
    }
  },
  {
    method: "GET",
    path: "/api/Orders/{orderId}",
    summary: "One order",
    answer: OrderMembers,
    run: (exchange) => Response.json(requireOrder(exchange, exchange.param("orderId")))
  },
  {
    method: "DELETE",
    path: "/api/Orders/{orderId}",
    summary: "Sets the status Deleted, or removes with deletePermanently=true",
    query: { deletePermanently: "flag" },
    run: (exchange) => {
      const before = openOrder(exchange, exchange.param("orderId"))
      if (exchange.isSet("deletePermanently")) deleteOrder(exchange.tenant, before, exchange.write)
      else save(exchange, before, touched({ ...before, status: "Deleted" }, exchange.orderContext))
      return noContent()
    }
  },
  {
    method: "GET",
    path: "/api/Orders/{orderId}/Exists",
    summary: "200 if the order exists, 404 if not (HEAD)",
    status: 200,
    run: (exchange) => new Response(null, { status: exchange.tenant.orders.has(exchange.param("orderId")) ? 200 : 404 })
  },
  {
    method: "PATCH",
    path: "/api/Orders/{orderId}/PatchOrder",
    summary: "Changes what was sent; no workflow",
    body: OrderPatch,
    answer: PatchResult,
    run: (exchange) => {
      const patch = exchange.read(OrderPatch)
      return patched(exchange, (order) => patchOrder(order, patch, exchange.orderContext))
    }
  },
  {
    method: "PATCH",
    path: "/api/Orders/{orderId}/PatchUpdateOrderLines",
    summary: "Changes order lines by their ids; no workflow",
    body: list(OrderLinePatch),
    answer: PatchResult,
    run: (exchange) => {
      const patches = exchange.read(list(OrderLinePatch))
      return patched(exchange, (order) => patchLines(order, patches, exchange.orderContext))
    }
  },
  {
    method: "PUT",
    path: "/api/Orders/{orderId}/AddOrderLineProperties",
    summary: "Adds or updates properties of order lines",
    body: OrderLineProperties,
    answer: OrderMembers,
    run: (exchange) => {
      const updates = exchange.read(OrderLineProperties)
      const before = openOrder(exchange, exchange.param("orderId"))
      return Response.json(save(exchange, before, addLineProperties(before, updates, exchange.orderContext)))
    }
  },
  {
    method: "POST",
    path: "/api/Orders/{orderId}/OrderLines/{lineItemId}/Cancel",
    summary: "Cancels what is left of a line",
    query: { sendNotifications: "flag" },
    answer: OrderMembers,
    run: (exchange) => {
      const before = openOrder(exchange, exchange.param("orderId"))
      const after = cancelLine(before, exchange.param("lineItemId"), exchange.orderContext)
      return Response.json(save(exchange, before, after, events.orderLineCancelled))
    }
  },
  {
    method: "POST",
    path: "/api/Orders/{orderId}/UpdateStatus",
    summary: "Sets a status with shipment information, and runs its workflow",
    body: UpdateStatusPatch,
    answer: WorkflowResult,
    run: async (exchange) => {
      const patch = exchange.read(UpdateStatusPatch)
      const before = openOrder(exchange, exchange.param("orderId"))
      const change = updateStatus(before, patch, exchange.orderContext)
      if (patch.skipRunWorkflow === true) {
        const order = save(exchange, before, change.order, events.orderStatusUpdated)
        return Response.json({ isAborted: false, order, orderActionExecutionResults: [] })
      }
      return Response.json(await saveWithWorkflow(exchange, before, change, events.orderStatusUpdated))
    }
  },
  {
    method: "POST",
    path: "/api/Orders/{orderId}/OrderLinesUpdate",
    summary: "Delivers or cancels parts of lines; a new shipment id splits them off",
    body: UpdateLineItemStatusPatch,
    answer: WorkflowResult,
    run: async (exchange) => {
      const patch = exchange.read(UpdateLineItemStatusPatch)
      const before = openOrder(exchange, exchange.param("orderId"))
      const change = updateOrderLines(before, patch, exchange.orderContext)
      if (patch.status === undefined) {
        const order = save(exchange, before, change.order, events.orderStatusUpdated)
        return Response.json({ isAborted: false, order, orderActionExecutionResults: [] })
      }
      return Response.json(await saveWithWorkflow(exchange, before, change, events.orderStatusUpdated))
    }
  }
]
