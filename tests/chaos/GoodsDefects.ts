import type { Defect } from "./Defect.ts"

/** Goods that come: returns and purchase orders. */
export const goodsDefects: ReadonlyArray<Defect> = [
  {
    name: "a return is reported before it is in Omnium",
    file: "domain/src/return-sync/ReturnSync.ts",
    of: "if (request !== undefined) yield* create(item, request, order)",
    instead:
      "if (request !== undefined) yield* Effect.andThen(report(item, state, Option.toArray(read(keyOf(request)))), create(item, request, order))",
    rules: ["R15"]
  },
  {
    name: "a return is reported before it is given up",
    file: "domain/src/return-sync/ReturnSync.ts",
    of: "const reported = yield* report(item, state, accounted)",
    instead: "const reported = yield* report(item, state, [...accounted, seen])",
    rules: ["R15"]
  },
  {
    name: "a return whose answer was lost is made again",
    file: "domain/src/return-sync/ReturnSync.ts",
    of: "if (order === undefined || carries(order, request)) {",
    instead: "if (order === undefined) {",
    rules: ["R15"]
  },
  {
    name: "a return whose answer was lost is not waited for",
    file: "domain/src/return-sync/ReturnSync.ts",
    of: "if (DateTime.isGreaterThan(settles, now)) {",
    instead: "if (DateTime.isGreaterThan(now, now)) {",
    rules: ["R15"]
  },
  {
    name: "what Omnium has of returns is not looked at",
    file: "domain/src/return-sync/ReturnSync.ts",
    of: "const newly = newlyReturned(seen, state, [...held, ...given])",
    instead: "const newly = newlyReturned(seen, state, given)",
    rules: ["R15"]
  },
  {
    name: "a return counts from the beginning, not from what was reported",
    file: "domain/src/return-sync/ReturnedItems.ts",
    of: "quantity: rounded(Math.min(line.returned, reach(line.reportedReturned, spansOf(line, state, accounted))))",
    instead: "quantity: rounded(line.returned)",
    rules: ["R15"]
  },
  {
    name: "a return is booked into Omnium's stock",
    file: "adapters-omnium/src/Returns.ts",
    of: "isStockUpdated: false",
    instead: "isStockUpdated: true",
    rules: ["R11"]
  },
  {
    name: "all that was received is booked each time",
    file: "domain/src/purchase-order-sync/GoodsReception.ts",
    of: "delivered: Math.max(line.deliveredQuantity, booked.get(line.lineItemId) ?? 0)",
    instead: "delivered: 0",
    rules: ["R16"]
  },
  {
    name: "what was booked is not remembered",
    file: "domain/src/purchase-order-sync/PurchaseOrderSync.ts",
    of: "kept: { ...intent.kept, ...Object.fromEntries(lines.map((line) => [line.lineItemId, String(line.upTo)])) }",
    instead: "kept: intent.kept",
    rules: ["R16"]
  },
  {
    name: "goods that came before the purchase order was voided are not booked",
    file: "domain/src/purchase-order-sync/PurchaseOrderSync.ts",
    of: "const reception = wasClosed && isClosed ? [] : goodsReception(known)",
    instead: "const reception = isClosed ? [] : goodsReception(known)",
    rules: ["R16"]
  },
  {
    name: "goods are booked on the first row with their article",
    file: "domain/src/purchase-order-sync/GoodsReception.ts",
    of: "received: rounded(received.get(OngoingRowNumber.make(line.lineItemId)) ?? 0)",
    instead:
      "received: rounded(state.lines.filter((each) => each.articleNumber === line.code).reduce((sum, each) => sum + each.received, 0))",
    rules: ["R16"]
  },
  {
    name: "each reception of a line has the same id",
    file: "domain/src/purchase-order-sync/GoodsReception.ts",
    of: "goodsReceptionId: `",
    instead: "goodsReceptionId: about.lines.length > 0 ? line.lineItemId : `",
    rules: ["R16"]
  },
  {
    name: "a delivery from before the go-live line is exported",
    file: "domain/src/delivery-export/DeliveryDecision.ts",
    of: "if (created !== undefined && DateTime.isLessThan(created, from)) {",
    instead: "if (created !== undefined && DateTime.isLessThan(from, from)) {",
    rules: ["R26"]
  }
]
