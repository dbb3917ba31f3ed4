/** What tells goods of one article apart. */
export interface ItemTraits {
  readonly serial: string | null
  readonly batch: string | null
  readonly expiryDate: string | null
}

export const noTraits: ItemTraits = { serial: null, batch: null, expiryDate: null }

/** What the staff read off the goods; what they leave out stays as it was known. */
export type NotedTraits = { readonly [Trait in keyof ItemTraits]?: string | undefined }

export const withTraits = <Item extends ItemTraits>(item: Item, noted: NotedTraits | undefined): Item => ({
  ...item,
  serial: noted?.serial ?? item.serial,
  batch: noted?.batch ?? item.batch,
  expiryDate: noted?.expiryDate ?? item.expiryDate
})
