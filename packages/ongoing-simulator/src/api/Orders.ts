import type { Order } from "../Order.ts"
import { cancel } from "../OrderLifecycle.ts"
import { orderStatuses } from "../OrderStatuses.ts"
import { putOrder } from "../OrderUpsert.ts"
import { missing } from "../Refusal.ts"
import { orderByNumber, ordersByNumber, ordersFrom } from "../Warehouse.ts"
import { getOrder } from "../wire/GetOrder.ts"
import { PostOrder } from "../wire/PostOrder.ts"
import { invalid } from "./ApiError.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import { LateLines } from "./LateLines.ts"
import { orderFilter, ordersQuery } from "./OrderFilter.ts"
import type { Query } from "./Query.ts"

export const orders = (api: Api, desk: Desk): void => {
  const late = new LateLines()
  const put = async (ask: Ask, id: number | undefined) => {
    const sent = await desk.body(ask, PostOrder, "o")
    const { order, created, message } = desk.granted(putOrder(desk.warehouse, sent, id, desk.act(ask)))
    late.put(desk.warehouse, order.id)
    const status = created ? desk.warehouse.settings.createdStatus : 200
    return ask.env.json({ orderId: order.id, message }, status)
  }
  api.put("/orders", (ask) => put(ask, undefined))
  api.put("/orders/:orderId{[0-9]+}", (ask) => put(ask, Number(ask.req.param("orderId"))))

  const select = (query: Query<typeof ordersQuery>): ReadonlyArray<Order> => {
    const owner = desk.owner(query)
    const { warehouse } = desk
    const matches = orderFilter(warehouse, query, desk.world.clock.now())
    const numbers = query.orderNumbers ?? (query.orderNumber === undefined ? undefined : [query.orderNumber])
    const candidates =
      numbers === undefined
        ? // A back order is younger than its original.
          ordersFrom(warehouse, Math.max(query.orderIdFrom ?? 0, query.backOrderForOrderId ?? 0))
        : [...new Set(numbers)]
            .flatMap((number) => ordersByNumber(warehouse, owner, number))
            .sort((a, b) => a.id - b.id)
    const { sort } = query
    const isDescending = sort === "descending"
    if (sort !== undefined && !isDescending && !warehouse.settings.lenient)
      throw invalid({ sort: [`The value '${sort}' is not valid for sort. It is 'descending', or left out.`] })
    const most = query.maxOrdersToGet ?? Number.POSITIVE_INFINITY
    const found: Array<Order> = []
    for (const order of candidates) {
      if (!isDescending && found.length >= most) break
      if (order.ownerId === owner && matches(order)) found.push(order)
    }
    return isDescending ? found.reverse().slice(0, most) : found
  }
  api.get("/orders", (ask) => {
    const found = desk.list(ask, ordersQuery, select)
    return ask.env.json(found.map((order) => getOrder(desk.warehouse, order)))
  })
  api.get("/orders/statuses", (ask) => {
    // The vendor's description has no parameter here; the real system is known to tolerate this one.
    desk.query(ask, { goodsOwnerId: "int" })
    return ask.env.json({ orderStatuses: orderStatuses(desk.warehouse.settings) })
  })
  api.get("/orders/:orderId{[0-9]+}", (ask) => {
    const order = desk.order(ask)
    const shown = getOrder(desk.warehouse, order)
    return ask.env.json(late.read(desk.warehouse, order.id) ? { ...shown, orderLines: [] } : shown)
  })

  const cancelOrder = (ask: Ask, order: Order) => {
    const done = desk.granted(cancel(desk.warehouse, order, desk.act(ask)))
    return ask.env.json({ orderId: done.id, message: `Order '${done.number}' was cancelled.` })
  }
  api.delete("/orders/:orderId{[0-9]+}", (ask) => cancelOrder(ask, desk.order(ask)))
  api.delete("/orders", (ask) => {
    const query = desk.query(ask, { goodsOwnerId: "int", orderNumber: "text" })
    const number = query.orderNumber ?? ""
    const order = orderByNumber(desk.warehouse, desk.owner(query), number)
    return cancelOrder(ask, desk.granted(order ?? missing(`There is no order with number '${number}'.`)))
  })
}
