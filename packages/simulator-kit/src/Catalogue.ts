/** One variant of a product, as both simulated systems know it. */
export interface CatalogueItem {
  readonly sku: string
  readonly productId: string
  readonly productName: string
  /** Product name, colour and size together. */
  readonly name: string
  readonly description: string
  readonly brand: string
  readonly category: string
  readonly colour: string
  readonly size: string
  readonly ean: string
  /** Kilograms. */
  readonly weight: number
  /** Whole kroner, tax included. */
  readonly price: number
  readonly cost: number
  readonly supplierId: string
  readonly supplierName: string
  readonly supplierSku: string
  readonly countryOfOrigin: string
  /** Tariff number of the kind of goods, eight digits. */
  readonly tariffNumber: string
  readonly imageUrl: string
}

interface Kind {
  readonly noun: string
  readonly category: string
  readonly sizes: readonly [string, string, string, string]
  readonly weight: number
  readonly price: number
  readonly tariffNumber: string
}

const clothes = ["S", "M", "L", "XL"] as const
const shoes = ["38", "40", "42", "44"] as const
const volumes = ["10 l", "20 l", "30 l", "45 l"] as const

const kinds: ReadonlyArray<Kind> = [
  { noun: "T-skjorte", category: "Klær", sizes: clothes, weight: 0.18, price: 249, tariffNumber: "61091000" },
  { noun: "Ullgenser", category: "Klær", sizes: clothes, weight: 0.52, price: 1199, tariffNumber: "61101130" },
  { noun: "Regnjakke", category: "Klær", sizes: clothes, weight: 0.64, price: 1499, tariffNumber: "62014000" },
  { noun: "Turbukse", category: "Klær", sizes: clothes, weight: 0.48, price: 999, tariffNumber: "62034319" },
  { noun: "Fjellstøvel", category: "Sko", sizes: shoes, weight: 1.35, price: 1999, tariffNumber: "64039116" },
  { noun: "Joggesko", category: "Sko", sizes: shoes, weight: 0.72, price: 1299, tariffNumber: "64041100" },
  { noun: "Ryggsekk", category: "Utstyr", sizes: volumes, weight: 0.95, price: 899, tariffNumber: "42029291" },
  { noun: "Pakkpose", category: "Utstyr", sizes: volumes, weight: 0.12, price: 199, tariffNumber: "63079098" }
]
const names = [
  "Fjellvang",
  "Storebjørk",
  "Nordhavn",
  "Lyngmo",
  "Skarvheim",
  "Blåtind",
  "Østervik",
  "Kvitfjell",
  "Røsslyng"
]
const colours = ["Svart", "Marineblå", "Mosegrønn", "Rust", "Lys grå", "Tyttebærrød", "Hvit", "Sennepsgul"]
const suppliers = [
  { id: "S100", name: "Havgapet Tekstil AS", brand: "Havgap", country: "PT" },
  { id: "S200", name: "Tindeby Sko AS", brand: "Tindeby", country: "IT" },
  { id: "S300", name: "Skogsøen Utstyr AB", brand: "Skogsø", country: "SE" },
  { id: "S400", name: "Vindholm Design ApS", brand: "Vindholm", country: "DK" }
]
const letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
const variantsPerProduct = 4
const firstNumber = 123

/** The first `count` items of a seed. Item i is the same whatever the count. */
export const catalogue = (seed: number, count: number): ReadonlyArray<CatalogueItem> =>
  Array.from({ length: count }, (_, index) => catalogueItem(seed, index))

export const catalogueItem = (seed: number, index: number): CatalogueItem => {
  const product = Math.floor(index / variantsPerProduct)
  const draw = mix(seed, product)
  const kind = pick(kinds, draw)
  const supplier = pick(suppliers, draw >>> 3)
  const colour = pick(colours, draw >>> 5)
  const size = kind.sizes[index % variantsPerProduct] ?? ""
  const productName = `${supplier.brand} ${pick(names, draw >>> 8)} ${kind.noun}`
  const price = kind.price + ((draw >>> 12) % 6) * 50
  const sku = skuOf(seed, index)
  return {
    sku,
    productId: `P${String(1000 + product)}`,
    productName,
    name: `${productName}, ${colour}, ${size}`,
    description: `${kind.noun} fra ${supplier.brand} i ${colour.toLowerCase()}.`,
    brand: supplier.brand,
    category: kind.category,
    colour,
    size,
    ean: eanOf(seed, index),
    weight: Math.round(kind.weight * (100 + 5 * (index % variantsPerProduct))) / 100,
    price,
    cost: Math.round(price * 0.4),
    supplierId: supplier.id,
    supplierName: supplier.name,
    supplierSku: `${supplier.id}-${String(product).padStart(5, "0")}-${size.replaceAll(" ", "")}`,
    countryOfOrigin: supplier.country,
    tariffNumber: kind.tariffNumber,
    imageUrl: `https://images.example.com/${sku}.jpg`
  }
}

/**
 * What lies in one of a goods owner's warehouses when the story begins, the same in both simulated systems. The first
 * item is the one of the examples: it must not run out in a demonstration. One in eight is out of stock.
 */
export const seededStock = (seed: number, goodsOwnerId: number, index: number, warehouse: number): number => {
  if (index === 0) return warehouse === 0 ? 100 : 25
  const draw = mix(mix(seed, goodsOwnerId), index * 16 + warehouse)
  return draw % 8 === 0 ? 0 : 10 + ((draw >>> 3) % 70)
}

/** Where the item with this SKU stands in the catalogue of the seed; undefined if none has it. */
export const indexOfSku = (seed: number, sku: string): number | undefined => {
  const index = Number.parseInt(sku, 10) - firstNumber
  return index >= 0 && skuOf(seed, index) === sku ? index : undefined
}

/** As `indexOfSku`, by the bar code. */
export const indexOfEan = (seed: number, ean: string): number | undefined => {
  const index = Number(/^29\d\d(\d{8})\d$/.exec(ean)?.[1] ?? Number.NaN) - 1
  return index >= 0 && eanOf(seed, index) === ean ? index : undefined
}

/** The check digit of the first twelve digits of an EAN-13. */
export const eanCheckDigit = (digits: string): number => {
  let sum = 0
  for (let position = 0; position < 12; position++) sum += Number(digits[position]) * (position % 2 === 0 ? 1 : 3)
  return (10 - (sum % 10)) % 10
}

/** The SKU of the item at this place. */
export const skuOf = (seed: number, index: number): string => {
  const number = String(firstNumber + index).padStart(4, "0")
  if (index === 0) return `${number}ABC`
  const draw = mix(seed ^ 0x5bd1e995, index)
  return `${number}${pick(letters, draw)}${pick(letters, draw >>> 8)}${pick(letters, draw >>> 16)}`
}

/** Numbers beginning with 29 are for use inside a company, so they are nobody's. */
const eanOf = (seed: number, index: number): string => {
  const digits = `29${String(Math.abs(seed) % 100).padStart(2, "0")}${String(index + 1).padStart(8, "0")}`
  return digits + String(eanCheckDigit(digits))
}

const pick = <A>(choices: ArrayLike<A>, draw: number): A =>
  // The index is within bounds by the remainder, and no table here is empty.
  choices[draw % choices.length] as A

/** A well-spread 32-bit number from two (the finaliser of MurmurHash3). */
const mix = (seed: number, value: number): number => {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
