/** An inventory event: a count, a breakage, a find, or returned goods that were scrapped. */
export interface Adjustment {
  readonly id: number
  readonly ownerId: number
  readonly articleId: number
  readonly articleItemId: number
  readonly warehouseId: number
  /** So many more, or fewer, than before. */
  readonly quantity: number
  readonly at: number
  readonly cause: { readonly code: string; readonly name: string } | null
  readonly isCount: boolean
  /** The order whose returned goods were scrapped. */
  readonly returnRemovedByOrder: number | null
  readonly isReported: boolean
}
