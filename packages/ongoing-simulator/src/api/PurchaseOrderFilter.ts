import { type PurchaseOrder, receivedOn } from "../PurchaseOrder.ts"
import type { Warehouse } from "../Warehouse.ts"
import { parseInstant } from "../wire/Fields.ts"
import { type Query, wholeSeconds } from "./Query.ts"

export const purchaseOrdersQuery = {
  goodsOwnerId: "int",
  purchaseOrderNumber: "text",
  purchaseOrderNumbers: "texts",
  purchaseOrderIdFrom: "int",
  maxPurchaseOrdersToGet: "count",
  purchaseOrderStatusFrom: "int",
  purchaseOrderStatusTo: "int",
  purchaseOrderStatusChangedTimeFrom: "time",
  lastReceiveTimeFrom: "time",
  lastReceiveTimeTo: "time",
  onlyPurchaseOrdersWithOrderLinesToReport: "flag",
  articleNumbers: "texts",
  inDateFrom: "time",
  inDateTo: "time",
  purchaseOrderTypeCode: "text",
  purchaseOrderHeadOrLinesChangedTimeFrom: "time",
  includePurchaseOrderPalletItems: "flag"
} as const

/** All filters that are given must hold. Both sides of a time filter are cut to whole seconds. */
export const matchesPurchaseOrder = (
  warehouse: Warehouse,
  query: Query<typeof purchaseOrdersQuery>,
  order: PurchaseOrder
): boolean => {
  const inDate = parseInstant(order.header.inDate ?? "") ?? null
  return (
    order.id >= (query.purchaseOrderIdFrom ?? order.id) &&
    (query.purchaseOrderNumber ?? order.number) === order.number &&
    (query.purchaseOrderNumbers?.includes(order.number) ?? true) &&
    order.status >= (query.purchaseOrderStatusFrom ?? order.status) &&
    order.status <= (query.purchaseOrderStatusTo ?? order.status) &&
    isFrom(order.statusChanged, query.purchaseOrderStatusChangedTimeFrom) &&
    isFrom(order.changed, query.purchaseOrderHeadOrLinesChangedTimeFrom) &&
    isFrom(order.lastReceived, query.lastReceiveTimeFrom) &&
    isTo(order.lastReceived, query.lastReceiveTimeTo) &&
    isFrom(inDate, query.inDateFrom) &&
    isTo(inDate, query.inDateTo) &&
    (query.purchaseOrderTypeCode === undefined ||
      order.header.purchaseOrderType?.code === query.purchaseOrderTypeCode) &&
    (query.articleNumbers === undefined ||
      order.lines.some((line) =>
        query.articleNumbers?.includes(warehouse.articles.get(line.articleId)?.number ?? "")
      )) &&
    (query.onlyPurchaseOrdersWithOrderLinesToReport !== true || isToReport(order))
  )
}

/** For receipts the vendor compares for inequality, so a correction downwards shows too. */
const isToReport = (order: PurchaseOrder): boolean =>
  order.lines.some((line) => (line.reported ?? 0) !== receivedOn(line))

const isFrom = (time: number | null, bound: number | undefined): boolean =>
  bound === undefined || (time !== null && wholeSeconds(time) >= bound)

const isTo = (time: number | null, bound: number | undefined): boolean =>
  bound === undefined || (time !== null && wholeSeconds(time) <= bound)
