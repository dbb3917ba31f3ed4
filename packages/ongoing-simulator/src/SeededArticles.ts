import {
  type CatalogueItem,
  catalogueItem,
  indexOfEan,
  indexOfSku,
  seededStock,
  skuOf
} from "@omnium-ongoing/simulator-kit/Catalogue"
import type { Origin } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"
import { type Article, idsPerLevel } from "./Article.ts"
import { emptyLevel } from "./Stock.ts"
import { firstIds, ownerKey } from "./Warehouse.ts"
import type { PostArticle } from "./wire/PostArticle.ts"

export interface SeededArticlesOptions {
  readonly goodsOwners: ReadonlyArray<number>
  readonly warehouseIds: ReadonlyArray<number>
  /** Of each goods owner. */
  readonly articles: number
  readonly seed: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface SeededArticles {
  readonly byId: Origin<number, Article>
  /** Ids by goods owner and number, and by goods owner and bar code. */
  readonly idsByNumber: Origin<string, number>
  readonly idsByBarCode: Origin<string, number>
  /** Where counting goes on. */
  readonly nextIds: { readonly article?: number; readonly articleItem?: number }
}

/** The catalogue in every goods owner's warehouses. An article is worked out when it is asked for, so a million cost nothing. */
export const seededArticles = (options: SeededArticlesOptions): SeededArticles => {
  const { goodsOwners, warehouseIds, articles, seed, at } = options
  const { article: firstId, articleItem: firstArticleItemId } = firstIds
  const size = goodsOwners.length * articles

  const articleAt = (position: number): Article => {
    const index = position % articles
    const ownerId = goodsOwners[Math.floor(position / articles)]! // the position is below the size
    return {
      id: firstId + position,
      ownerId,
      number: skuOf(seed, index),
      // Who reads nothing but stock does without.
      get sent() {
        return articleOf(ownerId, catalogueItem(seed, index))
      },
      kind: "Stock",
      keepsStock: true,
      created: at,
      dataUpdated: at,
      stockChanged: null,
      lastIn: at,
      levels: warehouseIds.map((warehouseId, place) => {
        const opening = seededStock(seed, ownerId, index, place)
        return {
          warehouseId,
          level: { ...emptyLevel, numberOfItems: opening },
          opening,
          articleItemId: firstArticleItemId + (position * warehouseIds.length + place) * idsPerLevel
        }
      }),
      receipts: []
    }
  }

  function* idsOf(): Generator<number> {
    for (let position = 0; position < size; position++) yield firstId + position
  }

  /** By a text of the item, whose place in the catalogue can be read from it. */
  const idsBy = (
    textOf: (item: CatalogueItem) => string,
    indexOf: (seed: number, text: string) => number | undefined
  ) => ({
    size,
    get: (key: string) => {
      const slash = key.indexOf("/")
      const owner = goodsOwners.indexOf(Number(key.slice(0, slash)))
      const index = owner === -1 ? undefined : indexOf(seed, key.slice(slash + 1))
      return index === undefined || index >= articles ? undefined : firstId + owner * articles + index
    },
    *keys() {
      for (const ownerId of goodsOwners)
        for (let index = 0; index < articles; index++) yield ownerKey(ownerId, textOf(catalogueItem(seed, index)))
    }
  })

  return {
    byId: {
      size,
      get: (id) => (id >= firstId && id < firstId + size ? articleAt(id - firstId) : undefined),
      keys: idsOf
    },
    idsByNumber: idsBy((item) => item.sku, indexOfSku),
    idsByBarCode: idsBy((item) => item.ean, indexOfEan),
    nextIds: {
      article: firstId + size,
      articleItem: firstArticleItemId + size * warehouseIds.length * idsPerLevel
    }
  }
}

const articleOf = (ownerId: number, item: CatalogueItem): PostArticle => ({
  goodsOwnerId: ownerId,
  articleNumber: item.sku,
  articleName: `${item.productName} ${item.colour}`,
  productCode: item.sku,
  description: item.description,
  isStockArticle: true,
  isActive: true,
  barCodeInfo: { barCode: item.ean },
  weight: item.weight,
  articleColor: { code: item.colour, name: item.colour },
  articleSize: { code: item.size, name: item.size },
  supplierInfo: { supplierNumber: item.supplierId, supplierName: item.brand, supplierArticleNumber: item.supplierSku },
  linkToPicture: item.imageUrl
})
