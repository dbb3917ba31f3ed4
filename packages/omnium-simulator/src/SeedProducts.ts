import { type CatalogueItem, seededStock } from "@omnium-ongoing/simulator-kit/Catalogue"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { saveProduct } from "./Assortment.ts"
import { putProduct } from "./Product.ts"
import { itemKey } from "./Stock.ts"
import { isoOf, type Tenant, type Write } from "./Tenant.ts"
import type { ProductMembers } from "./wire/Product.ts"

/** The goods owner of the warehouses that Ongoing runs, and those warehouses in the order Ongoing numbers them. */
const goodsOwnerId = 7
const ongoingWarehouses = ["epic_company_main_warehouse", "epic_company_second_warehouse"]
const shopWarehouse = "epic_company_shop_warehouse"
const shopStock = 5

/** The catalogue as products with variants, one product without variants, and one package of two others. */
export const seedProducts = (tenant: Tenant, items: ReadonlyArray<CatalogueItem>, seed: number, write: Write): void => {
  const now = isoOf(write.now)
  for (const product of [...productsOf(items), ...singles(items)]) {
    saveProduct(tenant, putProduct(undefined, product, now), write)
  }
  const put = (sku: string, warehouseCode: string, inventory: number): void => {
    // A missing item counts as none, and empty ones are best not created.
    if (inventory === 0) return
    const item = { sku, warehouseCode, inventory, reservedInventory: 0, created: now, modified: now, properties: [] }
    tenant.inventory.set(itemKey(sku, warehouseCode), item, unrecorded)
    tenant.stockedWarehouses.add(warehouseCode)
    tenant.openingStock += inventory
  }
  for (const [index, { sku }] of items.entries()) {
    for (const [position, warehouse] of ongoingWarehouses.entries()) {
      put(sku, warehouse, seededStock(seed, goodsOwnerId, index, position))
    }
    put(sku, shopWarehouse, shopStock)
  }
  if (items.length > 0) put(bag.skuId, shopWarehouse, shopStock)
}

const productsOf = (items: ReadonlyArray<CatalogueItem>): ReadonlyArray<ProductMembers> =>
  [...Map.groupBy(items, (item) => item.productId).entries()].flatMap(([productId, variants]) => {
    const [first] = variants
    return first === undefined
      ? []
      : [
          {
            id: `${productId}_no`,
            productId,
            language: "no",
            name: first.productName,
            description: first.description,
            brand: first.brand,
            mainCategoryName: first.category,
            mainImageUrl: first.imageUrl,
            supplierId: first.supplierId,
            supplierName: first.supplierName,
            isSku: false,
            variants: variants.map((item) => ({
              id: `${item.sku}_no`,
              skuId: item.sku,
              language: "no",
              name: item.productName,
              description: item.description,
              brand: item.brand,
              color: item.colour,
              size: item.size,
              ean: item.ean,
              gtins: [item.ean],
              weight: item.weight,
              cost: item.cost,
              costCurrency: "NOK",
              supplierId: item.supplierId,
              supplierName: item.supplierName,
              supplierSkuId: item.supplierSku,
              mainImageUrl: item.imageUrl,
              countryOfOrigin: item.countryOfOrigin,
              customsCode: item.tariffNumber,
              isSku: true
            }))
          }
        ]
  })

const bag = {
  id: "HANDLENETT_no",
  productId: "HANDLENETT",
  skuId: "HANDLENETT",
  language: "no",
  name: "Handlenett",
  description: "Handlenett i bomull.",
  ean: "2900000000025",
  weight: 0.09,
  isSku: true
}

/** They are not in Ongoing to begin with. A package has no stock of its own. */
const singles = (items: ReadonlyArray<CatalogueItem>): ReadonlyArray<ProductMembers> => {
  const [first, second] = items
  if (first === undefined) return []
  const parts = [first, ...(second === undefined ? [] : [second])]
  return [
    bag,
    {
      id: "GAVEPAKKE_no",
      productId: "GAVEPAKKE",
      skuId: "GAVEPAKKE",
      language: "no",
      name: "Gavepakke",
      description: "En liten og en større del, pakket inn.",
      isSku: true,
      isPackage: true,
      isKit: true,
      components: parts.map((item) => ({
        componentId: item.sku,
        skuId: item.sku,
        productId: item.productId,
        quantity: 1
      }))
    }
  ]
}
