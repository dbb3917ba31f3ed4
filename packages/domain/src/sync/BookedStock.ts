/** What a shipment that Ongoing has booked still reserves in Omnium: all of it, in place of what was known before. */
export interface BookedStock {
  readonly tenant: string
  /** The shipment's key. */
  readonly key: string
  /** The store's id in Omnium. */
  readonly warehouse: string
  /** Each SKU once; none when nothing of it is open any more. */
  readonly lines: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>
}
