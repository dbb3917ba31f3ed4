import { CopyOnWriteMap } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"
import { type Recorder, unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Adjustment } from "./Adjustment.ts"
import { type Article, idsPerLevel, isKit, levelIn, type WarehouseLevel } from "./Article.ts"
import { NumberIndex } from "./NumberIndex.ts"
import { type Order, stockOfOrder } from "./Order.ts"
import { type PurchaseOrder, stockOfPurchaseOrder } from "./PurchaseOrder.ts"
import type { ReturnOrder } from "./ReturnOrder.ts"
import type { Robot } from "./Robot.ts"
import type { SeededArticles } from "./SeededArticles.ts"
import type { Settings } from "./Settings.ts"
import {
  addLevels,
  changesAnything,
  changesStock,
  emptyLevel,
  type StockEffect,
  type StockLevel,
  subtractLevels
} from "./Stock.ts"
import type { WayBillRow } from "./WayBillRows.ts"
import type { Webhook, WebhookDelivery } from "./Webhook.ts"

/** When a command is carried out, and where its effects are noted. */
export interface Act {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly record: Recorder
}

export interface GoodsOwner {
  readonly id: number
  readonly name: string
}

export interface Site {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly address: {
    readonly address1: string
    readonly postCode: string
    readonly city: string
    readonly countryCode: string
  }
}

export interface TransporterContract {
  readonly ownerId: number
  readonly ediCode: string
  readonly transporterName: string
  readonly transporterCode: string
  readonly services: ReadonlyArray<{ readonly code: string; readonly name: string }>
}

/** An entry of one of the small registers that grow by use: order types, ways of delivery, classes, return causes. */
export interface RegisterEntry {
  readonly id: number
  readonly ownerId: number
  readonly code: string
  readonly name: string
  readonly comment: string | null
}

export interface ReturnCause extends RegisterEntry {
  readonly isRemoveCause: boolean
  readonly isChangeCause: boolean
  readonly isReturnCommentMandatory: boolean
}

/** What goods in stock can be besides good; some statuses lock what has them. */
export interface ArticleItemStatus extends Omit<RegisterEntry, "comment"> {
  readonly isLocked: boolean
  readonly isLockedForSale: boolean
}

/** What a parcel can be. Lengths are metres, weights kilograms. */
export interface ParcelType extends Omit<RegisterEntry, "comment"> {
  readonly barCode: string | null
  readonly weight: number | null
  readonly length: number | null
  readonly width: number | null
  readonly height: number | null
  readonly loadMeters: number | null
  readonly area: number | null
}

export interface StoredFile {
  readonly id: number
  readonly fileName: string
  readonly mimeType: string
  readonly fileDataBase64: string
}

/** Where the counting of each kind of id begins: far apart, so that a mixed-up id is found nowhere. */
export const firstIds = {
  article: 20_001,
  articleItem: 4_000_001,
  order: 50_001,
  orderLine: 900_001,
  orderTextLine: 930_001,
  parcel: 700_001,
  wayBillRow: 750_001,
  file: 300_001,
  purchaseOrder: 60_001,
  purchaseOrderLine: 960_001,
  returnOrder: 70_001,
  returnOrderLine: 970_001,
  adjustment: 30_001,
  customer: 80_001,
  registerEntry: 101,
  webhook: 11,
  webhookEvent: 600_001
}
export type IdKind = keyof typeof firstIds

/** The whole installation. Entities never change; a table gets a new one in place of the old. */
export interface Warehouse {
  settings: Settings
  /** Staff that work by themselves, if there are any. */
  robot: Robot | null
  readonly owners: Table<number, GoodsOwner>
  readonly sites: Table<number, Site>
  readonly contracts: Table<string, TransporterContract>
  readonly orderTypes: Table<string, RegisterEntry>
  readonly orderClasses: Table<string, RegisterEntry>
  readonly articleClasses: Table<string, RegisterEntry>
  readonly waysOfDelivery: Table<string, RegisterEntry>
  readonly returnCauses: Table<string, ReturnCause>
  readonly articleItemStatuses: Table<string, ArticleItemStatus>
  readonly parcelTypes: Table<string, ParcelType>
  /** Ids by goods owner and customer number. */
  readonly customers: Table<string, number>
  readonly purchaseOrderTypes: Table<string, RegisterEntry>
  readonly suppliers: Table<string, RegisterEntry>
  readonly articles: Table<number, Article>
  readonly articleIds: CopyOnWriteMap<string, number>
  /** Their stock changed at some time. */
  readonly movedArticles: Set<number>
  readonly kits: Set<number>
  /** The active article that has a bar code. */
  readonly barCodes: CopyOnWriteMap<string, number>
  readonly orders: Table<number, Order>
  readonly orderNumbers: NumberIndex
  readonly purchaseOrders: Table<number, PurchaseOrder>
  readonly purchaseOrderNumbers: NumberIndex
  readonly returnOrders: Table<number, ReturnOrder>
  readonly returnOrderNumbers: NumberIndex
  readonly adjustments: Table<number, Adjustment>
  /** By the id of their order. */
  readonly wayBillRows: Table<number, ReadonlyArray<WayBillRow>>
  /** Ids by the id of the order and the row number: `50001/T1`. */
  readonly orderTextLines: Table<string, number>
  /** The files of one object, by its kind and id: `order/50001`. */
  readonly files: Table<string, ReadonlyArray<StoredFile>>
  readonly webhooks: Table<number, Webhook>
  readonly deliveries: Table<number, WebhookDelivery>
  readonly nextIds: Record<IdKind, number>
}

const noArticles: SeededArticles = { byId: new Map(), idsByNumber: new Map(), idsByBarCode: new Map(), nextIds: {} }

/** Empty but for the articles it begins with. */
export const emptyWarehouse = (settings: Settings, articles: SeededArticles = noArticles): Warehouse => {
  return {
    settings,
    robot: null,
    owners: new Table("goodsOwner"),
    sites: new Table("warehouse"),
    contracts: new Table("transporterContract"),
    orderTypes: new Table("orderType"),
    orderClasses: new Table("orderClass"),
    articleClasses: new Table("articleClass"),
    waysOfDelivery: new Table("wayOfDelivery"),
    returnCauses: new Table("returnCause"),
    articleItemStatuses: new Table("articleItemStatus"),
    parcelTypes: new Table("parcelType"),
    customers: new Table("customer"),
    purchaseOrderTypes: new Table("purchaseOrderType"),
    suppliers: new Table("supplier"),
    articles: new Table("article", articles.byId),
    articleIds: new CopyOnWriteMap(articles.idsByNumber),
    movedArticles: new Set(),
    kits: new Set(),
    barCodes: new CopyOnWriteMap(articles.idsByBarCode),
    orders: new Table("order"),
    orderNumbers: new NumberIndex(),
    purchaseOrders: new Table("purchaseOrder"),
    purchaseOrderNumbers: new NumberIndex(),
    returnOrders: new Table("returnOrder"),
    returnOrderNumbers: new NumberIndex(),
    adjustments: new Table("inventoryAdjustment"),
    wayBillRows: new Table("wayBillRows"),
    orderTextLines: new Table("orderTextLine"),
    files: new Table("files"),
    webhooks: new Table("webhook"),
    deliveries: new Table("webhookDelivery"),
    nextIds: { ...firstIds, ...articles.nextIds }
  }
}

export const nextId = (warehouse: Warehouse, kind: IdKind): number => warehouse.nextIds[kind]++

export const ownerKey = (ownerId: number, code: string): string => `${ownerId}/${code}`

/** Where goods are meant to be when nobody says: the first warehouse. */
export const defaultSite = ({ sites }: Warehouse): number => {
  const known = lowestSites.get(sites)
  if (known?.writes === sites.writes) return known.id
  const id = Math.min(...sites.keys())
  lowestSites.set(sites, { id, writes: sites.writes })
  return id
}

/** Every order asks for it, and it never changes but with the table. */
const lowestSites = new WeakMap<Warehouse["sites"], { readonly id: number; readonly writes: number }>()

export const articleByNumber = (warehouse: Warehouse, ownerId: number, number: string): Article | undefined => {
  const id = warehouse.articleIds.get(ownerKey(ownerId, number))
  return id === undefined ? undefined : warehouse.articles.get(id)
}

export const ordersByNumber = (warehouse: Warehouse, ownerId: number, number: string): ReadonlyArray<Order> =>
  warehouse.orderNumbers.get(ownerId, number).flatMap((id) => warehouse.orders.get(id) ?? [])

/** The first of them. */
export const orderByNumber = (warehouse: Warehouse, ownerId: number, number: string): Order | undefined => {
  const [id] = warehouse.orderNumbers.get(ownerId, number)
  return id === undefined ? undefined : warehouse.orders.get(id)
}

export const purchaseOrdersByNumber = (
  warehouse: Warehouse,
  ownerId: number,
  number: string
): ReadonlyArray<PurchaseOrder> =>
  warehouse.purchaseOrderNumbers.get(ownerId, number).flatMap((id) => warehouse.purchaseOrders.get(id) ?? [])

/** Entities with ids from here on, in ascending order. Ids are dense, so a page costs its own length only. */
function* fromId<Entity>(table: Table<number, Entity>, first: number, next: number, from: number) {
  for (let id = Math.max(first, from); id < next; id++) {
    const entity = table.get(id)
    if (entity !== undefined) yield entity
  }
}

export const articlesFrom = (warehouse: Warehouse, from: number) =>
  fromId(warehouse.articles, firstIds.article, warehouse.nextIds.article, from)

/** Those whose stock may have changed: the ones that moved, and the kits, which follow their components. */
export const movedArticlesFrom = (warehouse: Warehouse, from: number): ReadonlyArray<Article> =>
  [...warehouse.movedArticles.union(warehouse.kits)]
    .filter((id) => id >= from)
    .sort((one, other) => one - other)
    .flatMap((id) => warehouse.articles.get(id) ?? [])

export const ordersFrom = (warehouse: Warehouse, from: number) =>
  fromId(warehouse.orders, firstIds.order, warehouse.nextIds.order, from)

export const purchaseOrdersFrom = (warehouse: Warehouse, from: number) =>
  fromId(warehouse.purchaseOrders, firstIds.purchaseOrder, warehouse.nextIds.purchaseOrder, from)

export const saveArticle = (warehouse: Warehouse, article: Article, act: Act): void => {
  const before = warehouse.articles.set(article.id, article, act.record)
  indexArticle(warehouse, before, article)
}

/** The bar code that no other active article of the goods owner may have. */
export const barCodeOf = ({ sent }: Article): string | undefined =>
  sent.isActive === false ? undefined : sent.barCodeInfo?.barCode || undefined

export const indexArticle = (warehouse: Warehouse, before: Article | undefined, article: Article): void => {
  const { articleIds, barCodes, kits, movedArticles } = warehouse
  const known = before === undefined ? undefined : barCodeOf(before)
  const barCode = barCodeOf(article)
  if (before !== undefined && before.number !== article.number)
    articleIds.delete(ownerKey(before.ownerId, before.number))
  if (known !== undefined && known !== barCode) barCodes.delete(ownerKey(article.ownerId, known))
  articleIds.set(ownerKey(article.ownerId, article.number), article.id)
  if (isKit(article)) kits.add(article.id)
  else kits.delete(article.id)
  if (article.stockChanged !== null) movedArticles.add(article.id)
  if (barCode !== undefined) barCodes.set(ownerKey(article.ownerId, barCode), article.id)
}

/** Every write of an order goes through here, so that the stock follows whatever happened to it. */
export const saveOrder = (warehouse: Warehouse, order: Order, act: Act): void => {
  const before = warehouse.orders.set(order.id, order, act.record)
  warehouse.orderNumbers.note(before, order)
  moveStock(warehouse, before === undefined ? [] : stockOfOrder(before), stockOfOrder(order), act)
}

export const savePurchaseOrder = (warehouse: Warehouse, order: PurchaseOrder, act: Act): void => {
  const before = warehouse.purchaseOrders.set(order.id, order, act.record)
  warehouse.purchaseOrderNumbers.note(before, order)
  moveStock(warehouse, before === undefined ? [] : stockOfPurchaseOrder(before), stockOfPurchaseOrder(order), act)
}

export const saveReturnOrder = (warehouse: Warehouse, order: ReturnOrder, act: Act): void => {
  const before = warehouse.returnOrders.set(order.id, order, act.record)
  warehouse.returnOrderNumbers.note(before, order)
}

/** Adds to the figures of one article in one warehouse. */
export const changeLevel = (warehouse: Warehouse, effect: StockEffect, act: Act): void => {
  const article = warehouse.articles.get(effect.articleId)
  if (article === undefined || !changesAnything(effect.level)) return
  const before = levelIn(article, effect.warehouseId)
  const after = addLevels(before, effect.level)
  const isChange = changesStock(effect.level)
  const moved = {
    ...article,
    stockChanged: isChange ? act.now : article.stockChanged,
    levels: withLevel(warehouse, article, effect.warehouseId, after)
  }
  // Noted as stock, not as a change of the article.
  warehouse.articles.set(article.id, moved, unrecorded)
  if (isChange) warehouse.movedArticles.add(article.id)
  act.record("stock", `${article.number}/${effect.warehouseId}`, before, after)
}

export const copyWarehouse = (warehouse: Warehouse): Warehouse => ({
  settings: warehouse.settings,
  robot: warehouse.robot,
  owners: warehouse.owners.copy(),
  sites: warehouse.sites.copy(),
  contracts: warehouse.contracts.copy(),
  orderTypes: warehouse.orderTypes.copy(),
  orderClasses: warehouse.orderClasses.copy(),
  articleClasses: warehouse.articleClasses.copy(),
  waysOfDelivery: warehouse.waysOfDelivery.copy(),
  returnCauses: warehouse.returnCauses.copy(),
  articleItemStatuses: warehouse.articleItemStatuses.copy(),
  parcelTypes: warehouse.parcelTypes.copy(),
  customers: warehouse.customers.copy(),
  purchaseOrderTypes: warehouse.purchaseOrderTypes.copy(),
  suppliers: warehouse.suppliers.copy(),
  articles: warehouse.articles.copy(),
  articleIds: warehouse.articleIds.copy(),
  movedArticles: new Set(warehouse.movedArticles),
  kits: new Set(warehouse.kits),
  barCodes: warehouse.barCodes.copy(),
  orders: warehouse.orders.copy(),
  orderNumbers: warehouse.orderNumbers.copy(),
  purchaseOrders: warehouse.purchaseOrders.copy(),
  purchaseOrderNumbers: warehouse.purchaseOrderNumbers.copy(),
  returnOrders: warehouse.returnOrders.copy(),
  returnOrderNumbers: warehouse.returnOrderNumbers.copy(),
  adjustments: warehouse.adjustments.copy(),
  wayBillRows: warehouse.wayBillRows.copy(),
  orderTextLines: warehouse.orderTextLines.copy(),
  files: warehouse.files.copy(),
  webhooks: warehouse.webhooks.copy(),
  deliveries: warehouse.deliveries.copy(),
  nextIds: { ...warehouse.nextIds }
})

const withLevel = (
  warehouse: Warehouse,
  { levels }: Article,
  warehouseId: number,
  level: StockLevel
): ReadonlyArray<WarehouseLevel> => {
  const place = levels.findIndex((entry) => entry.warehouseId === warehouseId)
  const known = levels[place]
  return known === undefined
    ? [...levels, { warehouseId, level, opening: 0, articleItemId: newLevelIds(warehouse) }]
    : levels.with(place, { ...known, level })
}

/** The first of the ids of a level. */
export const newLevelIds = (warehouse: Warehouse): number => {
  const first = warehouse.nextIds.articleItem
  warehouse.nextIds.articleItem += idsPerLevel
  return first
}

const moveStock = (
  warehouse: Warehouse,
  before: ReadonlyArray<StockEffect>,
  after: ReadonlyArray<StockEffect>,
  act: Act
): void => {
  // What most new orders are: nothing to weigh up.
  if (before.length === 0 && after.length === 1) {
    for (const effect of after) changeLevel(warehouse, effect, act)
    return
  }
  const differences = new Map<string, StockEffect>()
  const note = (effect: StockEffect, join: typeof addLevels) => {
    const key = `${effect.articleId}/${effect.warehouseId}`
    const level = join(differences.get(key)?.level ?? emptyLevel, effect.level)
    differences.set(key, { articleId: effect.articleId, warehouseId: effect.warehouseId, level })
  }
  for (const effect of after) note(effect, addLevels)
  for (const effect of before) note(effect, subtractLevels)
  for (const effect of differences.values()) changeLevel(warehouse, effect, act)
}
