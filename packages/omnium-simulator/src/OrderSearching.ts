import type { Order } from "./Order.ts"
import { refuse } from "./Refusal.ts"
import type { OrderSearch } from "./wire/Order.ts"
import type { PropertyItem } from "./wire/Parts.ts"

/** The orders a search finds, in its order; newest first if it names none. */
export const findOrders = (orders: Iterable<Order>, search: OrderSearch): ReadonlyArray<Order> => {
  const compare = comparison(search.sortOrder ?? "CreatedDescending")
  const tests = testsOf(search)
  const found: Array<Order> = []
  for (const order of orders) if (tests.every((test) => test(order))) found.push(order)
  return found.sort(compare)
}

type Test = (order: Order) => boolean

const testsOf = (search: OrderSearch): ReadonlyArray<Test> => {
  const tests: Array<Test> = []
  const add = <A>(wanted: A | undefined, test: (order: Order, wanted: A) => boolean): void => {
    if (wanted !== undefined) tests.push((order) => test(order, wanted))
  }
  const addList = (
    wanted: ReadonlyArray<string> | undefined,
    test: (order: Order, wanted: ReadonlySet<string>) => boolean
  ): void => {
    if (wanted !== undefined && wanted.length > 0) {
      const set = new Set(wanted.map((value) => value.toLowerCase()))
      tests.push((order) => test(order, set))
    }
  }
  const has = (set: ReadonlySet<string>, value: string | undefined): boolean => set.has((value ?? "").toLowerCase())

  add(search.orderNumber, (order, number) => order.orderNumber === number || order.id === number)
  addList(search.selectedStatuses, (order, statuses) => has(statuses, order.status))
  addList(search.excludedStatuses, (order, statuses) => !has(statuses, order.status))
  add(search.orderType, (order, type) => order.orderType.toLowerCase() === type.toLowerCase())
  addList(search.selectedStores, (order, stores) => has(stores, order.storeId))
  addList(search.selectedMarkets, (order, markets) => has(markets, order.marketId))
  add(search.modifiedFrom, (order, from) => order.modified >= from)
  add(search.modifiedTo, (order, to) => order.modified <= to)
  add(search.createdFrom, (order, from) => order.created >= from)
  add(search.createdTo, (order, to) => order.created <= to)
  add(search.completedFrom, (order, from) => order.completed !== undefined && order.completed >= from)
  add(search.completedTo, (order, to) => order.completed !== undefined && order.completed <= to)
  addList(search.externalIds, (order, ids) => order.externalIds.some((id) => has(ids, id.id)))
  // By the value of the id only: the provider is the caller's to check.
  addList(search.shipmentExternalIds, (order, ids) =>
    order.orderForm.shipments.some((shipment) => shipment.externalIds.some((id) => has(ids, id.id)))
  )
  addList(
    search.excludedShipmentExternalIdProviders,
    (order, providers) =>
      order.orderForm.shipments.length === 0 ||
      !order.orderForm.shipments.every((shipment) => shipment.externalIds.some((id) => has(providers, id.providerName)))
  )
  for (const property of [...(search.property === undefined ? [] : [search.property]), ...(search.properties ?? [])]) {
    tests.push((order) => order.properties.some((candidate) => isLike(candidate, property)))
  }
  addList(search.tags, (order, tags) => order.tags.some((tag) => has(tags, tag)))
  addList(search.excludedTags, (order, tags) => !order.tags.some((tag) => has(tags, tag)))
  // As everywhere in these bodies, false is "not asked for".
  if (search.hasErrors === true) tests.push((order) => order.errors.length > 0)
  add(search.searchText, (order, words) => textOf(order).includes(words.toLowerCase()))
  addList(search.productNumbers, (order, codes) => order.orderForm.lineItems.some((line) => has(codes, line.code)))
  const methods = [
    ...(search.shippingMethodNames ?? []),
    ...(search.shippingMethodName === undefined ? [] : [search.shippingMethodName])
  ]
  addList(methods, (order, names) =>
    order.orderForm.shipments.some((shipment) => has(names, shipment.shippingMethodName))
  )
  return tests
}

const isLike = (candidate: PropertyItem, wanted: PropertyItem): boolean =>
  (["key", "value", "keyGroup", "valueType"] as const).every(
    (member) => wanted[member] === undefined || candidate[member]?.toLowerCase() === wanted[member].toLowerCase()
  )

const textOf = (order: Order): string =>
  [
    order.id,
    order.orderNumber,
    order.customerId,
    order.customerName,
    order.customerEmail,
    order.customerPhone,
    ...order.externalIds.map((id) => id.id),
    ...order.orderForm.shipments.flatMap((shipment) => shipment.externalIds.map((id) => id.id))
  ]
    .join(" ")
    .toLowerCase()

const sortKeys: Readonly<Record<string, (order: Order) => string | number>> = {
  created: (order) => order.created,
  modified: (order) => order.modified,
  customername: (order) => order.customerName ?? "",
  status: (order) => order.status,
  orderid: (order) => order.id,
  store: (order) => order.storeId ?? "",
  total: (order) => order.orderForm.total ?? 0
}

/** Equal keys are in the order of the ids, so that pages do not overlap. */
const comparison = (sortOrder: string): ((a: Order, b: Order) => number) => {
  if (sortOrder.toLowerCase() === "documentid") return (a, b) => compareValues(a.id, b.id)
  const match = /^(.+?)(ascending|descending)$/.exec(sortOrder.toLowerCase())
  const key = sortKeys[match?.[1] ?? ""] ?? refuse(400, `Sort order '${sortOrder}' is not known`)
  const sign = match?.[2] === "descending" ? -1 : 1
  return (a, b) => sign * compareValues(key(a), key(b)) || compareValues(a.id, b.id)
}

const compareValues = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
