import type { OmniumSku } from "../omnium/OmniumProduct.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import type { OngoingArticle } from "../ongoing/OngoingArticle.ts"

/** The one mapping for every write of an article, so that a later one never wipes what an earlier one wrote. */
export const articleMapping = (sku: OmniumSku, owner: OngoingGoodsOwnerId): OngoingArticle => ({
  goodsOwnerId: owner,
  articleNumber: sku.skuId,
  productCode: sku.skuId,
  articleName: articleName(sku),
  isActive: true,
  barCode: sku.ean ?? "",
  ...(sku.weight !== undefined && sku.weight > 0 && { weight: sku.weight }),
  ...(sku.description !== undefined && { description: plain(sku.description) }),
  ...(sku.color !== undefined && { articleColor: sku.color }),
  ...(sku.size !== undefined && { articleSize: sku.size }),
  ...(sku.brand !== undefined && { supplierName: sku.brand }),
  ...(sku.supplierSkuId !== undefined && { supplierArticleNumber: sku.supplierSkuId }),
  ...(sku.mainImageUrl !== undefined && { linkToPicture: sku.mainImageUrl })
})

/** A deleted product's article: kept for history, out of use, and without the barcode that a new one may need. */
export const deletedArticle = (sku: OmniumSku, owner: OngoingGoodsOwnerId): OngoingArticle => ({
  ...articleMapping(sku, owner),
  isActive: false,
  barCode: ""
})

/** Name and colour, the colour once. */
const articleName = ({ name, color, skuId }: OmniumSku): string => {
  const base = name ?? skuId
  return color === undefined || base.toLowerCase().includes(color.toLowerCase()) ? base : `${base} ${color}`
}

/** Descriptions are written for web shops; a warehouse reads text. */
const plain = (html: string): string =>
  html
    .slice(0, 20_000)
    .replace(/<[^<>]{0,2000}>/g, " ")
    .replace(/&nbsp;/gi, " ")
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&quot;/gi, '"')
    .replace(/&#(?:x([\da-f]{1,5})|(\d{1,6}));/gi, (_, hexadecimal, decimal) =>
      String.fromCodePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16))
    )
    .replace(/&amp;/gi, "&")
    .replace(/\s+/g, " ")
    .trim()
    .toWellFormed()
