import { levelIn } from "./Article.ts"
import type { Habits } from "./Persona.ts"
import { anythingReceived, isOpen, type PurchaseOrder, receivedOn } from "./PurchaseOrder.ts"
import { arrive, finish, receive } from "./PurchaseOrderLifecycle.ts"
import { arrivedStatus, deviating, receiving as receivingStatus } from "./PurchaseOrderStatuses.ts"
import type { Chore, Random } from "./Robot.ts"
import { roundQuantity } from "./Stock.ts"
import { countStock } from "./StockChange.ts"
import { type Act, movedArticlesFrom, type Warehouse } from "./Warehouse.ts"
import { parseInstant } from "./wire/Fields.ts"

const hour = 3_600_000
const day = 24 * hour

/** Rounds of a line's reception after which nobody waits for more. */
const mostRounds = 3

/** The next thing that the staff would do with a purchase order; undefined while there is nothing. */
export const purchaseOrderChore = (warehouse: Warehouse, order: PurchaseOrder, now: number): Chore | undefined => {
  if (order.status === deviating)
    return now >= order.statusChanged + day ? (_habits, _random, act) => finish(warehouse, order, true, act) : undefined
  if (!isOpen(order) || order.lines.length === 0) return undefined
  if (!anythingReceived(order)) {
    if (now < (parseInstant(order.header.inDate ?? "") ?? order.created + hour)) return undefined
    const isThere = order.status >= receivingStatus || order.status === arrivedStatus(warehouse.settings)
    return isThere ? receiving(warehouse, order) : (_habits, _random, act) => arrive(warehouse, order, act)
  }
  if (now < (order.lastReceived ?? 0) + 2 * hour) return undefined
  const isOver = order.lines.every((line) => receivedOn(line) >= line.advised || line.receipts.length >= mostRounds)
  if (isOver) return (_habits, _random, act) => finish(warehouse, order, false, act)
  return receiving(warehouse, order)
}

/** Somebody counts what lies in one of the places where something moved. */
export const countShelf = (warehouse: Warehouse, habits: Habits, random: Random, act: Act): void => {
  const shelves = movedArticlesFrom(warehouse, 0).flatMap((article) =>
    article.keepsStock ? article.levels.map(({ warehouseId }) => ({ article, warehouseId, cause: "COUNT" })) : []
  )
  const shelf = shelves[Math.floor(random() * shelves.length)]
  if (shelf === undefined) return
  const { numberOfItems } = levelIn(shelf.article, shelf.warehouseId)
  countStock(warehouse, shelf, Math.max(0, numberOfItems + miscount(habits, random)), act)
}

/** A round of what is still to come; who has counted wrongly enough ends it before all is there. */
const receiving =
  (warehouse: Warehouse, order: PurchaseOrder): Chore =>
  (habits, random, act) => {
    if (anythingReceived(order) && random() < habits.miscounts) return finish(warehouse, order, false, act)
    const isPart = random() < habits.receivesInPart
    const rows = order.lines.flatMap((line) => {
      const rest = roundQuantity(line.advised - receivedOn(line))
      const quantity = (isPart ? Math.ceil(rest / 2) : rest) + (rest > 0 ? miscount(habits, random) : 0)
      return quantity > 0 ? [{ rowNumber: line.sent.rowNumber, quantity }] : []
    })
    return receive(warehouse, order, rows, act)
  }

/** By how many somebody errs. */
const miscount = (habits: Habits, random: Random): number =>
  random() < habits.miscounts ? (random() < 0.5 ? -1 : 1) : 0
