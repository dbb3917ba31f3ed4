import type { OmniumProduct, OmniumSku } from "@omnium-ongoing/domain/omnium/OmniumProduct"

export const exampleSku = (with_: Partial<OmniumSku> = {}): OmniumSku => ({
  skuId: "0123ABC",
  name: "Ullgenser",
  description: undefined,
  brand: undefined,
  color: undefined,
  size: undefined,
  ean: undefined,
  weight: undefined,
  supplierSkuId: undefined,
  mainImageUrl: undefined,
  isVirtual: false,
  isDeleted: false,
  availableInventory: 4,
  stockedIn: ["main"],
  externalIds: [],
  ...with_
})

export const exampleProduct = (with_: Partial<OmniumProduct> = {}): OmniumProduct => ({
  productId: "P1",
  properties: [],
  hasVariants: true,
  skus: [exampleSku()],
  ...with_
})
