import { allocatedOn, type Order, pickedOn, shownOn, topLines } from "../Order.ts"
import { released, sent, statusText } from "../OrderStatuses.ts"
import { type LinePickability, Pickabilities } from "../Pickability.ts"
import { ordersFrom, type Warehouse } from "../Warehouse.ts"
import { dateTimeOrNull } from "../wire/Instants.ts"
import type { Api, Desk } from "./Desk.ts"

export const pickabilityQuery = {
  goodsOwnerId: "int",
  orderIdFrom: "int",
  maxOrdersToGet: "count",
  onlyBookedOrders: "flag",
  orderIds: "ints",
  orderNumbers: "texts"
} as const

export const orderPickability = (api: Api, desk: Desk): void => {
  api.get("/orders/pickability", (ask) => {
    const { warehouse } = desk
    const found = desk.list(ask, pickabilityQuery, (query) => {
      const owner = desk.owner(query)
      return ordersFrom(warehouse, query.orderIdFrom ?? 0)
        .filter(
          (order) =>
            order.ownerId === owner &&
            order.status < sent &&
            (query.onlyBookedOrders !== true || order.status < released) &&
            (query.orderIds?.includes(order.id) ?? true) &&
            (query.orderNumbers?.includes(order.number) ?? true)
        )
        .take(Math.max(0, query.maxOrdersToGet ?? Number.POSITIVE_INFINITY))
        .toArray()
    })
    const pickabilities = new Pickabilities(warehouse)
    return Response.json({ pickabilityResults: found.map((order) => result(warehouse, pickabilities, order)) })
  })
}

const result = (warehouse: Warehouse, pickabilities: Pickabilities, order: Order) => ({
  orderInfo: {
    orderId: order.id,
    orderNumber: order.number,
    goodsOwnerOrderId: order.header.goodsOwnerOrderId ?? null,
    orderStatus: { number: order.status, text: statusText(order.status, warehouse.settings) }
  },
  orderPickability: shown(pickabilities.ofOrder(order)),
  orderLines: topLines(order).map((line) => {
    const article = warehouse.articles.get(line.articleId)
    const components = order.lines.filter((each) => each.kit?.lineId === line.id)
    return {
      id: line.id,
      rowNumber: line.sent.rowNumber,
      article:
        article === undefined
          ? null
          : {
              id: article.id,
              articleNumber: article.number,
              articleName: article.sent.articleName ?? "",
              productCode: article.sent.productCode ?? "",
              articleKind: article.kind
            },
      shouldBePicked: line.shouldBePicked || components.length > 0,
      orderLinePickability: shown(
        components.length === 0
          ? pickabilities.ofLine(order, line)
          : pickabilities.ofOrder({ ...order, lines: components })
      ),
      orderedNumberOfItems: line.ordered,
      allocatedNumberOfItems: shownOn(order, line, allocatedOn),
      pickedNumberOfItems: shownOn(order, line, pickedOn)
    }
  })
})

const shown = ({ pickability, expectedAt, isPickableByAdvised }: LinePickability) => ({
  pickability,
  pickabilityWithMove: pickability,
  pickabilityFromPickingLocations: pickability,
  expectedPickable: expectedAt === null ? null : { expectedInDate: dateTimeOrNull(expectedAt), isPickableByAdvised }
})
