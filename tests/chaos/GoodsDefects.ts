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
    name: "a return is booked into Omnium's stock",
    file: "adapters-omnium/src/Returns.ts",
    of: "isStockUpdated: false",
    instead: "isStockUpdated: true",
    rules: ["R11"]
  },
  {
    name: "a delivery from before the go-live line is exported",
    file: "domain/src/delivery-export/DeliveryDecision.ts",
    of: "if (created !== undefined && DateTime.isLessThan(created, from)) {",
    instead: "if (created !== undefined && DateTime.isLessThan(from, from)) {",
    rules: ["R26"]
  }
]
