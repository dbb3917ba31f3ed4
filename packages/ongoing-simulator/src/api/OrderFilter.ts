import { hasUnreportedPicks, hasUnreportedReturns, type Order, printedAt } from "../Order.ts"
import { Pickabilities, type Pickability } from "../Pickability.ts"
import type { Warehouse } from "../Warehouse.ts"
import { ApiError, invalid } from "./ApiError.ts"
import { type Query, wholeSeconds } from "./Query.ts"

export const ordersQuery = {
  goodsOwnerId: "int",
  orderNumber: "text",
  orderNumbers: "texts",
  goodsOwnerOrderId: "text",
  referenceNumbers: "texts",
  consigneeOrderNumbers: "texts",
  orderIdFrom: "int",
  maxOrdersToGet: "count",
  sort: "text",
  orderStatusFrom: "int",
  orderStatusTo: "int",
  orderStatusChangedTimeFrom: "time",
  orderUpdatedTimeFrom: "time",
  orderHeaderUpdatedTimeFrom: "time",
  orderHeaderUpdatedTimeTo: "time",
  orderCreatedTimeFrom: "time",
  orderCreatedTimeTo: "time",
  shippedTimeFrom: "time",
  shippedTimeTo: "time",
  lastReturnedFrom: "time",
  lastPickingTimeFrom: "time",
  lastPickingTimeTo: "time",
  lastPackingTimeFrom: "time",
  lastPackingTimeTo: "time",
  orderTransportStatusCreateOrUpdatedFrom: "time",
  onlyOrdersWithOrderLinesToReport: "flag",
  onlyOrdersWithOrderLinesToReportReturned: "flag",
  onlyIfTransportPrinted: "flag",
  shipmentId: "int",
  pickOrderId: "int",
  backOrderForOrderId: "int",
  pickable: "text",
  parcelNumber: "text",
  articleNumbers: "texts",
  serial: "text",
  marketPlace: "text",
  orderLineSupplierNumber: "text",
  customerNumber: "text",
  customerEmail: "text",
  customerTelephoneOrMobileContains: "text",
  orderFreeText1: "text",
  orderLineCommentEquals: "text",
  orderLineCommentContains: "text"
} as const

const unpickable: Readonly<Record<string, ReadonlyArray<Pickability>>> = {
  NotPickable: ["NotByPriority", "NotOk"],
  NotOk: ["NotOk"]
}

const pickableFilter = (warehouse: Warehouse, pickable: string | undefined): Filter => {
  if (pickable === undefined || pickable === "All") return () => true
  const grades = Object.hasOwn(unpickable, pickable) ? unpickable[pickable] : undefined
  if (grades === undefined) throw invalid({ pickable: ["pickable is one of All, NotPickable and NotOk."] })
  const pickabilities = new Pickabilities(warehouse)
  return (order) => grades.includes(pickabilities.ofOrder(order).pickability)
}

const twoDays = 2 * 24 * 60 * 60 * 1000

type Filter = (order: Order) => boolean

/** All filters that are given must hold. Both sides of a time filter are cut to whole seconds. */
export const orderFilter = (warehouse: Warehouse, query: Query<typeof ordersQuery>, now: number): Filter => {
  if (query.orderUpdatedTimeFrom !== undefined && query.orderUpdatedTimeFrom < wholeSeconds(now) - twoDays)
    throw new ApiError(400, "orderUpdatedTimeFrom must be within 2 days of the current time.")
  const filters = filtersOf(warehouse, query)
  return (order) => filters.every((filter) => filter(order))
}

const filtersOf = (warehouse: Warehouse, query: Query<typeof ordersQuery>): ReadonlyArray<Filter> => {
  const filters: Array<Filter> = []
  const when = <A>(value: A | undefined, filter: (order: Order, value: A) => boolean) => {
    if (value !== undefined) filters.push((order) => filter(order, value))
  }
  const from = (value: number | undefined, time: (order: Order) => number | null) =>
    when(value, (order, bound) => wholeSeconds(time(order) ?? Number.NEGATIVE_INFINITY) >= bound)
  const to = (value: number | undefined, time: (order: Order) => number | null) =>
    when(value, (order, bound) => wholeSeconds(time(order) ?? Number.POSITIVE_INFINITY) <= bound)

  when(query.orderIdFrom, (order, id) => order.id >= id)
  when(query.orderNumber, (order, number) => order.number === number)
  when(query.orderNumbers, (order, numbers) => numbers.includes(order.number))
  when(query.goodsOwnerOrderId, (order, id) => order.header.goodsOwnerOrderId === id)
  when(query.referenceNumbers, (order, numbers) => numbers.includes(order.header.referenceNumber ?? ""))
  when(query.consigneeOrderNumbers, (order, numbers) => numbers.includes(order.header.consigneeOrderNumber ?? ""))
  when(query.orderStatusFrom, (order, status) => order.status >= status)
  when(query.orderStatusTo, (order, status) => order.status <= status)
  when(query.backOrderForOrderId, (order, id) => order.backOrderFor === id)
  when(query.parcelNumber, (order, number) => order.parcels.some((parcel) => parcel.number === number))
  when(query.marketPlace, (order, place) => order.header.marketPlace?.marketPlace === place)
  when(query.orderFreeText1, (order, text) => order.header.freeText1 === text)
  when(query.customerNumber, (order, number) => order.header.consignee.customerNumber === number)
  when(query.customerEmail, (order, email) => order.header.emailNotification?.value === email)
  when(query.customerTelephoneOrMobileContains, (order, part) =>
    [order.header.smsNotification?.value, order.header.telephoneNotification?.value].some((text) =>
      text?.includes(part)
    )
  )
  when(query.orderLineCommentEquals, (order, text) => order.lines.some((line) => line.sent.comment === text))
  when(query.orderLineCommentContains, (order, text) => order.lines.some((line) => line.sent.comment?.includes(text)))
  when(query.articleNumbers, (order, numbers) =>
    order.lines.some((line) => numbers.includes(warehouse.articles.get(line.articleId)?.number ?? ""))
  )
  if (query.onlyOrdersWithOrderLinesToReport === true) filters.push(hasUnreportedPicks)
  if (query.onlyOrdersWithOrderLinesToReportReturned === true) filters.push(hasUnreportedReturns)
  when(query.serial, (order, serial) => order.lines.some((line) => line.sent.serialNumber === serial))
  when(query.orderLineSupplierNumber, (order, number) =>
    order.lines.some((line) => {
      const supplier = warehouse.articles.get(line.articleId)?.sent.supplierInfo
      return supplier?.supplierNumber === number
    })
  )
  if (query.onlyIfTransportPrinted === true) filters.push((order) => printedAt(order) !== null)
  // Orders are not put together into shipments or pick orders here, and carriers tell nothing of them.
  for (const absent of [query.shipmentId, query.pickOrderId, query.orderTransportStatusCreateOrUpdatedFrom])
    when(absent, () => false)
  when(query.pickable, pickableFilter(warehouse, query.pickable))
  from(query.orderStatusChangedTimeFrom, (order) => order.statusChanged)
  from(query.orderUpdatedTimeFrom, (order) => order.updated)
  from(query.orderHeaderUpdatedTimeFrom, (order) => order.headerUpdated)
  to(query.orderHeaderUpdatedTimeTo, (order) => order.headerUpdated)
  from(query.orderCreatedTimeFrom, (order) => order.created)
  to(query.orderCreatedTimeTo, (order) => order.created)
  from(query.shippedTimeFrom, (order) => order.shipped)
  to(query.shippedTimeTo, (order) => order.shipped)
  from(query.lastReturnedFrom, (order) => order.lastReturned)
  from(query.lastPickingTimeFrom, (order) => order.lastPicked)
  to(query.lastPickingTimeTo, (order) => order.lastPicked)
  from(query.lastPackingTimeFrom, (order) => order.lastPacked)
  to(query.lastPackingTimeTo, (order) => order.lastPacked)
  return filters
}
