import type { Product } from "./Product.ts"
import type { ProductSearch } from "./wire/Product.ts"

type Exclusions = NonNullable<ProductSearch["excludedFields"]>

const excludedBy = {
  isPricesExcluded: ["prices"],
  isAssetsExcluded: ["assets"],
  isPropertiesExcluded: ["properties"],
  isVariantsExcluded: ["variants"],
  isInventoryExcluded: ["inventory"],
  isProductCategoriesExcluded: ["mainCategoryId", "mainCategoryName"]
} as const

type Switch = keyof typeof excludedBy

/** What a search wants to see of a product. Fields are named with dots, as `variants.skuId`. */
export const fieldsOf = (search: ProductSearch): ((product: Product) => object) => {
  const included = search.includedFields?.specificFields ?? []
  const excluded = exclusionsOf(search.excludedFields ?? {})
  return (product) => {
    const whole = search.excludedFields?.isEverythingExcluded === true && included.length === 0 ? {} : product
    const chosen = included.length === 0 ? whole : picked(whole, included)
    return excluded.length === 0 ? chosen : omitted(chosen, excluded)
  }
}

/** A group that is excluded is so on the product and on its variants. */
const exclusionsOf = (exclusions: Exclusions): ReadonlyArray<string> => {
  const switched = (Object.keys(excludedBy) as ReadonlyArray<Switch>) // the keys of a closed literal
    .filter((name) => exclusions[name] === true)
    .flatMap((name) => excludedBy[name].flatMap((field) => [field, `variants.${field}`]))
  return [...switched, ...(exclusions.specificFields ?? [])]
}

/** The names at this level, and what is said of the members below each. */
const byHead = (fields: ReadonlyArray<string>): ReadonlyMap<string, ReadonlyArray<string>> => {
  const heads = new Map<string, Array<string>>()
  for (const field of fields) {
    const [head = "", ...rest] = field.split(".")
    const below = heads.get(head.toLowerCase()) ?? []
    heads.set(head.toLowerCase(), rest.length === 0 ? below : [...below, rest.join(".")])
  }
  return heads
}

const picked = (record: object, fields: ReadonlyArray<string>): object => {
  const heads = byHead(fields)
  return mapMembers(record, (name, member) => {
    const below = heads.get(name.toLowerCase())
    if (below === undefined) return undefined
    return below.length === 0 ? member : deep(member, (part) => picked(part, below))
  })
}

const omitted = (record: object, fields: ReadonlyArray<string>): object => {
  const whole = new Set(fields.filter((field) => !field.includes(".")).map((field) => field.toLowerCase()))
  const heads = byHead(fields)
  return mapMembers(record, (name, member) => {
    if (whole.has(name.toLowerCase())) return undefined
    const below = heads.get(name.toLowerCase())
    return below === undefined ? member : deep(member, (part) => omitted(part, below))
  })
}

const mapMembers = (record: object, change: (name: string, member: unknown) => unknown): object =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, member]) => {
      const changed = change(name, member)
      return changed === undefined ? [] : [[name, changed]]
    })
  )

const deep = (member: unknown, change: (part: object) => object): unknown =>
  Array.isArray(member)
    ? member.map((part) => deep(part, change))
    : typeof member === "object" && member !== null
      ? change(member)
      : member
