import { mergeById, mergeExternalIds, mergeProperties, withoutProperties } from "./Merge.ts"
import { refuse } from "./Refusal.ts"
import type { ProductMembers, ProductPatch, ProductSearch, VariantMembers, VariantPatch } from "./wire/Product.ts"

export interface Variant extends VariantMembers {
  readonly skuId: string
}

/** A product with its variants; one without variants is a SKU itself. */
export interface Product extends ProductMembers {
  readonly id: string
  /** Without the language that ends the document id. */
  readonly productId: string
  readonly modified: string
  readonly variants: ReadonlyArray<Variant>
}

export const putProduct = (existing: Product | undefined, sent: ProductMembers, now: string): Product => {
  const productId = sent.productId ?? sent.id?.replace(/_[a-z]{2}$/, "") ?? refuse(400, "Product id is missing")
  const defaults = { isActive: true, status: "Published", externalIds: [], properties: [], errors: [], tags: [] }
  return {
    ...defaults,
    ...sent,
    id: sent.id ?? productId,
    productId,
    created: existing?.created ?? now,
    modified: now,
    variants: (sent.variants ?? []).map((variant) => ({
      ...defaults,
      ...variant,
      productId,
      skuId: variant.skuId ?? refuse(400, `A variant of product ${productId} has no skuId`),
      created: now,
      modified: now
    }))
  }
}

/** Only what was sent changes. Variants are matched by SKU; those without one are skipped. */
export const patchProduct = (product: Product, patch: ProductPatch, now: string): Product => {
  const { variants, removeExistingVariants, ...head } = patch
  const sent = variants?.flatMap(({ skuId, ...rest }) => (skuId === undefined ? [] : [{ ...rest, skuId }])) ?? []
  const known = removeExistingVariants === true ? [] : product.variants
  const merged = sent.reduce<ReadonlyArray<Variant>>((list, variant) => {
    const existing = list.find((candidate) => candidate.skuId === variant.skuId)
    return mergeById<Variant>((candidate) => candidate.skuId)(list, [
      patchedMembers(existing ?? { skuId: variant.skuId, productId: product.productId, isActive: true }, variant, now)
    ])
  }, known)
  const patched: Product = {
    ...patchedMembers(product, { ...head, id: product.id, productId: product.productId }, now),
    variants: merged
  }
  const { modified: _before, ...before } = product
  const { modified: _after, ...after } = { ...patched, variants: merged.map((it) => unmoved(it, product)) }
  return JSON.stringify(before) === JSON.stringify(after) ? product : patched
}

export const patchVariant = (product: Product, skuId: string, patch: VariantPatch, now: string): Product =>
  product.variants.some((variant) => variant.skuId === skuId)
    ? patchProduct(product, { variants: [{ ...patch, skuId }] }, now)
    : refuse(404, `Product ${product.productId} has no variant '${skuId}'`)

export const deletedProduct = (product: Product, now: string): Product => ({
  ...product,
  status: "Deleted",
  isActive: false,
  modified: now,
  variants: product.variants.map((variant) => ({ ...variant, status: "Deleted", isActive: false, modified: now }))
})

/** The time of a variant that was patched with what it already holds does not count as a change. */
const unmoved = (variant: Variant, product: Product): Variant => {
  const before = product.variants.find((candidate) => candidate.skuId === variant.skuId)
  return before?.modified === undefined ? variant : { ...variant, modified: before.modified }
}

const patchedMembers = <A extends VariantMembers>(existing: A, patch: VariantPatch, now: string): A => {
  const {
    keepExistingCustomProperties,
    keepExistingAssets,
    dontOverwriteExistingPropertyValues,
    propertiesRemovalConditions,
    fieldsToForceNull = [],
    ...members
  } = patch
  const kept = withoutProperties(existing.properties ?? [], propertiesRemovalConditions ?? [])
  const sentProperties =
    dontOverwriteExistingPropertyValues === true
      ? members.properties?.filter((sent) => !kept.some((known) => known.key === sent.key))
      : members.properties
  const nulled = new Set(fieldsToForceNull.map((field) => field.toLowerCase()))
  const patched = {
    ...existing,
    ...members,
    externalIds: mergeExternalIds(existing.externalIds ?? [], members.externalIds ?? []),
    properties: mergeProperties(
      keepExistingCustomProperties === false && sentProperties ? [] : kept,
      sentProperties ?? []
    ),
    ...(members.assets !== undefined && keepExistingAssets === true
      ? { assets: [...(existing.assets ?? []), ...members.assets] }
      : {}),
    modified: now
  }
  return nulled.size === 0
    ? patched
    : // Members that a caller may null are optional ones.
      (Object.fromEntries(Object.entries(patched).filter(([name]) => !nulled.has(name.toLowerCase()))) as A)
}

/** What the inventory says of a SKU, as a product shows it. */
export interface Availability {
  readonly availableInventory: number
  readonly isInStock: boolean
  readonly inventory: ReadonlyArray<{ readonly warehouseCode: string; readonly quantity: number }>
}

/** The product with the figures that are calculated from the inventory. */
export const withAvailability = (product: Product, of: (sku: string) => Availability): Product => {
  if (product.variants.length === 0) return product.skuId === undefined ? product : { ...product, ...of(product.skuId) }
  const variants = product.variants.map((variant) => ({ ...variant, ...of(variant.skuId) }))
  const availableInventory = variants.reduce((sum, variant) => sum + variant.availableInventory, 0)
  return { ...product, variants, availableInventory, isInStock: availableInventory > 0 }
}

/** `product` carries its availability. Deleted products are found only when they are asked for. */
export const matchesProduct = (product: Product, search: ProductSearch): boolean => {
  const every = [product, ...product.variants]
  const isDeleted = product.status === "Deleted"
  const some = (
    wanted: ReadonlyArray<string> | undefined,
    values: (entry: VariantMembers) => ReadonlyArray<string | undefined>
  ): boolean =>
    wanted === undefined ||
    wanted.length === 0 ||
    every.some((entry) => values(entry).some((value) => value !== undefined && wanted.includes(value)))
  return (
    isDeleted === (search.isDeleted === true) &&
    (search.isActive === true ? product.isActive === true : search.isInactive !== true || product.isActive !== true) &&
    (search.modifiedFrom === undefined || product.modified >= search.modifiedFrom) &&
    (search.modifiedTo === undefined || product.modified <= search.modifiedTo) &&
    (search.isInStock === undefined || (product.isInStock === true) === search.isInStock) &&
    some(search.inStockWarehouseIds, (entry) =>
      (entry.inventory ?? []).filter((stock) => (stock.quantity ?? 0) > 0).map((stock) => stock.warehouseCode)
    ) &&
    some(search.productIds, (entry) => [entry.productId, entry.id, entry.skuId]) &&
    some(search.externalIds, (entry) => (entry.externalIds ?? []).map((id) => id.id)) &&
    some(search.gtins, (entry) => [entry.ean, ...(entry.gtins ?? [])]) &&
    some(search.supplierIds, (entry) => [entry.supplierId]) &&
    some(search.supplierSkuIds, (entry) => [entry.supplierSkuId]) &&
    some(search.tags, (entry) => entry.tags ?? []) &&
    (search.excludedTags === undefined || !product.tags?.some((tag) => search.excludedTags?.includes(tag))) &&
    (search.property === undefined ||
      every.some((entry) =>
        entry.properties?.some(
          (property) =>
            property.key === search.property?.key &&
            (search.property?.value === undefined || property.value === search.property.value)
        )
      )) &&
    (search.productType === undefined || product.productType === search.productType) &&
    (search.isPackage === undefined || (product.isPackage === true) === search.isPackage) &&
    (search.isBundle === undefined || (product.isBundle === true) === search.isBundle) &&
    (search.searchText === undefined ||
      every.some((entry) =>
        `${entry.name ?? ""} ${entry.skuId ?? ""}`.toLowerCase().includes(search.searchText?.toLowerCase() ?? "")
      ))
  )
}
