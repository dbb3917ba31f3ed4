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
    name: "a difference is repeated although the first may have arrived",
    file: "domain/src/inventory-sync/InventoryPlan.ts",
    of: 'if (isMoving) return { _tag: "Left", sku }',
    instead: "",
    rules: ["R11"]
  },
  {
    name: "a full scan that broke off goes on without what has changed since",
    file: "domain/src/inventory-sync/InventorySync.ts",
    of: "yield* eachChange(link, DateTime.subtract(scan.beganAt, overlap), () => Effect.void)",
    instead: "",
    rules: ["R10", "R11", "R12"]
  },
  {
    name: "a full scan counts as complete from its first page on",
    file: "domain/src/inventory-sync/FullScan.ts",
    of: "isComplete: false",
    instead: "isComplete: true",
    rules: ["R10", "R13", "R14"]
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
    name: "what is newer than the full scan is set to nothing",
    file: "domain/src/inventory-sync/OmniumStockSync.ts",
    of: "mayBeZero && item.inventory !== 0 && isOld(item)",
    instead: "mayBeZero && item.inventory !== 0",
    rules: ["R13"]
  },
  {
    name: "what a page left out is set to nothing without asking for it",
    file: "domain/src/inventory-sync/OmniumStockSync.ts",
    of: "yield* askOngoing(link, gone)",
    instead: "",
    rules: ["R13"]
  },
  {
    name: "stock that a call of ours moved is not compared again",
    file: "app/src/journal/JournalSqlite.ts",
    of: "yield* staleStocks.sent(moved, write.tenant, id)",
    instead: "",
    rules: ["R10", "R11"]
  },
  {
    name: "the night's full scan never comes",
    file: "domain/src/inventory-sync/InventorySync.ts",
    of: "const isDue = readAt === undefined || beganAt === undefined || DateTime.isLessThan(beganAt, asked.lastNight(readAt))",
    instead: "const isDue = readAt === undefined || beganAt === undefined",
    rules: ["R14"]
  },
  {
    name: "changes of more than a day ago are asked for again and again",
    file: "domain/src/inventory-sync/InventorySync.ts",
    of: 'Effect.catchReason("OngoingError", "Refused", () => Effect.undefined)',
    instead: "Effect.tap(() => Effect.void)",
    rules: ["R10", "R14", "R19"]
  },
  {
    name: "what is reserved is taken off twice",
    file: "domain/src/inventory-sync/InventoryChange.ts",
    of: "return rounded(sellable + reserved)",
    instead: "return rounded(sellable)",
    rules: ["R10"]
  },
  {
    name: "what Ongoing has booked is not noted",
    file: "domain/src/inventory-sync/BookedStockIntake.ts",
    of: "yield* journal.commit({ booked: bookedStock(tenant.id, order, orderType) })",
    instead: "yield* Effect.void",
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
    name: "a new name is no change",
    file: "domain/src/product-export/ProductArticles.ts",
    of: "hash: requestHash(article) }",
    instead: 'hash: requestHash({ ...article, articleName: "" }) }',
    rules: ["R17"]
  },
  {
    name: "the article's id is not written to its product",
    file: "domain/src/product-export/ProductExport.ts",
    of: "if (externalIds !== undefined && !sku.isDeleted)",
    instead: "if (externalIds !== undefined && sku.isDeleted)",
    rules: ["R17"]
  },
  {
    name: "the article's id is not written again when its answer was lost",
    file: "domain/src/product-export/PutArticleExport.ts",
    of: 'if (known?.state === "confirmed" && known.reference !== undefined) {',
    instead: "if (known !== undefined) {",
    rules: ["R17"]
  },
  {
    name: "deleted products are not asked for",
    file: "domain/src/product-export/ProductScan.ts",
    of: "changed(deletedTask, run, (since) => omnium.deletedProducts(since), Effect.succeed(noCounts))",
    instead: "Effect.succeed(noCounts)",
    rules: ["R17"]
  }
]
