import { describe, expect, test } from "bun:test"
import { type ConnectorWorld, omniumHost, ongoingHost } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { exportedPurchase, receive } from "../support/Purchase.ts"
import { mainWarehouse } from "../support/ShopOrder.ts"
import {
  find,
  inventoryOf,
  openStock,
  putArticle,
  secondWarehouse,
  sellableIn,
  setInventory,
  stockIn,
  stockWrites,
  syncStock
} from "../support/Stock.ts"

const sku = "0123ABC"
const other = "0124VKX"

/** Whether Omnium holds of every article in both warehouses what Ongoing can sell. */
const expectInStep = async (world: ConnectorWorld) => {
  for (const [warehouse, id] of [
    [mainWarehouse, 1],
    [secondWarehouse, 2]
  ] as const) {
    const stock = await stockIn(world, warehouse)
    const sellable = await sellableIn(world, id)
    for (const [of, { inventory }] of stock) expect([of, inventory]).toEqual([of, sellable.get(of) ?? 0])
  }
}

const hourly = {
  OngoingSyncScheduledTask: "30 * * * *",
  OngoingProductSyncScheduledTask: "30 * * * *",
  exportPoll: "30 * * * *"
}

const fullScans = (world: ConnectorWorld, since = 0) =>
  world.network
    .callsTo(ongoingHost, since)
    .filter((call) => call.path.endsWith("/inventoryPerWarehouse") && /IdFrom=0&/.test(call.query))
    .filter((call) => !call.query.includes("stockInfoChangedFrom"))

const heldIn = async (world: ConnectorWorld) =>
  (await world.items())
    .filter((item) => item.flow === "inventory-sync" && (item.state === "held" || item.state === "dead"))
    .map((item) => [item.key, item.state, item.cause])

/** Does something once, before or after a call of the connector that fits is made. */
const once = (
  world: ConnectorWorld,
  when: "before" | "after",
  path: string | RegExp,
  act: () => Promise<unknown>
): void => {
  let isDone = false
  world.network.between = async (request, forward) => {
    const url = new URL(request.url)
    const fits = typeof path === "string" ? url.pathname.endsWith(path) : path.test(url.pathname + url.search)
    if (isDone || !fits) return forward(request)
    isDone = true
    if (when === "before") await act()
    const response = await forward(request)
    if (when === "after") await act()
    return response
  }
}

describe("R10: stock", () => {
  test("is in step after the first run, which reads all of it (C23)", async () => {
    await using world = await openStock()
    await setInventory(world, 7)
    await setInventory(world, 3, other, secondWarehouse)
    const report = await syncStock(world)
    expect(report).toMatchObject({ name: "SyncInventory", done: 2, held: 0, failed: [] })
    expect(fullScans(world)).toHaveLength(2)
    await expectInStep(world)
  })

  test("follows Ongoing by differences, in one call for a warehouse", async () => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("5 minutes")
    await find(world, 5)
    await find(world, -2, other)
    expect(await syncStock(world)).toMatchObject({ done: 2 })
    const [call, ...more] = stockWrites(world)
    expect(more).toEqual([])
    expect(JSON.parse(call?.body ?? "")).toEqual([
      { skuId: sku, warehouseCode: mainWarehouse, inventoryChange: 5, reason: "Ongoing inventory sync" },
      { skuId: other, warehouseCode: mainWarehouse, inventoryChange: -2, reason: "Ongoing inventory sync" }
    ])
    await expectInStep(world)
  })

  test("that has not changed is not written", async () => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("1 minute")
    expect(await syncStock(world)).toMatchObject({ done: 0 })
    expect(await syncStock(world, { full: true })).toMatchObject({ done: 0 })
    expect(stockWrites(world)).toEqual([])
  })

  test("may be a decimal, and less than nothing", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, 0.1, other)
    await find(world, 0.2, other)
    await world.exported("A-1", { quantity: 103 })
    await world.pass("1 minute")
    await syncStock(world)
    expect(await inventoryOf(world, sku)).toBe(-3)
    await expectInStep(world)
  })

  test("that falls to nothing is nothing in Omnium too", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, -100)
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(0)
  })

  test("that Ongoing does not name in the warehouse any more is nothing", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, -100)
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (!request.url.includes("/inventoryPerWarehouse")) return response
      const rows = (await response.json()) as ReadonlyArray<{ readonly articleNumber: string }>
      return Response.json(rows.map((row) => (row.articleNumber === sku ? { ...row, inventoryPerWarehouse: [] } : row)))
    }
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(0)
  })

  test("that changes while all of it is read is right after that run", async () => {
    await using world = await openStock()
    once(world, "after", "/inventoryPerWarehouse", () => find(world, 5))
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(105)
  })

  test("that was changed in Omnium is put right in the next run", async () => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("1 minute")
    await setInventory(world, 1)
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(100)
  })

  test("that is sold between the read and the write is right after the next run (C22)", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, 5)
    once(world, "before", "/ProcessInventoryTransactions", () => setInventory(world, 98))
    await world.pass("1 minute")
    await syncStock(world)
    await world.pass("1 minute")
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(105)
  })

  test("that both systems take off for a shipment is right after the next run (C22)", async () => {
    await using world = await openStock()
    await syncStock(world)
    const { orderInfo } = await world.exported("A-1", { quantity: 10 })
    await world.pass("1 minute")
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(90)
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship", "collect")
    await world.pass("1 minute")
    await world.sync()
    await world.pass("1 minute")
    await world.sync()
    expect(await inventoryOf(world)).toBe(90)
    await expectInStep(world)
  })

  test("that is received between two steps of a run, and booked by both systems, is right after the next run", async () => {
    await using world = await openStock()
    const purchaseOrderId = await exportedPurchase(world, "D-1", { quantities: [10] })
    await world.sync()
    await world.pass("5 minutes")
    once(world, "before", "/inventoryPerWarehouse", () => receive(world, purchaseOrderId, { "D-1-1": 10 }))
    await world.sync()
    expect(await inventoryOf(world)).toBe(110)
    await world.pass("5 minutes")
    await world.sync()
    expect(await inventoryOf(world)).toBe(110)
    await expectInStep(world)
  })

  test("of a new product is taken over, and of an article that Omnium does not know is not", async () => {
    await using world = await openStock()
    await syncStock(world)
    for (const number of ["NEW-1", "STRANGE-1"]) {
      await putArticle(world, number)
      await find(world, 4, number)
    }
    await world.omnium("POST", "/Products", { productId: "NEW", variants: [{ skuId: "NEW-1", name: "New" }] })
    await world.pass("1 minute")
    expect(await syncStock(world)).toMatchObject({ done: 1, skipped: { "sku-unknown": 1 } })
    expect((await stockIn(world)).has("STRANGE-1")).toBe(false)
    await world.omnium("POST", "/Products", { productId: "STRANGE", variants: [{ skuId: "STRANGE-1", name: "S" }] })
    expect(await syncStock(world, { full: true })).toMatchObject({ done: 1 })
    expect([await inventoryOf(world, "NEW-1"), await inventoryOf(world, "STRANGE-1")]).toEqual([4, 4])
  })

  test("of kits, services and inactive articles is left alone and counted apart (C23)", async () => {
    await using world = await openStock()
    const kit = { articleKind: "Structure", rows: [{ articleNumber: sku, numberOfItems: 2 }] }
    await putArticle(world, "KIT-1", { structureDefinition: kit })
    await putArticle(world, "SERVICE-1", { isStockArticle: false })
    await putArticle(world, "OLD-1")
    await find(world, 3, "OLD-1")
    await putArticle(world, "OLD-1", { isActive: false })
    for (const of of ["KIT-1", "SERVICE-1", "OLD-1"]) await setInventory(world, 9, of)
    const { skipped } = await syncStock(world)
    expect(skipped).toMatchObject({ "kit-article": 1, "non-stock-article": 1, "inactive-article": 1 })
    for (const of of ["KIT-1", "SERVICE-1", "OLD-1"]) expect(await inventoryOf(world, of)).toBe(9)
  })
})

describe("R11: a call whose answer was lost", () => {
  const lostOnce = (world: ConnectorWorld, land: "before" | "after" | "late") => {
    let isDone = false
    world.network.between = (request, forward) => {
      if (isDone || !request.url.endsWith("/ProcessInventoryTransactions")) return forward(request)
      isDone = true
      if (land === "before") return Promise.reject(broken("ECONNRESET"))
      if (land === "after") return forward(request).then(() => Promise.reject(broken("ECONNRESET")))
      world.time.later(50_000, () => void forward(request))
      return new Promise(() => {})
    }
  }

  for (const land of ["before", "after", "late"] as const) {
    test(`changes the stock once, be it that it arrives ${land === "late" ? "late" : `only ${land} it was lost`}`, async () => {
      await using world = await openStock()
      await syncStock(world)
      await find(world, 5)
      lostOnce(world, land)
      const lost = world.time.now
      const first = syncStock(world)
      await world.pass("31 seconds")
      expect(await first).toMatchObject({ held: 1, done: 0 })
      await syncStock(world)
      expect(stockWrites(world)).toHaveLength(1)
      await world.pass("2 minutes")
      await syncStock(world)
      expect(await inventoryOf(world)).toBe(105)
      const later = stockWrites(world, lost + 1)
      expect(later.map((call) => call.path)).toEqual(land === "before" ? ["/api/Inventory/UpdateMany"] : [])
      await world.pass("2 minutes")
      expect(await syncStock(world)).toMatchObject({ held: 0, done: 0 })
    })
  }
})

describe("R13: an article that is missing", () => {
  const articles = 1200
  const gone = async (world: ConnectorWorld) => {
    await setInventory(world, 5, "GONE-1")
    await world.pass("5 minutes")
  }

  test("is set to nothing by a complete scan, and told of if it was there before", async () => {
    await using world = await openStock()
    await gone(world)
    await syncStock(world)
    expect(await inventoryOf(world, "GONE-1")).toBe(0)
    expect(await heldIn(world)).toEqual([])
  })

  test("stays when the scan breaks off, which goes on where it was", async () => {
    await using world = await openStock({ ongoing: { articles } })
    await gone(world)
    world.network.between = (request, forward) =>
      /inventoryPerWarehouse.*warehouseIds=1.*IdFrom=21/.test(request.url)
        ? Promise.resolve(new Response("busy", { status: 503 }))
        : forward(request)
    expect((await syncStock(world)).failed).toMatchObject([{ key: mainWarehouse, cause: "ongoing-unavailable" }])
    expect(await inventoryOf(world, "GONE-1")).toBe(5)
    world.network.between = (request, forward) => forward(request)
    await world.pass("5 minutes")
    const since = world.time.now
    await syncStock(world)
    expect(fullScans(world, since)).toEqual([])
    expect(await inventoryOf(world, "GONE-1")).toBe(0)
    await expectInStep(world)
  })

  test("stays when it was made after the scan began", async () => {
    await using world = await openStock()
    await world.pass("5 minutes")
    once(world, "before", "/inventoryPerWarehouse", () => setInventory(world, 5, "GONE-1"))
    await syncStock(world)
    expect(await inventoryOf(world, "GONE-1")).toBe(5)
  })

  test("is not missing because a page in the middle was empty", async () => {
    await using world = await openStock({ ongoing: { articles } })
    const far = [...(await sellableIn(world)).keys()].at(-1) ?? ""
    await setInventory(world, 5, far)
    await world.pass("5 minutes")
    world.network.between = (request, forward) =>
      /inventoryPerWarehouse.*IdFrom=21/.test(request.url) ? Promise.resolve(Response.json([])) : forward(request)
    await syncStock(world)
    expect(await inventoryOf(world, far)).toBe((await sellableIn(world)).get(far) ?? Number.NaN)
  })

  test("stays in a delta", async () => {
    await using world = await openStock()
    await syncStock(world)
    await gone(world)
    await syncStock(world)
    expect(await inventoryOf(world, "GONE-1")).toBe(5)
  })

  test.each(["renamed", "removed"])("that was matched before and is %s is an alarm (C23)", async (what) => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("5 minutes")
    if (what === "renamed") {
      const article = { goodsOwnerId: 7, articleNumber: "RENAMED", articleName: "R", productCode: "R" }
      await world.ongoingApi("PUT", "/articles/20001", article)
    } else {
      world.network.between = async (request, forward) => {
        const response = await forward(request)
        if (!/\/articles/.test(request.url)) return response
        const rows = (await response.json()) as ReadonlyArray<{ readonly articleNumber: string }>
        return Response.json(rows.filter((row) => row.articleNumber !== sku))
      }
    }
    await syncStock(world, { full: true })
    expect(await heldIn(world)).toEqual(
      [secondWarehouse, mainWarehouse].map((warehouse) => [`${warehouse}/${sku}`, "held", "no-longer-matched"])
    )
    expect(await inventoryOf(world)).toBe(0)
    expect(world.log.join("\n")).toContain("no longer has articles that were matched")
    world.network.between = (request, forward) => forward(request)
    if (what === "renamed") await putArticle(world, sku)
    await syncStock(world, { full: true })
    expect(await heldIn(world)).toEqual([])
  })
})

describe("R14: a gap of more than a day (C7)", () => {
  test("is healed by a full scan that begins by itself", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, 5)
    await world.pass("25 hours")
    const since = world.time.now
    await syncStock(world)
    expect(fullScans(world, since)).toHaveLength(2)
    await expectInStep(world)
  })

  test("by Ongoing's clock counts, whatever ours says", async () => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("1 hour")
    await find(world, 5)
    const since = world.time.now
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (new URL(request.url).host !== ongoingHost) return response
      const headers = new Headers(response.headers)
      headers.set("date", new Date(world.time.now + 25 * 3_600_000).toUTCString())
      return new Response(response.body, { status: response.status, headers })
    }
    await syncStock(world)
    expect(fullScans(world, since)).toHaveLength(2)
    await expectInStep(world)
  })

  test("is not thought of because the clocks differ by minutes", async () => {
    await using world = await openStock()
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (new URL(request.url).host !== ongoingHost) return response
      const headers = new Headers(response.headers)
      headers.set("date", new Date(world.time.now - 10 * 60_000).toUTCString())
      return new Response(response.body, { status: response.status, headers })
    }
    await syncStock(world)
    await world.pass("1 hour")
    const since = world.time.now
    await find(world, 5)
    await syncStock(world)
    await world.pass("1 hour")
    await syncStock(world)
    expect(fullScans(world, since)).toEqual([])
    expect(await inventoryOf(world)).toBe(105)
  })

  test("is healed when Ongoing refuses to tell what changed so long ago", async () => {
    await using world = await openStock()
    await syncStock(world)
    await world.pass("1 hour")
    await find(world, 5)
    const since = world.time.now
    let left = 2
    world.network.between = (request, forward) => {
      if (left === 0 || !request.url.includes("stockInfoChangedFrom")) return forward(request)
      // Asked of both warehouses, then of the first.
      left--
      return Promise.resolve(Response.json({ message: "must be within 24 hours" }, { status: 400 }))
    }
    expect(await syncStock(world)).toMatchObject({ done: 1, failed: [] })
    expect(fullScans(world, since)).toHaveLength(1)
  })

  test("does not come about: at night all is read", async () => {
    await using world = await openStock({
      scheduled: true,
      tenant: () => ({ tasks: hourly })
    })
    await world.pass("1 hour")
    const since = world.time.now
    await world.pass("16 hours")
    expect(fullScans(world, since)).toEqual([])
    await world.pass("2 hours")
    expect(fullScans(world, since)).toHaveLength(2)
  })
})

describe("what a person has to see", () => {
  test("are SKUs that differ only by case: nothing is written until they are mended (C23)", async () => {
    await using world = await openStock()
    await putArticle(world, "abc-1")
    await putArticle(world, "ABC-1")
    await find(world, 4, "abc-1")
    await setInventory(world, 1, "abc-1")
    await setInventory(world, 2, "Other-1")
    await putArticle(world, "OTHER-1")
    await find(world, 4, "OTHER-1")
    await syncStock(world)
    const held = await heldIn(world)
    expect(held).toContainEqual([`${mainWarehouse}/abc-1`, "held", "sku-differs-by-case"])
    expect(held).toContainEqual([`${mainWarehouse}/Other-1`, "held", "sku-differs-by-case"])
    expect([await inventoryOf(world, "abc-1"), await inventoryOf(world, "Other-1")]).toEqual([1, 2])
    await world.pass("5 minutes")
    const count = (await heldIn(world)).length
    await syncStock(world, { full: true })
    expect(await heldIn(world)).toHaveLength(count)
  })

  test("is a SKU that Omnium refuses: the others are written", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, 5)
    await find(world, 6, other)
    await find(world, 7, "0125ENG")
    world.network.between = async (request, forward) => {
      if (!request.url.endsWith("/ProcessInventoryTransactions")) return forward(request)
      const isRefused = (await request.clone().text()).includes(other)
      return isRefused ? Response.json({ message: "no" }, { status: 400 }) : forward(request)
    }
    const before = await inventoryOf(world, other)
    await syncStock(world)
    expect(await inventoryOf(world)).toBe(105)
    expect(await inventoryOf(world, other)).toBe(before)
    expect(await heldIn(world)).toEqual([[`${mainWarehouse}/${other}`, "dead", "refused-by-omnium"]])
    const writes = stockWrites(world).length
    await world.pass("5 minutes")
    await syncStock(world)
    expect(stockWrites(world)).toHaveLength(writes)
    world.network.between = (request, forward) => forward(request)
    await world.retry(await world.item("inventory-sync"))
    await expectInStep(world)
  })

  test("is a SKU that Omnium refuses, also when its answers take time: the others are written", async () => {
    await using world = await openStock()
    await syncStock(world)
    await find(world, 5)
    await find(world, 6, other)
    world.network.between = async (request, forward) => {
      if (!request.url.endsWith("/ProcessInventoryTransactions")) return forward(request)
      const isRefused = (await request.clone().text()).includes(other)
      const answer = isRefused ? Response.json({ message: "no" }, { status: 400 }) : await forward(request)
      await new Promise<void>((resolve) => void world.time.later(100, resolve))
      return answer
    }
    const run = syncStock(world)
    await world.pass("1 minute")
    await run
    expect(await inventoryOf(world)).toBe(105)
    expect(await heldIn(world)).toEqual([[`${mainWarehouse}/${other}`, "dead", "refused-by-omnium"]])
  })
})

describe("a warehouse", () => {
  const stores = async (world: ConnectorWorld, warehouseOfSecond: string | undefined) => {
    const ids = [{ providerName: "OngoingGoodsOwnerId", id: "7" }]
    const warehouse =
      warehouseOfSecond === undefined ? [] : [{ providerName: "OngoingWarehouseId", id: warehouseOfSecond }]
    await world.omnium("PATCH", "/Stores/PatchStore", { id: secondWarehouse, externalIdsList: [...ids, ...warehouse] })
  }

  test.each([
    ["without OngoingWarehouseId", undefined, "no-warehouse-id"],
    ["with the id of another store", "1", "warehouse-linked-twice"],
    ["with an id that Ongoing does not have", "99", "warehouse-not-in-ongoing"]
  ])("%s is not synchronized and says so", async (_, id, cause) => {
    await using world = await openStock()
    await stores(world, id)
    await setInventory(world, 7, sku, secondWarehouse)
    await setInventory(world, 7)
    await world.pass("5 minutes")
    const report = await syncStock(world)
    expect(report.failed).toContainEqual(expect.objectContaining({ key: secondWarehouse, cause }))
    expect(await inventoryOf(world, sku, secondWarehouse)).toBe(7)
    expect(await inventoryOf(world)).toBe(id === "1" ? 7 : 100)
  })

  test("that fails stops no other", async () => {
    await using world = await openStock()
    await setInventory(world, 7, sku, secondWarehouse)
    world.network.between = (request, forward) =>
      /inventoryPerWarehouse.*warehouseIds=1/.test(request.url)
        ? Promise.resolve(new Response("no", { status: 400 }))
        : forward(request)
    expect((await syncStock(world)).failed).toMatchObject([{ key: mainWarehouse, cause: "refused-by-ongoing" }])
    expect(await inventoryOf(world, sku, secondWarehouse)).toBe(25)
  })
})

test("a full scan goes on where the process died", async () => {
  await using world = await openStock({ ongoing: { articles: 1200 } })
  await setInventory(world, 7)
  let commits = 0
  world.diesAt = (point) => point === "commit after" && ++commits === 3
  const answer = syncStock(world).catch(() => undefined)
  await world.quiet()
  await answer
  expect(world.isDead).toBe(true)
  world.diesAt = () => false
  await world.restart()
  await world.pass("1 minute")
  const since = world.time.now
  await syncStock(world)
  expect(fullScans(world, since).map((call) => /warehouseIds=(\d)/.exec(call.query)?.[1])).toEqual(["2"])
  await expectInStep(world)
})

test("stock may be compared with what is not reserved in Omnium", async () => {
  await using world = await openStock({ tenant: () => ({ inventory: { compareWith: "available" } }) })
  await syncStock(world)
  await world.exported("A-1", { quantity: 10 })
  await world.pass("1 minute")
  await syncStock(world)
  const item = (await stockIn(world)).get(sku)
  expect(item).toMatchObject({ inventory: 100, reservedInventory: 10 })
})

test("stock may be compared with what is reserved for orders that Ongoing has booked (C22)", async () => {
  await using world = await openStock({ tenant: () => ({ inventory: { compareWith: "precise" } }) })
  await syncStock(world)
  await world.place("NOT-EXPORTED", { quantity: 3 })
  const { orderInfo } = await world.exported("A-1", { quantity: 10 })
  await world.pass("1 minute")
  await syncStock(world)
  expect((await stockIn(world)).get(sku)).toMatchObject({ inventory: 100, reservedInventory: 13 })
  await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship", "collect")
  await world.pass("1 minute")
  await world.sync()
  await world.pass("1 minute")
  await world.sync()
  expect((await stockIn(world)).get(sku)).toMatchObject({ inventory: 90, reservedInventory: 3 })
})

test("what is reserved is noted anew of an order that was changed, though nothing of it is to be exported (C22)", async () => {
  await using world = await openStock({ tenant: () => ({ inventory: { compareWith: "precise" } }) })
  await world.exported("A-1", { quantity: 10 })
  await world.pass("1 minute")
  // As if it had been read between two edits, of which the second took the first back.
  world.journal((database) => database.run("UPDATE booked SET quantity = 12"))
  const properties = [{ key: "Edited", value: "twice" }]
  await world.omnium("PATCH", "/Orders/A-1/PatchOrder", { properties, keepExistingCustomProperties: true })
  await world.run("exportPoll")
  await syncStock(world)
  expect((await stockIn(world)).get(sku)).toMatchObject({ inventory: 100, reservedInventory: 10 })
})

describe("two warehouses of one goods owner", () => {
  /** What is asked of the stock in one run, with the warehouses it is asked of. */
  const asked = async (world: ConnectorWorld) => {
    await world.pass("10 minutes")
    const before = world.network.calls.length
    const report = await syncStock(world)
    const calls = world.network.calls.slice(before).flatMap(({ path, query, body }) => {
      if (path.endsWith("/inventoryPerWarehouse")) {
        return [`Ongoing ${[...query.matchAll(/warehouseIds=(\d+)/g)].map(([, id]) => id).join("+")}`]
      }
      return path.endsWith("/Inventory/Search")
        ? [`Omnium ${(JSON.parse(body) as { warehouseCodes: ReadonlyArray<string> }).warehouseCodes.length}`]
        : []
    })
    return { report, calls: [...new Set(calls)] }
  }

  const settled = async () => {
    const world = await openStock()
    await syncStock(world)
    await world.pass("1 hour")
    await syncStock(world)
    return world
  }

  test("in which nothing has changed cost one call to each system", async () => {
    await using world = await settled()
    expect((await asked(world)).calls).toEqual(["Ongoing 1+2", "Omnium 2"])
    expect((await asked(world)).calls).toEqual(["Ongoing 1+2", "Omnium 2"])
  })

  test("are each read when something has changed in Ongoing", async () => {
    await using world = await settled()
    await find(world, 5)
    const { report, calls } = await asked(world)
    expect(report).toMatchObject({ done: 1, failed: [] })
    expect(calls).toEqual(["Ongoing 1+2", "Ongoing 1", "Omnium 1", "Ongoing 2"])
    await expectInStep(world)
  })

  test("are each read in Omnium when something has changed there", async () => {
    await using world = await settled()
    await setInventory(world, 3, sku, secondWarehouse)
    expect((await asked(world)).calls).toEqual(["Ongoing 1+2", "Omnium 2", "Omnium 1"])
    await expectInStep(world)
  })

  test("both fail, with one call, when Ongoing fails", async () => {
    await using world = await settled()
    world.network.between = (request, forward) =>
      request.url.includes("stockInfoChangedFrom")
        ? Promise.resolve(new Response("no", { status: 500 }))
        : forward(request)
    const { report, calls } = await asked(world)
    expect(report.failed.map(({ key }) => key)).toEqual([mainWarehouse, secondWarehouse])
    expect(calls).toEqual(["Ongoing 1+2"])
  })
})

test("calls to Omnium are few: a search for 1,000 SKUs, and a call for what differs", async () => {
  await using world = await openStock()
  await syncStock(world)
  await world.pass("10 minutes")
  await find(world, 5)
  const since = world.time.now
  await syncStock(world)
  expect(world.network.callsTo(omniumHost("epic"), since)).toHaveLength(6)
})
