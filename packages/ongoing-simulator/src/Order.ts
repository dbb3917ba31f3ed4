import type { ItemTraits } from "./ItemTraits.ts"
import { cancelled, collected, sent } from "./OrderStatuses.ts"
import { emptyLevel, roundQuantity, type StockEffect, type StockLevel, wholeKits } from "./Stock.ts"
import type { PostOrder, PostOrderLine } from "./wire/PostOrder.ts"

/** The goods owner's part of an order, as last put or patched; number, lines and warehouse stand on the order itself. */
export type OrderHeader = Omit<PostOrder, "orderLines" | "orderNumber" | "goodsOwnerId" | "warehouseId">

export interface Order {
  readonly id: number
  readonly ownerId: number
  readonly number: string
  readonly header: OrderHeader
  readonly consigneeId: number
  readonly warehouseId: number
  readonly status: number
  readonly lines: ReadonlyArray<OrderLine>
  readonly parcels: ReadonlyArray<Parcel>
  readonly tracking: ReadonlyArray<Tracking>
  readonly returnTracking: ReadonlyArray<Tracking>
  readonly wayBill: string | null
  readonly returnWayBill: string | null
  readonly backOrderFor: number | null
  /** Nothing more will be delivered on this order, although less was picked than ordered. */
  readonly closedShort: boolean
  readonly refusesCancel: boolean
  /** The number of the status was set, and not reached by work: from then on it need not follow the quantities. */
  readonly statusSetByHand: boolean
  readonly created: number
  readonly updated: number
  readonly headerUpdated: number
  readonly statusChanged: number
  readonly shipped: number | null
  readonly lastPicked: number | null
  readonly lastPacked: number | null
  readonly lastReturned: number | null
}

export interface OrderLine {
  readonly id: number
  readonly sent: PostOrderLine
  readonly articleId: number
  readonly ordered: number
  /** False for text and freight lines and for articles that keep no stock; of a kit the components are picked. */
  readonly shouldBePicked: boolean
  /** The line of the kit that this component belongs to. */
  readonly kit: { readonly lineId: number; readonly perKit: number } | null
  readonly items: ReadonlyArray<LineItem>
  readonly reported: number | null
  readonly reportedReturned: number | null
}

/** Goods on a line: reserved for it while `pickedAt` is null, picked after that. */
export interface LineItem extends ItemTraits {
  readonly articleItemId: number
  readonly originalArticleItemId: number
  readonly quantity: number
  readonly inDate: number
  readonly pickedAt: number | null
  readonly packedAt: number | null
  readonly parcelId: number | null
  /** When it left the warehouse. */
  readonly sentAt: number | null
  readonly returned: ItemReturn | null
}

export interface ItemReturn {
  readonly at: number
  readonly cause: { readonly code: string; readonly name: string } | null
  /** Scrapped at once, so that it never came back to the stock. */
  readonly scrapped: boolean
  readonly comment: string | null
  /** The line of the return order that it came back on. */
  readonly returnOrderLineId: number | null
}

export interface Parcel {
  readonly id: number
  readonly number: string
  readonly isReturn: boolean
  /** The code of its parcel type. */
  readonly typeCode: string | null
  readonly waybill: string | null
  readonly trackingUrl: string | null
  readonly weight: number | null
  readonly length: number | null
  readonly width: number | null
  readonly height: number | null
}

export interface Tracking {
  readonly waybill: string
  readonly trackingUrl: string
  readonly created: number
}

/** How many of the goods on a line are as described. */
export const quantityOn = ({ items }: OrderLine, counts: (item: LineItem) => boolean): number =>
  items.length === 0 ? 0 : roundQuantity(items.reduce((sum, item) => (counts(item) ? sum + item.quantity : sum), 0))

export const allocatedOn = (line: OrderLine): number => quantityOn(line, (item) => item.pickedAt === null)
export const pickedOn = (line: OrderLine): number => quantityOn(line, (item) => item.pickedAt !== null)
export const packedOn = (line: OrderLine): number => quantityOn(line, (item) => item.packedAt !== null)
export const sentOn = (line: OrderLine): number => quantityOn(line, (item) => item.sentAt !== null)
export const returnedOn = (line: OrderLine): number => quantityOn(line, (item) => item.returned !== null)
const restockedOn = (line: OrderLine): number =>
  quantityOn(line, (item) => item.returned !== null && !item.returned.scrapped)

/** Nothing is left once the order was sent or closed short. */
const takesMore = (order: Order): boolean => order.status < sent && !order.closedShort

/** Still to be picked. */
export const leftOn = (order: Order, line: OrderLine): number =>
  line.shouldBePicked && takesMore(order) ? Math.max(0, roundQuantity(line.ordered - pickedOn(line))) : 0

export const componentsOf = (order: Order, line: OrderLine): ReadonlyArray<OrderLine> =>
  order.lines.filter((each) => each.kit?.lineId === line.id)

/** A quantity of a line as it is shown: a kit's is the number of whole kits that its components make up. */
export const shownOn = (order: Order, line: OrderLine, quantity: (line: OrderLine) => number): number => {
  const components = componentsOf(order, line)
  if (components.length === 0) return quantity(line)
  return Math.min(...components.map((each) => wholeKits(quantity(each), each.kit?.perKit ?? 1)))
}

/** The lines that the goods owner knows. */
export const topLines = (order: Order): ReadonlyArray<OrderLine> => order.lines.filter((line) => line.kit === null)

/** The integration has not taken note of all that was picked, or came back. */
export const hasUnreportedPicks = (order: Order): boolean =>
  topLines(order).some((line) => (line.reported ?? 0) < shownOn(order, line, pickedOn))
export const hasUnreportedReturns = (order: Order): boolean =>
  topLines(order).some((line) => (line.reportedReturned ?? 0) < shownOn(order, line, returnedOn))

export const shownTotal = (order: Order, quantity: (line: OrderLine) => number): number =>
  roundQuantity(topLines(order).reduce((sum, line) => sum + shownOn(order, line, quantity), 0))

export const total = (order: Order, quantity: (line: OrderLine) => number): number =>
  roundQuantity(order.lines.reduce((sum, line) => sum + quantity(line), 0))

/** When its transport was booked, and with that printed; the first waybill tells. */
export const printedAt = ({ tracking }: Order): number | null => tracking[0]?.created ?? null

/** The only way to another status: the first one that says sent is the time of shipping. */
export const withStatus = (order: Order, status: number, now: number): Order =>
  status === order.status
    ? order
    : {
        ...order,
        status,
        statusChanged: now,
        updated: now,
        shipped: order.shipped ?? (status >= sent && status < cancelled ? now : null)
      }

export const withoutAllocation = (line: OrderLine): OrderLine => ({
  ...line,
  items: line.items.filter((item) => item.pickedAt !== null)
})

/** All that is picked has left the warehouse. */
export const withPicksSent = (line: OrderLine, now: number): OrderLine => ({
  ...line,
  items: line.items.map((item) => (item.pickedAt !== null && item.sentAt === null ? { ...item, sentAt: now } : item))
})

/** Everything an order adds to the stock figures; a change of the order changes them by the difference. */
export const stockOfOrder = (order: Order): ReadonlyArray<StockEffect> => {
  const effects: Array<StockEffect> = []
  for (const line of order.lines) {
    const level = line.shouldBePicked ? goodsLevel(order, line) : kitLevel(order, line)
    if (level !== undefined) effects.push({ articleId: line.articleId, warehouseId: order.warehouseId, level })
  }
  return effects
}

const goodsLevel = (order: Order, line: OrderLine): StockLevel => {
  const picked = pickedOn(line)
  const returned = returnedOn(line)
  const isTop = line.kit === null
  return {
    numberOfItems: roundQuantity(restockedOn(line) - picked),
    booked: leftOn(order, line),
    allocated: allocatedOn(line),
    pickedToBeCollected: order.status < collected ? roundQuantity(picked - returned) : 0,
    locked: 0,
    lockedForSale: 0,
    pickedToBeReported: isTop ? toBeReported(picked, line.reported) : 0,
    returnedToBeReported: isTop ? toBeReported(returned, line.reportedReturned) : 0,
    toReceive: 0,
    receivedToBeFinished: 0,
    receivedToBeReported: 0
  }
}

/** A kit is booked and reported as itself; goods are its components'. */
const kitLevel = (order: Order, line: OrderLine): StockLevel | undefined => {
  if (componentsOf(order, line).length === 0) return undefined
  const picked = shownOn(order, line, pickedOn)
  return {
    ...emptyLevel,
    booked: takesMore(order) ? Math.max(0, roundQuantity(line.ordered - picked)) : 0,
    pickedToBeReported: toBeReported(picked, line.reported),
    returnedToBeReported: toBeReported(shownOn(order, line, returnedOn), line.reportedReturned)
  }
}

const toBeReported = (items: number, reported: number | null): number =>
  Math.max(0, roundQuantity(items - (reported ?? 0)))
