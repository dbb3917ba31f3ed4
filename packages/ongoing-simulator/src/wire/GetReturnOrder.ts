import { type LineItem, type Order, pickedOn, shownOn } from "../Order.ts"
import { type ReturnOrder, type ReturnOrderLine, returnOrderStatuses } from "../ReturnOrder.ts"
import { itemsOn, returnedOnLine } from "../ReturnOrderLifecycle.ts"
import type { Warehouse } from "../Warehouse.ts"
import { dateTime, dateTimeOrNull, sentDateTime } from "./Instants.ts"
import { listOrNull, named, siteOf } from "./Pairs.ts"

/** `GetReturnOrderModel`. Tracking can be sent, but is not returned. */
export const getReturnOrder = (warehouse: Warehouse, order: ReturnOrder) => {
  const sold = warehouse.orders.get(order.orderId)
  const { header } = order
  const status = returnOrderStatuses(warehouse.settings).find((each) => each.number === order.status)
  return {
    returnOrderInfo: {
      returnOrderId: order.id,
      returnOrderNumber: order.number,
      comment: header.comment ?? null,
      returnOrderHandlingComment: header.returnOrderHandlingComment ?? null,
      inDate: sentDateTime(header.inDate),
      createdDate: dateTime(order.created),
      returnOrderArrivalTime: dateTimeOrNull(order.arrived),
      returnOrderStatus: { number: order.status, text: status?.text ?? null },
      warehouse: siteOf(warehouse, header.warehouseId ?? sold?.warehouseId ?? 0),
      freeValues: { freeDateTime1: sentDateTime(header.freeValues?.freeDateTime1) },
      returnOrderCreatedBy: null
    },
    customerOrderInfo: sold === undefined ? null : { orderId: sold.id, orderNumber: sold.number },
    returnOrderLines: order.lines.map((line) => returnOrderLine(warehouse, order, sold, line))
  }
}

const returnOrderLine = (
  warehouse: Warehouse,
  { ownerId }: ReturnOrder,
  sold: Order | undefined,
  line: ReturnOrderLine
) => {
  const orderLine = sold?.lines.find((each) => each.id === line.sent.customerOrderLine.orderLineId)
  const article = orderLine === undefined ? undefined : warehouse.articles.get(orderLine.articleId)
  return {
    returnOrderLineId: line.id,
    returnOrderRowNumber: line.sent.returnOrderRowNumber,
    customerOrderLine:
      orderLine === undefined ? null : { orderLineId: orderLine.id, customerOrderRowNumber: orderLine.sent.rowNumber },
    article:
      article === undefined
        ? null
        : {
            articleSystemId: article.id,
            articleNumber: article.number,
            articleName: article.sent.articleName ?? ""
          },
    returnCause: named(warehouse.returnCauses, ownerId, line.sent.returnCause),
    toBeReturnedNumberOfItems: line.sent.toBeReturnedNumberOfItems,
    returnedNumberOfItems: sold === undefined ? 0 : returnedOnLine(sold, line),
    returnedRemovedByInventoryNumberOfItems: sold === undefined ? 0 : returnedOnLine(sold, line, isScrapped),
    pickedNumberOfItems: sold === undefined || orderLine === undefined ? 0 : shownOn(sold, orderLine, pickedOn),
    returnedArticleItems: listOrNull(orderLine === undefined ? [] : itemsOn(orderLine, line).flatMap(returnedItem))
  }
}

const isScrapped = (item: LineItem): boolean => item.returned?.scrapped === true

const returnedItem = ({ quantity, returned }: LineItem) =>
  returned === null
    ? []
    : [
        {
          numberOfItems: quantity,
          batch: "",
          serial: "",
          container: "",
          location: "R-01-01",
          comment: "",
          returnComment: returned.comment ?? "",
          expiryDate: null,
          weight: null,
          volume: null,
          returnTime: dateTime(returned.at),
          isReturnRemovedByInventory: returned.scrapped,
          returnCause: returned.cause,
          articleItemStatus: null,
          articleItemCategory: null,
          articleItemClasses: null
        }
      ]
