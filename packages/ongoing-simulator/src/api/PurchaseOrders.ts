import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { cancelPurchaseOrder } from "../PurchaseOrderLifecycle.ts"
import { announceItems } from "../PurchaseOrderPatch.ts"
import { purchaseOrderStatuses } from "../PurchaseOrderStatuses.ts"
import { putPurchaseOrder } from "../PurchaseOrderUpsert.ts"
import { missing } from "../Refusal.ts"
import { purchaseOrdersByNumber, purchaseOrdersFrom } from "../Warehouse.ts"
import { getPurchaseOrder } from "../wire/GetPurchaseOrder.ts"
import { PostArticleItems, PostPurchaseOrder } from "../wire/PostPurchaseOrder.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import { matchesPurchaseOrder, purchaseOrdersQuery } from "./PurchaseOrderFilter.ts"
import type { Query } from "./Query.ts"

const one = "/purchaseOrders/:purchaseOrderId{[0-9]+}"

export const purchaseOrders = (api: Api, desk: Desk): void => {
  const put = async (ask: Ask, id: number | undefined) => {
    const sent = await desk.body(ask, PostPurchaseOrder, "o")
    const { order, message } = desk.granted(putPurchaseOrder(desk.warehouse, sent, id, desk.act(ask)))
    return Response.json({ purchaseOrderId: order.id, message })
  }
  api.put("/purchaseOrders", (ask) => put(ask, undefined))
  api.put(one, (ask) => put(ask, Number(ask.req.param("purchaseOrderId"))))

  const select = (query: Query<typeof purchaseOrdersQuery>): ReadonlyArray<PurchaseOrder> => {
    const owner = desk.owner(query)
    const { warehouse } = desk
    const numbers =
      query.purchaseOrderNumbers ?? (query.purchaseOrderNumber === undefined ? undefined : [query.purchaseOrderNumber])
    const candidates =
      numbers === undefined
        ? purchaseOrdersFrom(warehouse, query.purchaseOrderIdFrom ?? 0)
        : [...new Set(numbers)]
            .flatMap((number) => purchaseOrdersByNumber(warehouse, owner, number))
            .sort((a, b) => a.id - b.id)
    const most = query.maxPurchaseOrdersToGet ?? Number.POSITIVE_INFINITY
    const found: Array<PurchaseOrder> = []
    for (const order of candidates) {
      if (found.length >= most) break
      if (order.ownerId === owner && matchesPurchaseOrder(warehouse, query, order)) found.push(order)
    }
    return found
  }
  api.get("/purchaseOrders", (ask) => {
    const found = desk.list(ask, purchaseOrdersQuery, select)
    return Response.json(found.map((order) => getPurchaseOrder(desk.warehouse, order)))
  })
  api.get("/purchaseOrders/statuses", () =>
    Response.json({ orderStatuses: purchaseOrderStatuses(desk.warehouse.settings) })
  )
  api.get("/purchaseOrders/types", (ask) => {
    const owner = desk.owner(desk.query(ask, { goodsOwnerId: "int" }))
    return Response.json({
      purchaseOrderTypes: [...desk.warehouse.purchaseOrderTypes.values()]
        .filter((entry) => entry.ownerId === owner)
        .map(({ code, name }) => ({ code, name }))
    })
  })
  api.get(one, (ask) => Response.json(getPurchaseOrder(desk.warehouse, desk.purchaseOrder(ask))))

  const cancel = (ask: Ask, order: PurchaseOrder) => {
    const done = desk.granted(cancelPurchaseOrder(desk.warehouse, order, desk.act(ask)))
    return Response.json({ purchaseOrderId: done.id, message: `Purchase order '${done.number}' was cancelled.` })
  }
  api.delete(one, (ask) => cancel(ask, desk.purchaseOrder(ask)))
  api.delete("/purchaseOrders", (ask) => {
    const query = desk.query(ask, { goodsOwnerId: "int", purchaseOrderNumber: "text" })
    const number = query.purchaseOrderNumber ?? ""
    const [order] = purchaseOrdersByNumber(desk.warehouse, desk.owner(query), number)
    return cancel(ask, desk.granted(order ?? missing(`There is no purchase order with number '${number}'.`)))
  })

  api.put(`${one}/articleItems`, async (ask) => {
    const { items } = await desk.body(ask, PostArticleItems, "o")
    const messages = announceItems(desk.warehouse, desk.purchaseOrder(ask), items ?? [], desk.act(ask))
    return Response.json({ success: messages.every((result) => result.success), messages })
  })
}
