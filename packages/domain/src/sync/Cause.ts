/** Who can do something about it. */
export type Fixer = "merchant" | "warehouse" | "integrator" | "nobody"

interface Known {
  readonly fixer: Fixer
  /** What happened, and what to do, in a sentence or two. */
  readonly words: string
}

/** Every reason for which work is skipped, waits, is held or is given up: a closed list that operators can search. */
export const causes = {
  "older-than-from": { fixer: "nobody", words: "The order is older than the tenant's go-live line (`from`)." },
  "not-an-ongoing-warehouse": { fixer: "nobody", words: "The shipment's warehouse is not marked IsOngoingStore." },
  "already-exported": { fixer: "nobody", words: "The shipment already carries an OngoingOrderId." },
  "already-delivered": { fixer: "nobody", words: "The shipment has been delivered." },
  "not-cancelled": { fixer: "nobody", words: "The shipment is not cancelled in Omnium any more." },
  cancelled: { fixer: "nobody", words: "The order or the shipment is cancelled." },
  "nothing-to-ship": { fixer: "nobody", words: "No line of the shipment has anything left to ship." },
  "status-does-not-export": {
    fixer: "nobody",
    words: "The shipment is not in a status whose active workflow step exports to Ongoing."
  },
  "order-not-ours": { fixer: "nobody", words: "The Ongoing order belongs to no order of this tenant in Omnium." },
  "purchase-order-not-ours": {
    fixer: "nobody",
    words: "The Ongoing purchase order belongs to no delivery of this tenant in Omnium."
  },
  "delivery-not-open": { fixer: "nobody", words: "The delivery is not New, Confirmed or InProgress." },
  "nothing-to-receive": { fixer: "nobody", words: "No line of the delivery has anything to come." },
  "purchase-order-closed": {
    fixer: "nobody",
    words: "The purchase order is voided or cancelled in Ongoing; it is not written any more."
  },
  unchanged: { fixer: "nobody", words: "Nothing has changed since it was last handled." },
  "no-goods-owner-id": {
    fixer: "integrator",
    words: "No Goods Owner ID. Add OngoingGoodsOwnerId to the store in Omnium, then retry."
  },
  "no-warehouse-id": {
    fixer: "integrator",
    words: "No Ongoing warehouse ID. Add OngoingWarehouseId to the store in Omnium, then retry."
  },
  "shipment-id-with-hyphen": {
    fixer: "integrator",
    words:
      "The shipment ID contains a hyphen or a slash, so {OrderNumber}-{ShipmentId} could not be read back. Renumber the shipment."
  },
  "order-number-too-long": {
    fixer: "integrator",
    words: "{OrderNumber}-{ShipmentId} is longer than the 50 characters that Ongoing keeps."
  },
  "order-number-taken": {
    fixer: "integrator",
    words:
      "The number is already used in Ongoing by another order. Nothing was overwritten; the order needs another number."
  },
  "delivery-id-too-long": {
    fixer: "integrator",
    words: "The delivery's id is longer than the 50 characters that Ongoing keeps of a purchase order number."
  },
  "purchase-order-number-taken": {
    fixer: "integrator",
    words: "The number is already used in Ongoing by another purchase order. Nothing was overwritten."
  },
  "received-before-export": {
    fixer: "merchant",
    words: "A part was received in Omnium before the delivery was exported. Split the rest into a delivery of its own."
  },
  "ongoing-version-stands": {
    fixer: "warehouse",
    words:
      "Reception has begun in Ongoing, so the change was not taken over. Ongoing's purchase order stands as it was."
  },
  "received-unknown-line": {
    fixer: "merchant",
    words: "Goods were received in Ongoing on a line that the delivery does not have. They are not booked in Omnium."
  },
  "received-less": {
    fixer: "merchant",
    words:
      "Ongoing has taken back a receipt that is booked in Omnium. Goods reception cannot be undone: correct it there."
  },
  "address-missing": { fixer: "merchant", words: "The shipment has no delivery address. Add one, then retry." },
  "order-not-found": { fixer: "merchant", words: "Omnium does not know the order, 15 minutes after it was announced." },
  "delivery-not-found": {
    fixer: "merchant",
    words: "Omnium does not know the delivery, 15 minutes after it was announced."
  },
  "product-not-found": { fixer: "merchant", words: "Omnium has no such product." },
  "delivery-deleted": {
    fixer: "merchant",
    words:
      "The delivery was deleted in Omnium after its export. Have the purchase order cancelled in Ongoing, or dismiss."
  },
  "shipment-not-found": { fixer: "merchant", words: "The order in Omnium has no such shipment." },
  "not-yet": { fixer: "nobody", words: "Omnium has not finished saving the order; it is tried again for 15 minutes." },
  "not-delivered-yet": {
    fixer: "nobody",
    words:
      "Omnium does not know yet that the goods were sent, and would refuse that later. The return is brought by a later run."
  },
  "too-many-products-gone": {
    fixer: "integrator",
    words:
      "So many exported SKUs are not in Omnium any more that none was taken out of use. If they were deleted on purpose, run OngoingProductSyncScheduledTask with `full`."
  },
  "refused-by-ongoing": { fixer: "merchant", words: "Ongoing refused it. Its own words say why." },
  "refused-by-omnium": { fixer: "integrator", words: "Omnium refused it. Its own words say why." },
  "locked-in-ongoing": { fixer: "nobody", words: "Another operation holds it in Ongoing; it is tried again." },
  "locked-in-omnium": { fixer: "nobody", words: "Another operation holds it in Omnium; it is tried again." },
  "ongoing-credentials": {
    fixer: "integrator",
    words: "Ongoing refuses the user name or password. Correct them in the configuration and restart; it then goes on."
  },
  "omnium-credentials": {
    fixer: "integrator",
    words: "Omnium refuses the client id or secret. Correct them in the configuration and restart; it then goes on."
  },
  "ongoing-unavailable": { fixer: "nobody", words: "Ongoing does not answer. Everything waits and goes on by itself." },
  "omnium-unavailable": { fixer: "nobody", words: "Omnium does not answer. Everything waits and goes on by itself." },
  "calls-limited": {
    fixer: "nobody",
    words: "The number of calls is limited; it goes on when calls are allowed again."
  },
  "attempts-exhausted": {
    fixer: "integrator",
    words: "It failed five times while others succeeded. The last answer says why."
  },
  "outcome-unknown": {
    fixer: "nobody",
    words: "The answer was lost. The result is read back before anything is repeated."
  },
  "malformed-answer": { fixer: "integrator", words: "The answer was not what the API documents." },
  "status-not-mapped": {
    fixer: "integrator",
    words: "No order status of this order type has the Ongoing status in its OngoingStatus property."
  },
  "over-delivered": {
    fixer: "merchant",
    words: "The warehouse has sent more than was ordered. What was ordered is booked; the rest is not."
  },
  "cancel-refused": {
    fixer: "warehouse",
    words: "Ongoing refused to cancel the order, because work on it has started. The warehouse decides."
  },
  "shipped-after-cancel": {
    fixer: "merchant",
    words:
      "The order was shipped after its cancellation was refused. Tracking is on the shipment; stop it or refund it."
  },
  "change-refused": {
    fixer: "warehouse",
    words: "The change was not brought: Ongoing's version of the order stands. The message says why, and what differs."
  },
  "delivered-short": {
    fixer: "merchant",
    words: "The warehouse has closed the order with less than was ordered. Somebody decides about the missing lines."
  },
  "sent-without-tracking": {
    fixer: "warehouse",
    words:
      "The order was sent half an hour ago, and Ongoing has no waybill or parcel number of it. Book the transport or enter the waybill there."
  },
  "return-line-unknown": {
    fixer: "merchant",
    words: "Goods came back that no line of the order in Omnium is for. OngoingReturnError on the order names them."
  },
  "return-exceeds-order": {
    fixer: "merchant",
    words: "More came back than the order line in Omnium has left to return. OngoingReturnError on the order says what."
  },
  "return-of-cancelled-order": {
    fixer: "merchant",
    words: "Goods of an order that is cancelled in Omnium came back. Somebody decides what becomes of them."
  },
  "sku-unknown": { fixer: "merchant", words: "Omnium has no product of the article's SKU." },
  "kit-article": { fixer: "nobody", words: "The article is a kit: its stock is that of its parts." },
  "non-stock-article": { fixer: "nobody", words: "The article keeps no stock in Ongoing." },
  "inactive-article": { fixer: "nobody", words: "The article is not active in Ongoing." },
  "article-not-in-warehouse": { fixer: "nobody", words: "Ongoing tells no stock of the article in this warehouse." },
  "sku-differs-by-case": {
    fixer: "merchant",
    words:
      "SKUs in Omnium or Ongoing differ only by case or spaces, so its stock was not changed. Write them alike, then retry."
  },
  "sku-matched-twice": {
    fixer: "warehouse",
    words: "Ongoing has two articles with this number, so its stock was not changed. Rename one, then retry."
  },
  "no-longer-matched": {
    fixer: "merchant",
    words:
      "The SKU was matched in both systems before and is not any more. If it was renamed, rename it in the other too."
  },
  "warehouse-linked-twice": {
    fixer: "integrator",
    words:
      "Two stores have the same OngoingGoodsOwnerId and OngoingWarehouseId, and would both offer its goods. Correct one."
  },
  "warehouse-not-in-ongoing": {
    fixer: "integrator",
    words: "Ongoing tells no stock for the warehouse. Verify the OngoingWarehouseId mapping of the store."
  },
  "tenant-removed": {
    fixer: "integrator",
    words: "The tenant is no longer in the configuration. Add it again and retry, or dismiss the item."
  },
  "storage-failed": {
    fixer: "integrator",
    words: "A file could not be stored. Check the data directory's space and rights."
  },
  "unexpected-failure": {
    fixer: "integrator",
    words: "The connector failed in a way it does not know. The log has the details."
  },
  dismissed: { fixer: "nobody", words: "Dismissed by an operator, whose note says why." }
} as const satisfies Record<string, Known>

export type Cause = keyof typeof causes
