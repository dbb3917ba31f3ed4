import { Asset, EntityError, ExternalId, PropertyItem } from "./Parts.ts"
import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

const variant = {
  id: text,
  productId: text,
  skuId: text,
  name: text,
  alternativeProductName: text,
  description: text,
  shortDescription: text,
  brand: text,
  color: text,
  size: text,
  sizeType: text,
  supplierColor: text,
  unit: text,
  language: text,
  ean: text,
  gtins: list(text),
  weight: number,
  supplierId: text,
  supplierName: text,
  supplierSkuId: text,
  additionalSuppliers: list(record({ supplierId: text, supplierName: text, supplierSkuId: text })),
  mainImageUrl: text,
  assets: list(Asset),
  isActive: flag,
  isSku: flag,
  isPackage: flag,
  isBundle: flag,
  isKit: flag,
  isVirtual: flag,
  isSerializableProduct: flag,
  isBackorder: flag,
  status: text,
  stopPublished: instant,
  discontinued: instant,
  published: instant,
  created: instant,
  modified: instant,
  availableInventory: number,
  isInStock: flag,
  inventoryStatus: text,
  inventory: list(record({ warehouseCode: text, quantity: number })),
  customsCode: text,
  countryOfOrigin: text,
  freightClass: text,
  location: text,
  taxCategory: text,
  productType: text,
  mainCategoryId: text,
  mainCategoryName: text,
  cost: number,
  costCurrency: text,
  minQuantity: number,
  maxQuantity: number,
  units: list(
    record({
      unit: text,
      ean: text,
      unitType: text,
      supplierSkuId: text,
      conversionFactor: number,
      weight: number,
      height: number,
      width: number,
      length: number,
      volume: number,
      isConsumerUnit: flag,
      isSupplierUnit: flag,
      basePriceUnit: flag
    })
  ),
  colli: list(
    record({ weight: number, height: number, width: number, length: number, volume: number, isFreight: flag })
  ),
  components: list(record({ componentId: text, componentName: text, productId: text, skuId: text, quantity: number })),
  prices: list(anything),
  externalIds: list(ExternalId),
  properties: list(PropertyItem),
  tags: list(text),
  errors: list(EntityError)
}

export const VariantMembers = record(variant, {
  name: "OmniumProductVariant",
  always: ["productId", "skuId", "isActive"]
})
export type VariantMembers = Read<typeof VariantMembers>

export const ProductMembers = record(
  {
    ...variant,
    parentId: text,
    isLocalProduct: flag,
    variants: list(VariantMembers)
  },
  {
    name: "OmniumProduct",
    always: ["id", "productId", "isActive", "modified", "variants", "externalIds", "properties"]
  }
)
export type ProductMembers = Read<typeof ProductMembers>

/** A patch has no status, no errors, and none of what is calculated from the inventory. */
const {
  status: _status,
  errors: _errors,
  created: _created,
  modified: _modified,
  availableInventory: _available,
  isInStock: _inStock,
  inventoryStatus: _inventoryStatus,
  inventory: _inventory,
  ...patchable
} = variant

const patchFlags = {
  keepExistingCustomProperties: flag,
  keepExistingAssets: flag,
  dontOverwriteExistingPropertyValues: flag,
  propertiesRemovalConditions: list(PropertyItem),
  fieldsToForceNull: list(text)
}

export const VariantPatch = record({ ...patchable, ...patchFlags }, { name: "OmniumVariantPatch" })
export type VariantPatch = Read<typeof VariantPatch>

export const ProductPatch = record(
  {
    ...patchable,
    ...patchFlags,
    parentId: text,
    variants: list(VariantPatch),
    removeExistingVariants: flag
  },
  { name: "OmniumProductPatch" }
)
export type ProductPatch = Read<typeof ProductPatch>

const search = {
  modifiedFrom: instant,
  modifiedTo: instant,
  isUnionDeltaQuery: flag,
  isActive: flag,
  isInactive: flag,
  isDeleted: flag,
  isInStock: flag,
  inStockWarehouseIds: list(text),
  inStockMarketIds: list(text),
  isSku: flag,
  isPackage: flag,
  isBundle: flag,
  productIds: list(text),
  externalIds: list(text),
  gtins: list(text),
  supplierIds: list(text),
  supplierSkuIds: list(text),
  tags: list(text),
  excludedTags: list(text),
  property: PropertyItem,
  productType: text,
  productLanguage: text,
  isProductLanguageFilterIgnored: flag,
  marketId: text,
  storeId: text,
  searchText: text,
  includedFields: record({ specificFields: list(text) }),
  excludedFields: record({
    isPricesExcluded: flag,
    isAssetsExcluded: flag,
    isPropertiesExcluded: flag,
    isVariantsExcluded: flag,
    isInventoryExcluded: flag,
    isProductCategoriesExcluded: flag,
    isEverythingExcluded: flag,
    specificFields: list(text)
  }),
  take: number,
  page: number,
  sortOrder: text,
  sortOrder2nd: text,
  sortOrder3rd: text,
  isFacetsDisabled: flag
}
export const ProductSearch = record(search, { name: "OmniumProductSearchRequest" })
export type ProductSearch = Read<typeof ProductSearch>

/** Of the newer searches; `productIds` are product ids here and nothing else. */
export const ProductQuery = record(
  { ...search, skuIds: list(text), ids: list(text), anyIds: list(text) },
  { name: "OmniumProductQueryRequest" }
)
export type ProductQuery = Read<typeof ProductQuery>
