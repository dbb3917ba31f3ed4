import { mergeById, mergeExternalIds, mergeProperties, withoutProperties } from "./Merge.ts"
import { refuse } from "./Refusal.ts"
import type { ProductMembers, ProductPatch, VariantMembers, VariantPatch } from "./wire/Product.ts"

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
    // A product that is made inactive takes its variants with it.
    variants: head.isActive === false ? merged.map((variant) => ({ ...variant, isActive: false })) : merged
  }
  const { modified: _before, ...before } = product
  const { modified: _after, ...after } = { ...patched, variants: patched.variants.map((it) => unmoved(it, product)) }
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

export const deletedVariant = (product: Product, skuId: string, now: string): Product => ({
  ...product,
  modified: now,
  variants: product.variants.map((variant) =>
    variant.skuId === skuId ? { ...variant, status: "Deleted", isActive: false, modified: now } : variant
  )
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
export const withAvailability = (product: Product, of: (entry: Variant | Product) => Availability): Product => {
  if (product.variants.length === 0) return product.skuId === undefined ? product : { ...product, ...of(product) }
  const variants = product.variants.map((variant) => ({ ...variant, ...of(variant) }))
  const availableInventory = variants.reduce((sum, variant) => sum + variant.availableInventory, 0)
  return { ...product, variants, availableInventory, isInStock: availableInventory > 0 }
}
