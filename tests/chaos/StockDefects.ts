import type { Defect } from "./Defect.ts"

/** What there is, and what it is called: inventory and products. */
export const stockDefects: ReadonlyArray<Defect> = [
  {
    name: "a difference is applied twice",
    file: "domain/src/inventory-sync/StockSync.ts",
    of: "omnium.changeInventory(store, changes)",
    instead: "Effect.andThen(omnium.changeInventory(store, changes), omnium.changeInventory(store, changes))",
    rules: ["R11"]
  },
  {
    name: "what a delta does not tell of is set to nothing",
    file: "domain/src/inventory-sync/OmniumStockSync.ts",
    of: 'return tally.compare({ skus: differing, began, newStock: "Ask" })',
    instead:
      'const gone = missing.map((item) => item.sku); return tally.compare({ skus: [...differing, ...gone], absent: new Set(gone), began, newStock: "Ask" })',
    rules: ["R13"]
  },
  {
    name: "the night's full scan never comes",
    file: "domain/src/inventory-sync/InventorySync.ts",
    of: "const isDue = readAt === undefined || beganAt === undefined || DateTime.isLessThan(beganAt, asked.lastNight(readAt))",
    instead: "const isDue = readAt === undefined || beganAt === undefined",
    rules: ["R14"]
  },
  {
    name: "what is reserved is taken off twice",
    file: "domain/src/inventory-sync/InventoryChange.ts",
    of: "return rounded(sellable + reserved)",
    instead: "return rounded(sellable)",
    rules: ["R10"]
  },
  {
    name: "a deleted product's article stays in use",
    file: "domain/src/product-export/ArticleMapping.ts",
    of: "isActive: false,",
    instead: "isActive: true,",
    rules: ["R17"]
  },
  {
    name: "a deleted product's article keeps its barcode",
    file: "domain/src/product-export/ArticleMapping.ts",
    of: 'barCode: ""',
    instead: 'barCode: sku.ean ?? ""',
    rules: ["R17"]
  },
  {
    name: "the article's id is not written to its product",
    file: "domain/src/product-export/ProductExport.ts",
    of: "if (externalIds !== undefined && !sku.isDeleted)",
    instead: "if (externalIds !== undefined && sku.isDeleted)",
    rules: ["R17"]
  }
]
