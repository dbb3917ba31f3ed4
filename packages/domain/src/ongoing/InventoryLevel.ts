import type { ArticleSystemId } from "./OngoingArticle.ts"

/** Only articles of kind "stock" keep stock that Omnium can be told. A kind that Ongoing does not tell counts as one. */
export type ArticleKind = "stock" | "kit" | "non-stock" | "inactive"

/** What Ongoing can sell of an article in a warehouse. */
export interface InventoryLevel {
  readonly article: ArticleSystemId
  readonly sku: string
  /** `sellableNumberOfItems`: a decimal, negative when more is ordered than there is. None: it names no such warehouse. */
  readonly sellable: number | undefined
}
