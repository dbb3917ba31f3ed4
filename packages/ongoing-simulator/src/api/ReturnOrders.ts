import { missing } from "../Refusal.ts"
import type { ReturnOrder } from "../ReturnOrder.ts"
import { returnOrderStatuses } from "../ReturnOrder.ts"
import {
  cancelReturnOrder,
  itemsOn,
  patchReturnOrder,
  putReturnOrder,
  returnOrderByNumber,
  setReturnOrderStatus
} from "../ReturnOrderLifecycle.ts"
import { getReturnOrder } from "../wire/GetReturnOrder.ts"
import { PatchReturnOrder } from "../wire/PatchReturnOrder.ts"
import { PostReturnOrder } from "../wire/PostReturnOrder.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import { type Query, wholeSeconds } from "./Query.ts"

const one = "/returnOrders/:returnOrderId{[0-9]+}"

export const returnOrdersQuery = {
  goodsOwnerId: "int",
  returnOrderNumbers: "texts",
  customerOrderNumbers: "texts",
  goodsReturnedFromDate: "time",
  returnOrderStatusFrom: "int",
  returnOrderStatusTo: "int"
} as const

/** What customers said they send back. There is no paging; the order is that of the ids. */
export const returnOrders = (api: Api, desk: Desk): void => {
  api.put("/returnOrders", async (ask) => {
    const sent = await desk.body(ask, PostReturnOrder, "o")
    return stored(desk.granted(putReturnOrder(desk.warehouse, sent, desk.act(ask))), "stored")
  })
  api.get("/returnOrders", (ask) => {
    const found = desk.list(ask, returnOrdersQuery, (query) => {
      const owner = desk.owner(query)
      return desk.warehouse.returnOrders
        .values()
        .filter((order) => order.ownerId === owner && matches(desk, query, order))
        .toArray()
    })
    return Response.json(found.map((order) => getReturnOrder(desk.warehouse, order)))
  })
  api.get("/returnOrders/statuses", () =>
    Response.json({ returnOrderStatuses: returnOrderStatuses(desk.warehouse.settings) })
  )
  api.get(one, (ask) => Response.json(getReturnOrder(desk.warehouse, desk.returnOrder(ask))))

  const cancel = (ask: Ask, order: ReturnOrder) =>
    stored(desk.granted(cancelReturnOrder(desk.warehouse, order, desk.act(ask))), "cancelled")
  api.delete(one, (ask) => cancel(ask, desk.returnOrder(ask)))
  api.delete("/returnOrders", (ask) => {
    const query = desk.query(ask, { goodsOwnerId: "int", returnOrderNumber: "text" })
    const number = query.returnOrderNumber ?? ""
    const order = returnOrderByNumber(desk.warehouse, desk.owner(query), number)
    return cancel(ask, desk.granted(order ?? missing(`There is no return order with number '${number}'.`)))
  })

  api.patch(`${one}/returnOrderStatus`, async (ask) => {
    const status = await desk.member(ask, "returnOrderStatusNumber", PatchReturnOrder.returnOrderStatusNumber)
    const order = desk.returnOrder(ask)
    return stored(desk.granted(setReturnOrderStatus(desk.warehouse, order, status, desk.act(ask))), "updated")
  })
  api.patch(`${one}/freeDateTime1`, async (ask) => {
    const freeDateTime1 = await desk.member(ask, "freeDateTime1", PatchReturnOrder.freeDateTime1)
    const change = { freeValues: { freeDateTime1 } }
    return stored(patchReturnOrder(desk.warehouse, desk.returnOrder(ask), change, desk.act(ask)), "updated")
  })
  api.patch(`${one}/returnOrderHandlingComment`, async (ask) => {
    const returnOrderHandlingComment = await desk.member(
      ask,
      "returnOrderHandlingComment",
      PatchReturnOrder.returnOrderHandlingComment
    )
    const change = { returnOrderHandlingComment }
    return stored(patchReturnOrder(desk.warehouse, desk.returnOrder(ask), change, desk.act(ask)), "updated")
  })
}

const matches = (desk: Desk, query: Query<typeof returnOrdersQuery>, order: ReturnOrder): boolean => {
  const { goodsReturnedFromDate: since } = query
  const sold = desk.warehouse.orders.get(order.orderId)
  const times = order.lines.flatMap((line) =>
    (sold?.lines ?? []).flatMap((each) => itemsOn(each, line).map((item) => item.returned?.at ?? 0))
  )
  return (
    (query.returnOrderNumbers?.includes(order.number) ?? true) &&
    (query.customerOrderNumbers?.includes(sold?.number ?? "") ?? true) &&
    order.status >= (query.returnOrderStatusFrom ?? order.status) &&
    order.status <= (query.returnOrderStatusTo ?? order.status) &&
    (since === undefined || times.some((time) => wholeSeconds(time) >= since))
  )
}

const stored = (order: ReturnOrder, done: string): Response =>
  Response.json({ returnOrderId: order.id, message: `Return order '${order.number}' was ${done}.` })
