import { isKit } from "./Article.ts"
import { bareArticle } from "./ArticleUpsert.ts"
import { allocatedOn, type Order, type OrderHeader, type OrderLine, pickedOn } from "./Order.ts"
import { cancelled, picked, statusText } from "./OrderStatuses.ts"
import { foreignOwner, missing, type Refusal, refused } from "./Refusal.ts"
import { refuseNamed, register } from "./Register.ts"
import { roundQuantity } from "./Stock.ts"
import {
  type Act,
  articleByNumber,
  defaultSite,
  nextId,
  orderByNumber,
  ownerKey,
  saveOrder,
  type TransporterContract,
  type Warehouse
} from "./Warehouse.ts"
import type { PostOrder, PostOrderLine } from "./wire/PostOrder.ts"

/** Creates the order or replaces it whole, matched by goods owner and order number, or by its id when one is given. */
export const putOrder = (
  warehouse: Warehouse,
  sent: PostOrder,
  id: number | undefined,
  act: Act
): { readonly order: Order; readonly created: boolean; readonly message: string } | Refusal => {
  const sameNumber = orderByNumber(warehouse, sent.goodsOwnerId, sent.orderNumber)
  const known = id === undefined ? sameNumber : warehouse.orders.get(id)
  if (id !== undefined && known === undefined) return missing(`There is no order with orderId ${id}.`)
  const refusal =
    refuseOrder(warehouse, sent) ??
    (id !== undefined && sameNumber !== undefined && sameNumber.id !== id
      ? refused(`The order number '${sent.orderNumber}' is already used by another order.`)
      : undefined) ??
    (known === undefined ? undefined : refuseReplacement(warehouse, known))
  if (refusal !== undefined) return refusal

  const owner = sent.goodsOwnerId
  register(warehouse, warehouse.orderTypes, owner, sent.orderType, act)
  register(warehouse, warehouse.waysOfDelivery, owner, sent.wayOfDelivery, act)
  for (const each of sent.classes ?? []) register(warehouse, warehouse.orderClasses, owner, each, act)
  const customer = customerOf(warehouse, sent, known, act)
  const order: Order = {
    ...(known ?? newOrder(act.now, warehouse.settings.orderStartStatus)),
    id: known?.id ?? nextId(warehouse, "order"),
    ownerId: known?.ownerId ?? owner,
    number: sent.orderNumber,
    header: headerOf(warehouse, sent),
    consigneeId: customer.id,
    warehouseId: sent.warehouseId ?? defaultSite(warehouse),
    lines: (sent.orderLines ?? []).flatMap((line) => orderLines(warehouse, owner, line, known, act)),
    updated: act.now,
    headerUpdated: act.now
  }
  saveOrder(warehouse, order, act)
  const done = known === undefined ? "created" : "updated"
  return { order, created: known === undefined, message: `Order '${order.number}' was ${done}.${customer.message}` }
}

/** Why the warehouse would no longer let the goods owner replace or cancel the order. */
export const lockOf = ({ settings }: Warehouse, order: Order): string | undefined => {
  const why = order.lines.some((line) => pickedOn(line) > 0)
    ? "picking has begun"
    : order.lines.some((line) => allocatedOn(line) > 0)
      ? "goods are allocated to it"
      : order.status >= settings.editLockStatus
        ? `orders are locked from status ${settings.editLockStatus} on`
        : undefined
  if (why === undefined) return undefined
  return `its status is ${order.status} (${statusText(order.status, settings) ?? "unnamed"}) and ${why}`
}

export const contractOf = (
  warehouse: Warehouse,
  ownerId: number,
  transporter: { readonly transporterCode?: string | null; readonly transporterServiceCode?: string | null }
): TransporterContract | undefined => {
  const contract = warehouse.contracts.get(ownerKey(ownerId, transporter.transporterCode ?? ""))
  const service = transporter.transporterServiceCode ?? ""
  return service === "" || contract?.services.some((each) => each.code === service) ? contract : undefined
}

export const refuseTransporter = (
  warehouse: Warehouse,
  ownerId: number,
  transporter: Transporter | null | undefined
): Refusal | undefined => {
  if (warehouse.settings.unknownTransporters === "ignore" || !namesTransporter(transporter)) return undefined
  return contractOf(warehouse, ownerId, transporter) === undefined
    ? refused(
        `There is no transporter contract with transporterCode '${transporter.transporterCode ?? ""}' and ` +
          `transporterServiceCode '${transporter.transporterServiceCode ?? ""}'.`
      )
    : undefined
}

/** One for all, because most orders have many of it. */
const nothing: ReadonlyArray<never> = []

/** Fields of an order that nobody has worked on. */
export const newOrder = (now: number, status: number) => ({
  status,
  parcels: nothing,
  tracking: nothing,
  returnTracking: nothing,
  wayBill: null,
  returnWayBill: null,
  backOrderFor: null,
  closedShort: false,
  refusesCancel: false,
  statusSetByHand: status >= picked,
  created: now,
  updated: now,
  headerUpdated: now,
  statusChanged: now,
  shipped: null,
  lastPicked: null,
  lastPacked: null,
  lastReturned: null
})

interface Transporter {
  readonly transporterCode?: string | null
  readonly transporterServiceCode?: string | null
}

const namesTransporter = (transporter: Transporter | null | undefined): transporter is Transporter =>
  (transporter?.transporterCode ?? "") !== "" || (transporter?.transporterServiceCode ?? "") !== ""

const refuseOrder = (warehouse: Warehouse, sent: PostOrder): Refusal | undefined => {
  const owner = sent.goodsOwnerId
  if (!warehouse.owners.has(owner)) return foreignOwner(owner)
  if (typeof sent.warehouseId === "number" && !warehouse.sites.has(sent.warehouseId))
    return refused(`There is no warehouse with id ${sent.warehouseId}.`)
  const rows = new Set<string>()
  for (const line of sent.orderLines ?? []) {
    if (rows.has(line.rowNumber))
      return refused(`Row number '${line.rowNumber}' is given more than once in order '${sent.orderNumber}'.`)
    rows.add(line.rowNumber)
    if (
      warehouse.settings.unknownArticles === "refuse" &&
      articleByNumber(warehouse, owner, line.articleNumber) === undefined
    )
      return refused(`There is no article with number '${line.articleNumber}'.`)
  }
  for (const { code } of sent.classes ?? []) if ((code ?? "") === "") return refused("classes.code must be given.")
  return (
    refuseNamed("orderType", sent.orderType) ??
    refuseNamed("wayOfDelivery", sent.wayOfDelivery) ??
    refuseTransporter(warehouse, owner, sent.transporter) ??
    refuseTransporter(warehouse, owner, sent.returnTransporter)
  )
}

const refuseReplacement = (warehouse: Warehouse, order: Order): Refusal | undefined => {
  if (order.status === cancelled) return refused(`Order '${order.number}' is cancelled and cannot be updated.`)
  const lock = lockOf(warehouse, order)
  return lock === undefined ? undefined : refused(`Order '${order.number}' cannot be updated because ${lock}.`)
}

/** The register of customers grows with the orders; an order without a customer number gets a nameless one. */
const customerOf = (warehouse: Warehouse, sent: PostOrder, known: Order | undefined, act: Act) => {
  const number = sent.consignee.customerNumber ?? ""
  if (number === "") return { id: known?.consigneeId ?? nextId(warehouse, "customer"), message: "" }
  const key = ownerKey(sent.goodsOwnerId, number)
  const id = warehouse.customers.get(key)
  if (id !== undefined) return { id, message: `<br/>Customer '${number}' was updated.` }
  const created = nextId(warehouse, "customer")
  warehouse.customers.set(key, created, act.record)
  return { id: created, message: `<br/>Customer '${number}' was created.` }
}

/** The line, and its components when it orders a kit: those that were sent with it, else those of the kit's definition. */
export const orderLines = (
  warehouse: Warehouse,
  ownerId: number,
  sent: PostOrderLine,
  known: Order | undefined,
  act: Act
): ReadonlyArray<OrderLine> => {
  const line = orderLine(warehouse, ownerId, sent, known, act)
  const article = warehouse.articles.get(line.articleId)
  if (article === undefined || !isKit(article) || sent.shouldBePicked === false) return [line]
  const chosen = (sent.subOrderLines ?? []).filter((each) => (each.numberOfItems ?? 0) > 0)
  const components =
    chosen.length > 0 && line.ordered > 0
      ? chosen.map((each) => ({ sent: each, perKit: (each.numberOfItems ?? 0) / line.ordered }))
      : (article.sent.structureDefinition?.rows ?? []).map(({ articleNumber, numberOfItems }, index) => ({
          sent: {
            rowNumber: `${sent.rowNumber}.${index + 1}`,
            articleNumber,
            numberOfItems: roundQuantity(numberOfItems * line.ordered)
          },
          perKit: numberOfItems
        }))
  return [
    line,
    ...components.map((each) => ({
      ...orderLine(warehouse, ownerId, each.sent, known, act),
      kit: { lineId: line.id, perKit: each.perKit }
    }))
  ]
}

const orderLine = (
  warehouse: Warehouse,
  ownerId: number,
  sent: PostOrderLine,
  known: Order | undefined,
  act: Act
): OrderLine => {
  const article =
    articleByNumber(warehouse, ownerId, sent.articleNumber) ?? bareArticle(warehouse, ownerId, sent.articleNumber, act)
  return {
    id: known?.lines.find((line) => line.sent.rowNumber === sent.rowNumber)?.id ?? nextId(warehouse, "orderLine"),
    sent,
    articleId: article.id,
    ordered: sent.numberOfItems ?? 0,
    shouldBePicked: sent.shouldBePicked !== false && article.keepsStock,
    kit: null,
    items: nothing,
    reported: null,
    reportedReturned: null
  }
}

const headerOf = (warehouse: Warehouse, sent: PostOrder): OrderHeader => {
  const { orderLines: _lines, orderNumber: _number, goodsOwnerId, warehouseId: _site, ...header } = sent
  const known = (transporter: Transporter | null | undefined) =>
    namesTransporter(transporter) && contractOf(warehouse, goodsOwnerId, transporter) !== undefined
  return {
    ...header,
    transporter: known(sent.transporter) ? (sent.transporter ?? null) : null,
    returnTransporter: known(sent.returnTransporter) ? (sent.returnTransporter ?? null) : null
  }
}
