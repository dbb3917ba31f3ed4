import { operations as events } from "../Events.ts"
import { isAmong, isWithin } from "../Filter.ts"
import type { Order } from "../Order.ts"
import { createReturn, patchReturn } from "../OrderReturns.ts"
import { checkedPage } from "../Paging.ts"
import { refuse } from "../Refusal.ts"
import { moveStock, takeNumber } from "../Tenant.ts"
import { PatchResult, ReturnHit, searchResult, WorkflowResult } from "../wire/Answer.ts"
import { ReturnOrderForm, UpdateStatusPatch } from "../wire/Order.ts"
import { ReturnPatch, ReturnRequest, ReturnSearch } from "../wire/Return.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { counters, openOrder, save } from "./OrderChanges.ts"

/** The path names an order by its id or by its number. */
const orderOfReturn = (exchange: Exchange): Order => {
  const name = exchange.param("orderId")
  const byNumber = exchange.tenant.orders.has(name)
    ? undefined
    : [...exchange.tenant.orders.values()].find((order) => order.orderNumber === name)
  return openOrder(exchange, byNumber?.id ?? name)
}

const matches = (order: Order, form: ReturnOrderForm, search: ReturnSearch): boolean =>
  isWithin(form.modified, search.modifiedFrom, search.modifiedTo) &&
  isWithin(form.created, search.createdFrom, search.createdTo) &&
  (search.id === undefined || form.returnId === search.id) &&
  (search.orderNumber === undefined || order.orderNumber === search.orderNumber || order.id === search.orderNumber) &&
  (search.rmaNumber === undefined || form.rmaNumber === search.rmaNumber) &&
  isAmong(search.selectedStores, form.storeId) &&
  (search.customerId === undefined || order.customerId === search.customerId)

export const returns: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Returns/{orderId}/Return",
    summary: "Creates a return on an order",
    body: ReturnRequest,
    answer: ReturnOrderForm,
    run: (exchange) => {
      const sent = exchange.read(ReturnRequest)
      const before = orderOfReturn(exchange)
      const returnId = String(takeNumber(exchange.tenant))
      const settings = exchange.tenant.settings.orderSettings
      const made = createReturn(before, sent, settings, returnId, exchange.orderContext)
      save(exchange, before, made.order, events.returnCreated)
      const why = {
        transactionType: "Return",
        reason: `Return ${returnId}`,
        orderId: before.id,
        returnOrderId: returnId
      }
      for (const change of made.stock) moveStock(exchange.tenant, change, why, exchange.write)
      return Response.json(made.form)
    }
  },
  {
    method: "POST",
    path: "/api/Returns/{orderId}/UpdateStatus",
    summary: "Sets the status of a return",
    body: UpdateStatusPatch,
    answer: WorkflowResult,
    run: (exchange) => {
      const { status, returnId } = exchange.read(UpdateStatusPatch)
      const before = orderOfReturn(exchange)
      const patch = { status: status ?? refuse(400, "Status is missing") }
      const id = returnId ?? refuse(400, "ReturnId is missing")
      const order = save(exchange, before, patchReturn(before, id, patch, exchange.orderContext))
      return Response.json({ isAborted: false, order, orderActionExecutionResults: [] })
    }
  },
  {
    method: "PATCH",
    path: "/api/Returns/{orderId}/{returnId}",
    summary: "Changes what was sent of a return; lists are replaced",
    body: ReturnPatch,
    answer: PatchResult,
    run: (exchange) => {
      const patch = exchange.read(ReturnPatch)
      const before = orderOfReturn(exchange)
      save(exchange, before, patchReturn(before, exchange.param("returnId"), patch, exchange.orderContext))
      return Response.json(counters(true))
    }
  },
  {
    method: "POST",
    path: "/api/Returns/SearchReturnOrders",
    summary: "A page of the returns that match, latest change first",
    body: ReturnSearch,
    answer: searchResult(ReturnHit),
    run: (exchange) => {
      const search = exchange.read(ReturnSearch)
      const { take, page } = checkedPage(search)
      const found = [...exchange.tenant.orders.values()]
        .flatMap((order) =>
          order.returnOrderForms
            .filter((form) => matches(order, form, search))
            .map((returnOrderForm) => ({
              orderId: order.id,
              orderNumber: order.orderNumber,
              returnStoreId: returnOrderForm.storeId,
              returnOrderForm
            }))
        )
        .sort((a, b) => ((a.returnOrderForm.modified ?? "") < (b.returnOrderForm.modified ?? "") ? 1 : -1))
      return Response.json({
        result: found.slice(page * take, (page + 1) * take),
        totalHits: found.length,
        facets: [],
        isValid: true
      })
    }
  }
]
