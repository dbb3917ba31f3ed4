import type { ItemLock } from "./Article.ts"
import type { ItemTraits } from "./ItemTraits.ts"
import { deviating } from "./PurchaseOrderStatuses.ts"
import { emptyLevel, roundQuantity, type StockEffect } from "./Stock.ts"
import type { PostPurchaseOrder, PostPurchaseOrderLine } from "./wire/PostPurchaseOrder.ts"

/** The goods owner's part, as last put or patched; number, lines and warehouse stand on the purchase order itself. */
export type PurchaseOrderHeader = Omit<
  PostPurchaseOrder,
  "purchaseOrderLines" | "purchaseOrderNumber" | "goodsOwnerId" | "warehouseId"
>

export interface PurchaseOrder {
  readonly id: number
  readonly ownerId: number
  readonly number: string
  readonly header: PurchaseOrderHeader
  readonly warehouseId: number
  readonly status: number
  readonly lines: ReadonlyArray<PurchaseOrderLine>
  readonly created: number
  /** Of the header or the lines. */
  readonly changed: number
  readonly statusChanged: number
  readonly lastReceived: number | null
}

export interface PurchaseOrderLine {
  readonly id: number
  readonly sent: PostPurchaseOrderLine
  readonly articleId: number
  readonly advised: number
  /** The code of the article item status that what comes has. */
  readonly statusCode: string | null
  /** False for services and kits, of which the warehouse keeps none. */
  readonly keepsStock: boolean
  /** Every receipt is an article item of its own. */
  readonly receipts: ReadonlyArray<Receipt>
  /** Items that were told of beforehand and have not come yet: the next receipts are these. */
  readonly announced: ReadonlyArray<AnnouncedItem>
  readonly reported: number | null
}

export interface AnnouncedItem extends ItemTraits {
  readonly articleItemId: number
  readonly container: string | null
  readonly caseNumber: string | null
  readonly comment: string | null
  readonly weight: number | null
  /** The code of its article item status. */
  readonly statusCode: string | null
}

export interface Receipt extends AnnouncedItem {
  readonly quantity: number
  readonly at: number
  readonly lock: ItemLock
}

const lockedOn = (line: PurchaseOrderLine, locks: ReadonlyArray<ItemLock>): number =>
  roundQuantity(line.receipts.reduce((sum, { lock, quantity }) => (locks.includes(lock) ? sum + quantity : sum), 0))

export const receivedOn = (line: PurchaseOrderLine): number =>
  roundQuantity(line.receipts.reduce((sum, receipt) => sum + receipt.quantity, 0))

export const anythingReceived = (order: PurchaseOrder): boolean => order.lines.some((line) => line.receipts.length > 0)

/** Goods may still come in. */
export const isOpen = (order: PurchaseOrder): boolean => order.status < deviating

export const withPurchaseOrderStatus = (order: PurchaseOrder, status: number, now: number): PurchaseOrder =>
  status === order.status ? order : { ...order, status, statusChanged: now }

/** Everything a purchase order adds to the stock figures. What came in stays in stock whatever becomes of the order. */
export const stockOfPurchaseOrder = (order: PurchaseOrder): ReadonlyArray<StockEffect> =>
  order.lines
    .filter((line) => line.keepsStock)
    .map((line) => {
      const received = receivedOn(line)
      return {
        articleId: line.articleId,
        warehouseId: order.warehouseId,
        level: {
          ...emptyLevel,
          numberOfItems: received,
          locked: lockedOn(line, ["locked", "lockedForSale"]),
          lockedForSale: lockedOn(line, ["lockedForSale"]),
          toReceive: isOpen(order) ? Math.max(0, roundQuantity(line.advised - received)) : 0,
          receivedToBeFinished: isOpen(order) ? received : 0,
          receivedToBeReported: Math.max(0, roundQuantity(received - (line.reported ?? 0)))
        }
      }
    })
