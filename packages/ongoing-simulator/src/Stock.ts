/** The stock figures of one article in one warehouse. */
export interface StockLevel {
  /** Physically in the warehouse; picked goods are not counted. */
  readonly numberOfItems: number
  /** Ordered, not yet picked. */
  readonly booked: number
  /** Part of what is booked. */
  readonly allocated: number
  /** Picked, on orders below status 500. */
  readonly pickedToBeCollected: number
  readonly locked: number
  /** Part of what is locked. */
  readonly lockedForSale: number
  readonly pickedToBeReported: number
  readonly returnedToBeReported: number
  /** On purchase orders, not yet received. */
  readonly toReceive: number
  /** Received on purchase orders that are not finished; later picks do not lower it. */
  readonly receivedToBeFinished: number
  readonly receivedToBeReported: number
}

export const emptyLevel: StockLevel = {
  numberOfItems: 0,
  booked: 0,
  allocated: 0,
  pickedToBeCollected: 0,
  locked: 0,
  lockedForSale: 0,
  pickedToBeReported: 0,
  returnedToBeReported: 0,
  toReceive: 0,
  receivedToBeFinished: 0,
  receivedToBeReported: 0
}

const figures = Object.keys(emptyLevel) as ReadonlyArray<keyof StockLevel> // the keys of a closed literal

/** Reporting is book-keeping between the systems: it does not count as a change of stock. */
const stockFigures = figures.filter((figure) => !figure.endsWith("ToBeReported"))

/** What an order or a purchase order adds to the figures of an article in a warehouse. */
export interface StockEffect {
  readonly articleId: number
  readonly warehouseId: number
  readonly level: StockLevel
}

export const addLevels = (one: StockLevel, other: StockLevel): StockLevel =>
  combine(one, other, (a, b) => roundQuantity(a + b))

export const subtractLevels = (one: StockLevel, other: StockLevel): StockLevel =>
  combine(one, other, (a, b) => roundQuantity(a - b))

export const changesStock = (difference: StockLevel): boolean => stockFigures.some((figure) => difference[figure] !== 0)

export const changesAnything = (difference: StockLevel): boolean => figures.some((figure) => difference[figure] !== 0)

/** May be negative: orders may book more than there is. */
export const sellable = (level: StockLevel): number =>
  roundQuantity(level.numberOfItems - level.booked - level.lockedForSale)

/** What may be taken for an order that holds no allocation. */
export const free = (level: StockLevel): number =>
  Math.max(0, roundQuantity(level.numberOfItems - level.locked - level.allocated))

/** Quantities are decimals; sums of them must not carry binary dust such as 0.30000000000000004. */
export const roundQuantity = (quantity: number): number =>
  Number.isInteger(quantity) ? quantity : Math.round(quantity * 1e6) / 1e6

/** How many whole kits so many of a component make; binary dust must not cost one. */
export const wholeKits = (items: number, perKit: number): number => Math.floor(roundQuantity(items / perKit))

const combine = (one: StockLevel, other: StockLevel, join: (a: number, b: number) => number): StockLevel => ({
  numberOfItems: join(one.numberOfItems, other.numberOfItems),
  booked: join(one.booked, other.booked),
  allocated: join(one.allocated, other.allocated),
  pickedToBeCollected: join(one.pickedToBeCollected, other.pickedToBeCollected),
  locked: join(one.locked, other.locked),
  lockedForSale: join(one.lockedForSale, other.lockedForSale),
  pickedToBeReported: join(one.pickedToBeReported, other.pickedToBeReported),
  returnedToBeReported: join(one.returnedToBeReported, other.returnedToBeReported),
  toReceive: join(one.toReceive, other.toReceive),
  receivedToBeFinished: join(one.receivedToBeFinished, other.receivedToBeFinished),
  receivedToBeReported: join(one.receivedToBeReported, other.receivedToBeReported)
})
