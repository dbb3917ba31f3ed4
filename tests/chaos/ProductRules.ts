import type { Variant } from "@omnium-ongoing/omnium-simulator/Product"
import type { Article } from "@omnium-ongoing/ongoing-simulator/Article"
import { barCodeOf } from "@omnium-ongoing/ongoing-simulator/Warehouse"
import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import type { EndState } from "./AtRest.ts"
import type { Fail, Judge } from "./Judge.ts"
import type { Exchange } from "./Network.ts"
import type { Systems } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

/** No two articles in use have one barcode, and no number is that of two. */
export class ProductSafety implements Judge {
  readonly #systems: Systems
  readonly #fail: Fail

  constructor(systems: Systems, fail: Fail) {
    this.#systems = systems
    this.#fail = fail
  }

  ongoing(row: LedgerRow, exchange: Exchange | undefined): void {
    const article = row.after as Article | null // The table of this kind holds articles.
    if (row.kind !== "article" || article === null || exchange === undefined) return
    const others = [...this.#systems.ongoing.world().state.articles.values()].filter(
      (each) => each.id !== article.id && each.ownerId === article.ownerId
    )
    const barCode = barCodeOf(article)
    const twin = others.find((each) => barCode !== undefined && barCodeOf(each) === barCode)
    if (twin !== undefined) {
      this.#fail("R17", `The articles ${twin.number} and ${article.number} are both in use with barcode ${barCode}.`)
    }
    if (others.some((each) => each.number === article.number)) {
      this.#fail("R17", `There are two articles ${article.number}.`)
    }
  }
}

/** At rest every article says what its product says, and is out of use when that is deleted. */
export const productsAtRest = (end: EndState): ReadonlyArray<Violation> =>
  end.story.switches.products
    ? end.story.tenants.flatMap(({ id }) =>
        [...(end.systems.omniums.get(id)?.world().state.products.values() ?? [])].flatMap((product) =>
          product.variants.flatMap((variant) =>
            ofVariant(end, id, variant, product.status === "Deleted" || variant.status === "Deleted")
          )
        )
      )
    : []

const ofVariant = (
  { systems, items }: EndState,
  tenant: string,
  variant: Variant,
  isDeleted: boolean
): ReadonlyArray<Violation> => {
  const named = `${tenant}'s product ${variant.skuId}`
  const isVisible = items.some(
    (item) =>
      item.tenant === tenant &&
      item.flow.startsWith("product") &&
      (item.key === variant.productId || item.key.includes(variant.skuId)) &&
      (/^(dead|held)$/.test(item.state) || item.cause === "dismissed")
  )
  if (isVisible) return []
  const article = [...systems.ongoing.world().state.articles.values()].find((each) => each.number === variant.skuId)
  if (isDeleted) {
    const isOut = article === undefined || (article.sent.isActive === false && !article.sent.barCodeInfo?.barCode)
    return isOut ? [] : [{ rule: "R17", words: `${named} is deleted, and its article is in use or has a barcode.` }]
  }
  if (article === undefined) {
    return isForSale(systems, tenant, variant.skuId)
      ? [{ rule: "R2", words: `${named} is for sale in an Ongoing warehouse, and has no article.` }]
      : []
  }
  const says = { name: article.sent.articleName ?? "", barCode: article.sent.barCodeInfo?.barCode ?? "" }
  if (!says.name.startsWith(variant.name ?? "") || says.barCode !== (variant.ean ?? "")) {
    return [
      {
        rule: "R17",
        words: `${named} is "${variant.name}" ${variant.ean}, and its article is "${says.name}" ${says.barCode}.`
      }
    ]
  }
  const id = `${article.id}_${article.ownerId}`
  return variant.externalIds?.some((each) => each.providerName === "OngoingArticleId" && each.id === id)
    ? []
    : [{ rule: "R17", words: `${named} does not say that its article is ${id}.` }]
}

const isForSale = (systems: Systems, tenant: string, sku: string): boolean =>
  [...systems.ongoingStores(tenant)].some((warehouse) => {
    const item = systems.omniums.get(tenant)?.world().state.inventory.get(`${warehouse}/${sku}`)
    return item !== undefined && item.inventory - item.reservedInventory > 0
  })
