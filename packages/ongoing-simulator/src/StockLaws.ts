import type { Article } from "./Article.ts"
import type { LineItem, Order, OrderLine } from "./Order.ts"
import { collected, sent } from "./OrderStatuses.ts"
import type { PurchaseOrder } from "./PurchaseOrder.ts"
import { deviating } from "./PurchaseOrderStatuses.ts"
import { emptyLevel, roundQuantity, type StockLevel, sellable } from "./Stock.ts"
import type { Warehouse } from "./Warehouse.ts"

/** What is locked is written down nowhere else. */
type Figure = Exclude<keyof StockLevel, "locked" | "lockedForSale">
type Note = (articleId: number, warehouseId: number, figure: Figure, quantity: number) => void

/** Every figure of every article in every warehouse is what the documents add up to, and none is impossible. */
export const stockLaws = (warehouse: Warehouse): ReadonlyArray<string> => {
  const sums = new Map<number, Map<number, Record<Figure, number>>>()
  const sumsOf = (articleId: number, warehouseId: number) => {
    const places = sums.get(articleId) ?? new Map<number, Record<Figure, number>>()
    const figures = places.get(warehouseId) ?? { ...emptyLevel }
    places.set(warehouseId, figures)
    sums.set(articleId, places)
    return figures
  }
  const note: Note = (articleId, warehouseId, figure, quantity) => {
    const figures = sumsOf(articleId, warehouseId)
    figures[figure] = roundQuantity(figures[figure] + quantity)
  }
  for (const id of warehouse.movedArticles)
    for (const { warehouseId } of warehouse.articles.get(id)?.levels ?? []) sumsOf(id, warehouseId)
  for (const order of warehouse.orders.values()) for (const line of order.lines) noteLine(order, line, note)
  for (const order of warehouse.purchaseOrders.values()) notePurchaseOrder(order, note)
  for (const { articleId, warehouseId, quantity, returnRemovedByOrder } of warehouse.adjustments.values())
    if (returnRemovedByOrder === null) note(articleId, warehouseId, "numberOfItems", quantity)

  const broken: Array<string> = []
  for (const [articleId, places] of sums) {
    const article = warehouse.articles.get(articleId)
    if (article === undefined) broken.push(`There is no article ${articleId}, which documents name.`)
    else for (const [warehouseId, expected] of places) lookAt(article, warehouseId, expected, broken)
  }
  return broken
}

const lookAt = (
  article: Article,
  warehouseId: number,
  expected: Readonly<Record<Figure, number>>,
  broken: Array<string>
): void => {
  const entry = article.levels.find((each) => each.warehouseId === warehouseId)
  const level = entry?.level ?? emptyLevel
  const say = (sentence: string) => broken.push(`Article '${article.number}' in warehouse ${warehouseId}: ${sentence}`)
  for (const figure of figures) {
    const sum = figure === "numberOfItems" ? roundQuantity(expected[figure] + (entry?.opening ?? 0)) : expected[figure]
    if (level[figure] !== sum) say(`${figure} is ${level[figure]}, its documents make it ${sum}.`)
    if (level[figure] < 0) say(`${figure} is negative.`)
  }
  if (level.lockedForSale < 0 || level.lockedForSale > level.locked)
    say(`${level.lockedForSale} are locked for sale, and ${level.locked} at all.`)
  if (level.locked + level.allocated > level.numberOfItems)
    say(`${level.locked} are locked and ${level.allocated} allocated of ${level.numberOfItems}.`)
  if (level.allocated > level.booked) say(`${level.allocated} are allocated of ${level.booked} booked.`)
  const rest = roundQuantity(level.numberOfItems - level.booked - level.lockedForSale)
  if (sellable(level) !== rest) say(`${sellable(level)} are sellable, but ${rest} are left to sell.`)
}

const figures: ReadonlyArray<Figure> = [
  "numberOfItems",
  "booked",
  "allocated",
  "pickedToBeCollected",
  "pickedToBeReported",
  "returnedToBeReported",
  "toReceive",
  "receivedToBeFinished",
  "receivedToBeReported"
]

const noteLine = (order: Order, line: OrderLine, note: Note): void => {
  const put = (figure: Figure, quantity: number) => note(line.articleId, order.warehouseId, figure, quantity)
  const components = order.lines.filter((each) => each.kit?.lineId === line.id)
  const isKit = components.length > 0
  /** Of a kit, as many as can be put together. */
  const sum = (counts: (item: LineItem) => boolean): number =>
    isKit
      ? Math.min(...components.map((each) => Math.floor(roundQuantity(sumOf(each, counts) / (each.kit?.perKit ?? 1)))))
      : sumOf(line, counts)
  const picked = sum((item) => item.pickedAt !== null)
  const returned = sum((item) => item.returned !== null)
  if (line.shouldBePicked) {
    put("numberOfItems", sum((item) => item.returned !== null && !item.returned.scrapped) - picked)
    put(
      "allocated",
      sum((item) => item.pickedAt === null)
    )
    put("pickedToBeCollected", order.status < collected ? picked - returned : 0)
  }
  if (line.shouldBePicked || isKit)
    put("booked", order.status < sent && !order.closedShort ? Math.max(0, line.ordered - picked) : 0)
  if ((line.shouldBePicked && line.kit === null) || isKit) {
    put("pickedToBeReported", Math.max(0, picked - (line.reported ?? 0)))
    put("returnedToBeReported", Math.max(0, returned - (line.reportedReturned ?? 0)))
  }
}

const notePurchaseOrder = (order: PurchaseOrder, note: Note): void => {
  const isOpen = order.status < deviating
  for (const { articleId, keepsStock, receipts, advised, reported } of order.lines) {
    if (!keepsStock) continue
    const put = (figure: Figure, quantity: number) => note(articleId, order.warehouseId, figure, quantity)
    const received = receipts.reduce((sum, receipt) => sum + receipt.quantity, 0)
    put("numberOfItems", received)
    put("toReceive", isOpen ? Math.max(0, advised - received) : 0)
    put("receivedToBeFinished", isOpen ? received : 0)
    put("receivedToBeReported", Math.max(0, received - (reported ?? 0)))
  }
}

const sumOf = (line: OrderLine, counts: (item: LineItem) => boolean): number =>
  roundQuantity(line.items.filter(counts).reduce((sum, item) => sum + item.quantity, 0))
