import { levelIn } from "./Article.ts"
import { type NotedTraits, noTraits, withTraits } from "./ItemTraits.ts"
import { componentsOf, type LineItem, type Order, type OrderLine } from "./Order.ts"
import { Refusal, refused } from "./Refusal.ts"
import { free, roundQuantity } from "./Stock.ts"
import { nextId, type Warehouse } from "./Warehouse.ts"

export interface LineQuantity {
  readonly rowNumber: string
  readonly quantity: number
}

/** Works on the rows that are named, one after the other, or on all that hold goods when none are. One refusal refuses all. */
export const forLines = <Row extends LineQuantity>(
  order: Order,
  rows: ReadonlyArray<Row> | undefined,
  work: (line: OrderLine, row: Row | undefined) => OrderLine | Refusal
): Order | Refusal => {
  const lines = [...order.lines]
  const apply = (position: number, row: Row | undefined): Refusal | undefined => {
    const worked = work(lines[position]!, row)
    if (worked instanceof Refusal) return worked
    lines[position] = worked
    return undefined
  }
  if (rows === undefined) {
    for (let position = 0; position < lines.length; position++) {
      const refusal = lines[position]!.shouldBePicked ? apply(position, undefined) : undefined
      if (refusal !== undefined) return refusal
    }
    return { ...order, lines }
  }
  for (const row of componentRows(order, rows)) {
    const position = lines.findIndex((line) => line.sent.rowNumber === row.rowNumber)
    const line = lines[position]
    if (line === undefined) return refused(`Order '${order.number}' has no row ${row.rowNumber}.`)
    if (!line.shouldBePicked) return refused(`Row ${row.rowNumber} of order '${order.number}' is not to be picked.`)
    if (!(row.quantity > 0)) return refused(`The quantity of row ${row.rowNumber} must be above 0.`)
    const refusal = apply(position, row)
    if (refusal !== undefined) return refusal
  }
  return { ...order, lines }
}

/** Rows that name a kit stand for its components. */
export const componentRows = <Row extends LineQuantity>(order: Order, rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  rows.flatMap((row) => {
    const line = order.lines.find((each) => each.sent.rowNumber === row.rowNumber)
    const components = line === undefined ? [] : componentsOf(order, line)
    if (components.length === 0) return [row]
    return components.map(({ sent, kit }) => ({
      ...row,
      rowNumber: sent.rowNumber,
      quantity: roundQuantity(row.quantity * (kit?.perKit ?? 1))
    }))
  })

/** The free goods of an order's warehouse while one action takes from them, line by line. */
export class Supply {
  readonly #taken = new Map<number, number>()
  readonly #warehouse: Warehouse
  readonly #order: Order

  constructor(warehouse: Warehouse, order: Order) {
    this.#warehouse = warehouse
    this.#order = order
  }

  /** As many as there are, up to a number. */
  takeUpTo(line: OrderLine, most: number): number {
    const quantity = Math.min(this.#free(line), most)
    this.#taken.set(line.articleId, (this.#taken.get(line.articleId) ?? 0) + quantity)
    return quantity
  }

  take(line: OrderLine, quantity: number): number | Refusal {
    const there = this.#free(line)
    if (quantity <= there) return this.takeUpTo(line, quantity)
    return refused(
      `Warehouse ${this.#order.warehouseId} has ${there} of article '${line.sent.articleNumber}' that are free, not ${quantity}.`
    )
  }

  #free(line: OrderLine): number {
    const article = this.#warehouse.articles.get(line.articleId)
    if (article === undefined) return 0
    const taken = this.#taken.get(line.articleId) ?? 0
    return Math.max(0, roundQuantity(free(levelIn(article, this.#order.warehouseId)) - taken))
  }
}

/** Goods reserved on a line: a part split off the article's stock gets an id of its own. */
export const reserveOn = (warehouse: Warehouse, line: OrderLine, quantity: number): OrderLine =>
  quantity === 0 ? line : { ...line, items: [...line.items, newItem(warehouse, line, quantity)] }

/** Turns so many of the reserved items into picked ones; the last of them may be split. */
export const pickReserved = (
  warehouse: Warehouse,
  line: OrderLine,
  quantity: number,
  traits: NotedTraits | undefined,
  now: number
): OrderLine => {
  const change = { ...withTraits(noTraits, traits), pickedAt: now }
  return { ...line, items: splitItems(warehouse, line.items, quantity, (item) => item.pickedAt === null, change) }
}

/**
 * Changes the first items that qualify, up to a quantity, or takes them away when the change is null. What is over of
 * the last one stays as it was; beside a changed part it gets a new id.
 */
export const splitItems = (
  warehouse: Warehouse,
  items: ReadonlyArray<LineItem>,
  quantity: number,
  qualifies: (item: LineItem) => boolean,
  change: Partial<LineItem> | null
): ReadonlyArray<LineItem> => {
  let left = quantity
  return items.flatMap((item) => {
    if (left <= 0 || !qualifies(item)) return [item]
    const taken = Math.min(left, item.quantity)
    left = roundQuantity(left - taken)
    const rest = { ...item, quantity: roundQuantity(item.quantity - taken) }
    if (change === null) return rest.quantity === 0 ? [] : [rest]
    const changed = { ...item, ...change, quantity: taken }
    return rest.quantity === 0 ? [changed] : [changed, { ...rest, articleItemId: nextId(warehouse, "articleItem") }]
  })
}

const newItem = (warehouse: Warehouse, line: OrderLine, quantity: number): LineItem => {
  const article = warehouse.articles.get(line.articleId)
  const articleItemId = nextId(warehouse, "articleItem")
  return {
    articleItemId,
    originalArticleItemId: articleItemId,
    quantity,
    ...noTraits,
    inDate: article?.lastIn ?? article?.created ?? 0,
    pickedAt: null,
    packedAt: null,
    parcelId: null,
    sentAt: null,
    returned: null
  }
}
