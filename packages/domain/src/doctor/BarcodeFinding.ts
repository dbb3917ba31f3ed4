import type { OmniumSku } from "../omnium/OmniumProduct.ts"
import { type Finding, listed, ok, warning } from "./Finding.ts"

/** Ongoing refuses an article whose barcode another active article has. */
export const barcodeFinding = (named: ReadonlyArray<Pick<OmniumSku, "skuId" | "ean">>): Finding => {
  const skus = new Map<string, string>()
  for (const { skuId, ean } of named) if (ean !== undefined && ean.trim() !== "") skus.set(skuId, ean.trim())
  const shared = [...Map.groupBy(skus, ([, ean]) => ean)].filter(([, found]) => found.length > 1)
  return shared.length === 0
    ? ok("barcodes", `Among the first ${skus.size} SKUs with an EAN none is used twice.`)
    : warning(
        "barcodes",
        `Among the first ${skus.size} SKUs an EAN is used twice: ${listed(shared.map(([ean, found]) => `${ean} by ${listed(found.map(([sku]) => sku))}`))}. Ongoing takes each barcode for one article only.`,
        "Give each SKU an EAN of its own in Omnium."
      )
}
