import { statusById, statusOf } from "./ArticleItemStatuses.ts"
import { bareArticle } from "./ArticleUpsert.ts"
import {
  anythingReceived,
  type PurchaseOrder,
  type PurchaseOrderHeader,
  type PurchaseOrderLine
} from "./PurchaseOrder.ts"
import { firstStatus, purchaseOrderStatusText, receiving } from "./PurchaseOrderStatuses.ts"
import { foreignOwner, missing, Refusal, refused } from "./Refusal.ts"
import { refuseNamed, register } from "./Register.ts"
import {
  type Act,
  articleByNumber,
  defaultSite,
  nextId,
  ownerKey,
  purchaseOrdersByNumber,
  savePurchaseOrder,
  type Warehouse
} from "./Warehouse.ts"
import type { PostPurchaseOrder, PostPurchaseOrderLine } from "./wire/PostPurchaseOrder.ts"

/** Creates the purchase order or replaces it whole, matched by goods owner and number, or by its id when one is given. */
export const putPurchaseOrder = (
  warehouse: Warehouse,
  sent: PostPurchaseOrder,
  id: number | undefined,
  act: Act
): { readonly order: PurchaseOrder; readonly message: string } | Refusal => {
  const [sameNumber] = purchaseOrdersByNumber(warehouse, sent.goodsOwnerId, sent.purchaseOrderNumber)
  const known = id === undefined ? sameNumber : warehouse.purchaseOrders.get(id)
  if (id !== undefined && known === undefined) return missing(`There is no purchase order with purchaseOrderId ${id}.`)
  const refusal =
    refusePurchaseOrder(warehouse, sent) ??
    (id !== undefined && sameNumber !== undefined && sameNumber.id !== id
      ? refused(`The purchase order number '${sent.purchaseOrderNumber}' is already used by another purchase order.`)
      : undefined) ??
    (known === undefined ? undefined : refuseReplacement(warehouse, known))
  if (refusal !== undefined) return refusal

  const owner = sent.goodsOwnerId
  register(warehouse, warehouse.purchaseOrderTypes, owner, sent.purchaseOrderType, act)
  register(warehouse, warehouse.waysOfDelivery, owner, sent.wayOfDelivery, act)
  const supplier = registerSupplier(warehouse, owner, sent.supplierInfo, act)
  const put = {
    number: sent.purchaseOrderNumber,
    header: headerOf(sent),
    warehouseId: sent.warehouseId ?? defaultSite(warehouse),
    lines: (sent.purchaseOrderLines ?? []).map((line) => lineOf(warehouse, owner, line, known, act)),
    changed: act.now
  }
  const order: PurchaseOrder =
    known === undefined
      ? {
          id: nextId(warehouse, "purchaseOrder"),
          ownerId: owner,
          ...put,
          status: sent.advanced?.purchaseOrderStatusCreated ?? firstStatus(warehouse.settings),
          created: act.now,
          statusChanged: act.now,
          lastReceived: null
        }
      : { ...known, ...put }
  savePurchaseOrder(warehouse, order, act)
  const done = known === undefined ? "created" : "updated"
  return { order, message: `Purchase order '${order.number}' was ${done}.${supplier}` }
}

/** Why the goods owner may no longer replace or cancel it. */
export const lockOfPurchaseOrder = ({ settings }: Warehouse, order: PurchaseOrder): string | undefined => {
  const why = anythingReceived(order)
    ? "goods reception has begun"
    : order.status >= receiving
      ? `purchase orders are locked from status ${receiving} on`
      : undefined
  if (why === undefined) return undefined
  return `its status is ${order.status} (${purchaseOrderStatusText(order.status, settings) ?? "unnamed"}) and ${why}`
}

const refusePurchaseOrder = (warehouse: Warehouse, sent: PostPurchaseOrder): Refusal | undefined => {
  const owner = sent.goodsOwnerId
  if (!warehouse.owners.has(owner)) return foreignOwner(owner)
  if (typeof sent.warehouseId === "number" && !warehouse.sites.has(sent.warehouseId))
    return refused(`There is no warehouse with id ${sent.warehouseId}.`)
  const status = sent.advanced?.purchaseOrderStatusCreated
  if (typeof status === "number" && purchaseOrderStatusText(status, warehouse.settings) === null)
    return refused(`There is no purchase order status with number ${status}.`)
  const rows = new Set<string>()
  for (const { rowNumber, articleNumber, articleItemStatusId } of sent.purchaseOrderLines ?? []) {
    if (typeof articleItemStatusId === "number" && statusById(warehouse, owner, articleItemStatusId) === undefined)
      return refused(`There is no article item status with id ${articleItemStatusId}.`)
    if (rows.has(rowNumber))
      return refused(
        `Row number '${rowNumber}' is given more than once in purchase order '${sent.purchaseOrderNumber}'.`
      )
    rows.add(rowNumber)
    if (
      warehouse.settings.unknownArticles === "refuse" &&
      articleByNumber(warehouse, owner, articleNumber) === undefined
    )
      return refused(`There is no article with number '${articleNumber}'.`)
  }
  return refuseNamed("purchaseOrderType", sent.purchaseOrderType) ?? refuseNamed("wayOfDelivery", sent.wayOfDelivery)
}

const refuseReplacement = (warehouse: Warehouse, order: PurchaseOrder): Refusal | undefined => {
  const lock = lockOfPurchaseOrder(warehouse, order)
  return lock === undefined ? undefined : refused(`Purchase order '${order.number}' cannot be updated because ${lock}.`)
}

/** The register of suppliers grows with the purchase orders; the result tells it in the vendor's way. */
const registerSupplier = (
  warehouse: Warehouse,
  ownerId: number,
  sent: PostPurchaseOrder["supplierInfo"],
  act: Act
): string => {
  const code = sent?.supplierNumber
  if (typeof code !== "string" || code === "") return ""
  const done = warehouse.suppliers.has(ownerKey(ownerId, code)) ? "updated" : "created"
  register(warehouse, warehouse.suppliers, ownerId, { code, name: sent?.supplierName ?? null }, act)
  return `<br/>Supplier '${code}' was ${done}.`
}

const lineOf = (
  warehouse: Warehouse,
  ownerId: number,
  sent: PostPurchaseOrderLine,
  known: PurchaseOrder | undefined,
  act: Act
): PurchaseOrderLine => {
  const article =
    articleByNumber(warehouse, ownerId, sent.articleNumber) ?? bareArticle(warehouse, ownerId, sent.articleNumber, act)
  const before = known?.lines.find((line) => line.sent.rowNumber === sent.rowNumber)
  const status = statusOf(warehouse, ownerId, { id: sent.articleItemStatusId, ...sent.articleItemStatus }, act)
  return {
    id: before?.id ?? nextId(warehouse, "purchaseOrderLine"),
    sent,
    articleId: article.id,
    advised: sent.numberOfItems ?? 0,
    // One with an unknown id was refused before.
    statusCode: status instanceof Refusal ? null : (status?.code ?? null),
    keepsStock: article.keepsStock,
    receipts: [],
    announced: before?.announced ?? [],
    reported: null
  }
}

const headerOf = (sent: PostPurchaseOrder): PurchaseOrderHeader => {
  const {
    purchaseOrderLines: _lines,
    purchaseOrderNumber: _number,
    goodsOwnerId: _owner,
    warehouseId: _,
    ...rest
  } = sent
  return rest
}
