import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { ofGoodsOwner } from "./Lane.ts"
import type { Tenant } from "./Tenant.ts"
import type { NewItem, Source } from "./WorkItem.ts"

/** Under this key the journal remembers how an article was last written. */
export const articleKey = (sku: string, owner: OngoingGoodsOwnerId): string => `${owner} ${sku}`

/** The keys of all articles of a goods owner lie between these two. */
export const articleKeysOf = (owner: OngoingGoodsOwnerId) => ({ after: `${owner} `, before: `${owner}!` })

export const skuOf = (key: string): string => key.slice(key.indexOf(" ") + 1)

/** A product at one goods owner, in that goods owner's lane. */
export const productItem = (about: {
  /** The product's id, or the SKU of one of its variants. */
  readonly product: string
  readonly owner: OngoingGoodsOwnerId
  readonly tenant: Tenant
  readonly source: Source
  readonly run?: string | undefined
}): NewItem => ({
  tenant: about.tenant.id,
  flow: "product-export",
  key: about.product,
  reference: String(about.owner),
  lane: ofGoodsOwner(about.tenant.installation, about.owner),
  source: about.source,
  ...(about.run === undefined ? {} : { run: about.run })
})
