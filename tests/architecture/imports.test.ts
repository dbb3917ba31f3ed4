import { describe, expect, test } from "bun:test"
import { type Source, strays } from "./Imports.ts"
import { importTable } from "./ImportTable.ts"
import { sources } from "./Sources.ts"

test("every import is one the table allows", async () => {
  const files = [
    ...(await sources("packages/*/src/**/*.{ts,tsx}")),
    ...(await sources("tests/{contract,crash,fuzz,models,soak}/**/*.ts"))
  ]
  expect(files.length).toBeGreaterThan(50)
  expect(strays(importTable, files)).toEqual([])
})

const found = (path: string, text: string): number => {
  const planted: Source = { path: `packages/${path}`, text }
  return strays(importTable, [planted]).length
}

describe("the table refuses", () => {
  test.each([
    ["a type of node", "domain/src/ports/Journal.ts", 'import type { Stats } from "node:fs"'],
    ["a type over several lines", "domain/src/ports/Journal.ts", 'import type {\n  Stats\n} from "node:fs"'],
    ["a type in place", "domain/src/ports/Journal.ts", 'type Stats = import("node:fs").Stats'],
    ["a re-export", "domain/src/ports/Journal.ts", 'export * from "node:fs"'],
    ["an import for its effect", "domain/src/ports/Journal.ts", 'import "node:fs"'],
    ["a late import", "domain/src/ports/Journal.ts", 'const load = () => import("node:fs")'],
    ["a late import in backticks", "domain/src/ports/Journal.ts", "const load = () => import(`node:fs`)"],
    ["a folder that no row names", "domain/src/new-folder/Thing.ts", ""],
    ["a folder below one that has a row", "app/src/engine/deeper/Thing.ts", ""],
    ["a package that no row names", "new-package/src/Thing.tsx", ""],
    ["a page", "app/src/http/Page.tsx", 'import { Database } from "bun:sqlite"'],
    ["another flow", "domain/src/order-sync/OrderSync.ts", 'import { a } from "../order-export/OrderMapping.ts"'],
    ["a port's value in a rule", "domain/src/order-sync/Tracking.ts", 'import { Ongoing } from "../ports/Ongoing.ts"'],
    [
      "a port's value below a type",
      "domain/src/order-sync/Tracking.ts",
      'export type A = 1\nconst load = import("../ports/Ongoing.ts")'
    ],
    ["a program in a rule", "domain/src/order-sync/Tracking.ts", "const a = Effect.gen(function* () {})"],
    ["a port in a vocabulary", "domain/src/omnium/OmniumOrder.ts", 'import type { A } from "../ports/Omnium.ts"'],
    ["HTTP in the domain", "domain/src/order-sync/OrderSync.ts", 'import { HttpClient } from "effect/http"'],
    [
      "the other system",
      "adapters-ongoing/src/Orders.ts",
      'import { a } from "@omnium-ongoing/domain/omnium/OmniumOrder"'
    ],
    [
      "a system in the adapters' kit",
      "adapter-kit/src/Exchange.ts",
      'import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"'
    ],
    [
      "the adapters' kit in the root",
      "app/src/Connector.ts",
      'import { a } from "@omnium-ongoing/adapter-kit/Exchange"'
    ],
    [
      "an adapter in the engine",
      "app/src/engine/Lanes.ts",
      'import { a } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"'
    ],
    ["SQL outside the journal", "app/src/engine/Lanes.ts", 'import { SqlClient } from "effect/sql"'],
    [
      "a simulator in the app",
      "app/src/Connector.ts",
      'import { a } from "@omnium-ongoing/ongoing-simulator/Warehouse"'
    ],
    ["the kit in the app", "app/src/Connector.ts", 'import { a } from "@omnium-ongoing/simulator-kit/World"'],
    ["HTTP in a model", "ongoing-simulator/src/Warehouse.ts", 'import { Hono } from "hono"'],
    [
      "an adapter's wire",
      "ongoing-simulator/src/api/Orders.ts",
      'import { a } from "@omnium-ongoing/adapters-ongoing/wire/Order"'
    ],
    ["another package by path", "app/src/engine/Lanes.ts", 'import { a } from "../../../domain/src/sync/Lane.ts"'],
    ["an adapter in the demo", "demo/src/main.ts", 'import { a } from "@omnium-ongoing/adapters-omnium/OmniumHttp"'],
    ["a main", "app/src/Connector.ts", 'import { a } from "./main.ts"']
  ])("%s", (_, path, text) => {
    expect(found(path, text)).toBe(1)
  })
})

describe("the table allows", () => {
  test.each([
    [
      "a port's type in a rule",
      "domain/src/order-sync/Tracking.ts",
      'import type { OngoingError } from "../ports/Ongoing.ts"'
    ],
    ["a port in a flow", "domain/src/order-sync/OrderSync.ts", 'import { Ongoing } from "../ports/Ongoing.ts"'],
    [
      "an adapter in the root",
      "app/src/Connector.ts",
      'import { layer } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"'
    ],
    [
      "a word that only looks like an import",
      "domain/src/sync/Lane.ts",
      'const a = { from: "node:fs", "import": "node:fs" }'
    ]
  ])("%s", (_, path, text) => {
    expect(found(path, text)).toBe(0)
  })
})
