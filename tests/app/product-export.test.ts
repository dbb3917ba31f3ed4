import { describe, expect, test } from "bun:test"
import { ConnectorWorld, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import {
  article,
  articleIdsOf,
  articles,
  catalogue,
  exportError,
  exportProducts,
  openTwoOwners,
  patchProduct,
  productIn,
  puts,
  unfinished
} from "../support/Products.ts"
import { mainWarehouse, shopWarehouse } from "../support/ShopOrder.ts"
import { find, setInventory } from "../support/Stock.ts"

const product = "P1000"
const sku = "0123ABC"

/** A product that Ongoing has never heard of, with one variant for each barcode. */
const add = async (world: ConnectorWorld, productId: string, eans: ReadonlyArray<string>, stocked = true) => {
  const variants = eans.map((ean, index) => ({ skuId: `${productId}-${index + 1}`, name: productId, ean }))
  await world.omnium("POST", "/Products", {
    id: `${productId}_no`,
    productId,
    language: "no",
    name: productId,
    variants
  })
  for (const { skuId } of stocked ? variants : []) await setInventory(world, 3, skuId)
  await world.quiet()
}

const skusOf = async (world: ConnectorWorld) =>
  (await catalogue(world)).flatMap((each) => each.variants.map((variant) => variant.skuId)).sort()

const announced = (world: ConnectorWorld) =>
  world.omniumBack("PUT", "eventSubscriptions", [
    { url: "http://connector.test/tenants/epic/events/omnium", secret: secretOf("epic"), className: "Product" }
  ])

const ongoingCalls = (world: ConnectorWorld) => world.network.callsTo(ongoingHost).length

describe("the bulk export of products", () => {
  test("R17: makes every variant an article at every goods owner, and its OngoingArticleId is in Omnium", async () => {
    await using world = await openTwoOwners()
    expect(await exportProducts(world)).toMatchObject({ ExportProducts: { held: 0, failed: [] } })
    const skus = await skusOf(world)
    expect(skus.length).toBeGreaterThan(5)
    for (const owner of [7, 8]) {
      const numbers = (await articles(world, owner)).map((each) => each.articleNumber)
      expect(skus.filter((each) => !numbers.includes(each))).toEqual([])
    }
    expect(puts(world).toSorted()).toEqual(
      [...skus.flatMap((each) => [`7 ${each}`, `8 ${each}`]), "7 GAVEPAKKE", "8 GAVEPAKKE"].toSorted()
    )
    for (const { variants } of await catalogue(world)) {
      for (const variant of variants) {
        const ids = await Promise.all(
          [7, 8].map(async (owner) => `${(await article(world, variant.skuId, owner))?.articleSystemId}_${owner}`)
        )
        expect(articleIdsOf(variant).toSorted()).toEqual(ids.toSorted())
      }
    }
    expect(await unfinished(world)).toEqual([])
  })

  test("calls Ongoing for nothing while nothing has changed", async () => {
    await using world = await openTwoOwners()
    await exportProducts(world)
    const calls = ongoingCalls(world)
    for (const pause of ["1 second", "15 minutes", "3 days"] as const) {
      await world.pass(pause)
      const report = await exportProducts(world)
      for (const operation of Object.values(report)) {
        expect(operation).toMatchObject({ done: 0, held: 0, failed: [], calls: { ongoing: 0 } })
      }
    }
    await exportProducts(world, { full: true })
    expect(ongoingCalls(world)).toBe(calls)
  })

  test("writes of a product that was changed the articles that were, and nothing else", async () => {
    await using world = await openTwoOwners()
    await exportProducts(world)
    await world.pass("15 minutes")
    const since = world.time.now
    await patchProduct(world, product, { variants: [{ skuId: sku, name: "Ny sekk" }] })
    expect(await exportProducts(world)).toMatchObject({ ExportProducts: { done: 2, calls: { ongoing: 2 } } })
    expect(puts(world, since).toSorted()).toEqual([`7 ${sku}`, `8 ${sku}`])
    expect((await article(world, sku))?.articleName).toStartWith("Ny sekk")
  })

  test("leaves out what has nothing available in an Ongoing warehouse, until it has", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1", "2"], false)
    await setInventory(world, 5, "NEW-1", shopWarehouse)
    await exportProducts(world)
    expect(puts(world).filter((each) => each.includes("NEW") || each.includes("HANDLENETT"))).toEqual([])

    await setInventory(world, 5, "NEW-2", mainWarehouse)
    await world.pass("15 minutes")
    await patchProduct(world, "NEW", { brand: "Fjellvang" })
    await exportProducts(world)
    expect(puts(world).filter((each) => each.includes("NEW"))).toEqual(["7 NEW-2"])
  })

  test("keeps up to date what was exported once, though it is sold out", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1", "2"])
    await exportProducts(world)
    await setInventory(world, 0, "NEW-1")
    await setInventory(world, 0, "NEW-2")
    await world.pass("15 minutes")
    const since = world.time.now
    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-1", ean: "9" }] })
    await exportProducts(world)
    expect(puts(world, since)).toEqual(["7 NEW-1"])
    expect((await article(world, "NEW-1"))?.barCodeInfo.barCode).toBe("9")
  })

  test("R27: keeps it up to date by a copy of the journal that is older than the article, too", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    await exportProducts(world)
    await setInventory(world, 0, "NEW-1")
    world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM audits"))
    await world.pass("1 hour")
    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-1", ean: "9" }] })
    await exportProducts(world)
    expect(await article(world, "NEW-1")).toMatchObject({ barCodeInfo: { barCode: "9" } })
  })

  test("takes what has become available without being changed when everything is asked for", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"], false)
    await world.pass("15 minutes")
    await exportProducts(world)
    await setInventory(world, 5, "NEW-1")
    await exportProducts(world)
    expect(puts(world)).not.toContain("7 NEW-1")
    await exportProducts(world, { full: true })
    expect(puts(world)).toContain("7 NEW-1")
  })

  test("makes one article of a product that is there in several languages", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    const english = { id: "NEW_en", productId: "NEW", language: "en", name: "New" }
    await world.omnium("POST", "/Products", { ...english, variants: [{ skuId: "NEW-1", name: "New", ean: "1" }] })
    await exportProducts(world)
    expect(puts(world).filter((each) => each.includes("NEW"))).toEqual(["7 NEW-1"])
    const made = (await world.items()).length
    await world.pass("1 second")
    await exportProducts(world, { full: true })
    expect(await world.items()).toHaveLength(made)
    for (const id of ["NEW_no", "NEW_en"]) {
      expect(articleIdsOf((await productIn(world, id)).variants[0])).toHaveLength(1)
    }
  })

  test("is done by the schedule", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    await world.pass("16 minutes")
    expect(puts(world)).toContain(`7 ${sku}`)
  })
})

describe("a product that is announced", () => {
  const announce = (world: ConnectorWorld, path: string, body: unknown) =>
    world.door("POST", `/tenants/epic/${path}`, body, { authorization: `Bearer ${secretOf("epic")}` })

  test("by the workflow is exported whatever is available of it", async () => {
    await using world = await openTwoOwners()
    await add(world, "NEW", ["1", "2"], false)
    const value = await productIn(world, "NEW")
    expect((await announce(world, "workflow/OngoingProductExporter", { value, workflowStep: {} })).status).toBe(200)
    await world.quiet()
    expect(puts(world).toSorted()).toEqual(["7 NEW-1", "7 NEW-2", "8 NEW-1", "8 NEW-2"])
  })

  test("by the workflow before it is saved is waited for", async () => {
    await using world = await ConnectorWorld.open()
    await announce(world, "workflow/OngoingProductExporter", { value: { productId: "NEW", id: "NEW_no" } })
    await world.quiet()
    expect(await world.item("product-export")).toMatchObject({ state: "open", cause: "not-yet" })
    await add(world, "NEW", ["1"])
    await world.pass("1 minute")
    expect(puts(world)).toEqual(["7 NEW-1"])
    expect(await unfinished(world)).toEqual([])
  })

  test("by the workflow and never saved is given up visibly", async () => {
    await using world = await ConnectorWorld.open()
    await announce(world, "workflow/OngoingProductExporter", { value: { productId: "NEW" } })
    await world.pass("20 minutes")
    expect(await unfinished(world)).toMatchObject([{ state: "dead", cause: "product-not-found" }])
  })

  test("by an event is exported if it is available; our own writes, announced too, lead to nothing", async () => {
    await using world = await ConnectorWorld.open()
    await announced(world)
    await add(world, "NEW", ["1"], false)
    expect(await world.item("product-intake")).toMatchObject({ state: "skipped", cause: "unchanged" })
    await setInventory(world, 3, "NEW-1")
    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-1", ean: "2" }] })
    expect(puts(world)).toEqual(["7 NEW-1"])
    expect(articleIdsOf((await productIn(world, "NEW")).variants[0])).toHaveLength(1)
    await world.pass("1 hour")
    expect(ongoingCalls(world)).toBe(1)
    expect(await unfinished(world)).toEqual([])
  })

  test("is not exported by the poll and the event together twice", async () => {
    await using world = await ConnectorWorld.open()
    await announced(world)
    await add(world, "NEW", ["1"])
    await exportProducts(world)
    expect(puts(world).filter((each) => each === "7 NEW-1")).toHaveLength(1)
  })
})

describe("an article that an order names", () => {
  test("is put before the order, alone, whatever is available of it", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    await add(world, "NEW", ["1", "2"], false)
    await world.exported("A-1", { sku: "NEW-1" })
    const calls = world.network.callsTo(ongoingHost).filter((call) => call.method === "PUT")
    expect(calls.map((call) => call.path.split("/").at(-1))).toEqual(["articles", "orders"])
    expect(puts(world)).toEqual(["7 NEW-1"])
    expect(articleIdsOf((await productIn(world, "NEW")).variants[0])).toHaveLength(1)
  })

  test("is put although a poll has found its product, and nothing of it is available any more", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    const single = { id: "ONE", productId: "ONE", skuId: "ONE", name: "One" }
    await world.omnium("POST", "/Products", single)
    await setInventory(world, 1, "ONE")
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (request.method === "GET" && request.url.endsWith("/Products/ONE")) {
        // Somebody buys the last one while the export reads it.
        world.network.between = (request, forward) => forward(request)
        await setInventory(world, 0, "ONE")
      }
      return response
    }
    await exportProducts(world, { only: ["products"] })
    await world.exported("A-1", { sku: "ONE", quantity: 1 })
    expect(await unfinished(world)).toEqual([])
  })
})

describe("Deleted Products", () => {
  test("X1: its articles are inactive and without barcode, which another product may have", async () => {
    await using world = await openTwoOwners()
    await add(world, "OLD", ["77", "78"])
    await exportProducts(world)
    await world.pass("15 minutes")
    await world.omnium("DELETE", "/Products/OLD")
    await add(world, "NEW", ["77"])
    expect(await exportProducts(world)).toMatchObject({ ExportProducts: { done: 4, failed: [] } })
    for (const owner of [7, 8]) {
      for (const number of ["OLD-1", "OLD-2"]) {
        expect(await article(world, number, owner)).toMatchObject({ isActive: false, barCodeInfo: { barCode: "" } })
      }
      expect(await article(world, "NEW-1", owner)).toMatchObject({ isActive: true, barCodeInfo: { barCode: "77" } })
    }
    const calls = ongoingCalls(world)
    await world.pass("15 minutes")
    await exportProducts(world)
    expect(ongoingCalls(world)).toBe(calls)
  })

  test("are asked for once an hour, as long as there is nothing new", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "OLD", ["77"])
    const asked = () => world.network.calls.filter((call) => call.body.includes('"isDeleted":true')).length
    await exportProducts(world)
    await world.pass("30 minutes")
    await exportProducts(world)
    await world.omnium("DELETE", "/Products/OLD")
    const before = asked()
    await world.pass("15 minutes")
    await exportProducts(world)
    expect(asked()).toBe(before)
    expect(await article(world, "OLD-1")).toMatchObject({ isActive: true })
    await world.pass("15 minutes")
    expect(await exportProducts(world)).toMatchObject({ DeletedProducts: { done: 1, failed: [] } })
    expect(await article(world, "OLD-1")).toMatchObject({ isActive: false })
    await world.pass("1 minute")
    expect(await exportProducts(world, { full: true })).toMatchObject({ DeletedProducts: { done: 0, failed: [] } })
    expect(asked()).toBe(before + 2)
  })

  test("a variant that is deleted alone takes its own article with it", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1", "2"])
    await exportProducts(world)
    await world.pass("15 minutes")
    await world.omnium("DELETE", "/Products/NEW/Variants/NEW-1")
    await exportProducts(world)
    expect(await article(world, "NEW-1")).toMatchObject({ isActive: false, barCodeInfo: { barCode: "" } })
    expect(await article(world, "NEW-2")).toMatchObject({ isActive: true, barCodeInfo: { barCode: "2" } })
  })

  test("R17: a SKU that has moved to another product stays in use, until that is deleted too", async () => {
    await using world = await ConnectorWorld.open()
    /** Until no search finds the product any more for having been changed. */
    const exportLater = async () => {
      for (let hour = 0; hour < 3; hour++) {
        await exportProducts(world)
        await world.pass("1 hour")
      }
    }
    const move = async (productId: string) => {
      const variants = [{ skuId: "S-1", name: productId, ean: "77" }]
      await world.omnium("POST", "/Products", { id: `${productId}_no`, productId, language: "no", variants })
      await setInventory(world, 1, "S-1")
      await exportLater()
    }
    const remove = async (productId: string) => {
      await world.omnium("DELETE", `/Products/${productId}`)
      await exportLater()
    }
    await move("OLD")
    await move("NEW")
    await remove("OLD")
    const isNew = { articleName: "NEW", isActive: true, barCodeInfo: { barCode: "77" } }
    expect(await article(world, "S-1")).toMatchObject(isNew)
    await world.pass("1 day")
    await exportProducts(world, { full: true })
    expect(await article(world, "S-1")).toMatchObject(isNew)
    await remove("NEW")
    expect(await article(world, "S-1")).toMatchObject({ isActive: false, barCodeInfo: { barCode: "" } })
  })

  test("one that was never exported is not", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    await world.omnium("DELETE", "/Products/NEW")
    await exportProducts(world)
    expect(puts(world)).not.toContain("7 NEW-1")
  })

  test("one that was exported after the copy of the journal that is in use (R27)", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    await exportProducts(world)
    await world.pass("15 minutes")
    world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM audits"))
    await world.omnium("DELETE", "/Products/NEW")
    await exportProducts(world)
    expect(await article(world, "NEW-1")).toMatchObject({ isActive: false, barCodeInfo: { barCode: "" } })
    // Out of use it is left alone, however much is asked for.
    await world.pass("1 minute")
    const since = world.time.now
    world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM audits"))
    await exportProducts(world, { full: true })
    expect(puts(world, since)).not.toContain("7 NEW-1")
  })

  test("one that is restored is active again, with its barcode", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    await exportProducts(world)
    await world.pass("15 minutes")
    await world.omnium("DELETE", "/Products/NEW")
    await exportProducts(world)
    await world.pass("15 minutes")
    await add(world, "NEW", ["1"])
    await exportProducts(world)
    expect(await article(world, "NEW-1")).toMatchObject({ isActive: true, barCodeInfo: { barCode: "1" } })
  })
})

describe("products that Omnium has removed altogether", () => {
  const remove = (world: ConnectorWorld, id: string) => world.omniumBack("DELETE", `products/${id}`)

  test("are found in the night: out of use, without barcode, and otherwise as they were", async () => {
    await using world = await openTwoOwners()
    await add(world, "OLD", ["77"])
    await exportProducts(world)
    const before = await article(world, "OLD-1")
    await remove(world, "OLD")
    await world.pass("1 hour")
    expect(await exportProducts(world)).toMatchObject({ ComparedProducts: { done: 0, skipped: [] } })
    expect(await article(world, "OLD-1")).toMatchObject({ isActive: true })

    await world.pass("20 hours")
    expect(await exportProducts(world)).toMatchObject({ ComparedProducts: { done: 2, failed: [] } })
    for (const owner of [7, 8]) {
      expect(await article(world, "OLD-1", owner)).toMatchObject({
        articleName: before?.articleName ?? "",
        isActive: false,
        barCodeInfo: { barCode: "" }
      })
    }
    expect(await article(world, sku)).toMatchObject({ isActive: true })
    const made = (await world.items()).length
    await world.pass("1 day")
    expect(await exportProducts(world)).toMatchObject({ ComparedProducts: { done: 0, failed: [] } })
    expect(await world.items()).toHaveLength(made)
    expect(await unfinished(world)).toEqual([])
  })

  test("are compared once a night, and not on every run", async () => {
    const hourly = {
      OngoingSyncScheduledTask: "30 * * * *",
      OngoingProductSyncScheduledTask: "0 * * * *",
      exportPoll: "30 * * * *"
    }
    await using world = await ConnectorWorld.open({
      scheduled: true,
      tenant: () => ({ timeZone: "Europe/Oslo", tasks: hourly })
    })
    const compared = () =>
      world.network.calls
        .filter((call) => call.body.includes('"productIds"'))
        .map((call) => new Date(call.at).toISOString())
    await world.pass("3 days")
    // The first run, which has exported nothing before, has nothing to ask for.
    expect(compared()).toEqual(["2026-11-03T01:00:00.000Z", "2026-11-04T01:00:00.000Z", "2026-11-05T01:00:00.000Z"])
  })

  test("are compared at once when everything is asked for", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "OLD", ["77"])
    await exportProducts(world)
    await remove(world, "OLD")
    expect(await exportProducts(world, { full: true })).toMatchObject({ ComparedProducts: { done: 1 } })
    expect(await article(world, "OLD-1")).toMatchObject({ isActive: false })
  })

  test("and are made anew are active again", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "OLD", ["77"])
    await exportProducts(world)
    await remove(world, "OLD")
    await exportProducts(world, { full: true })
    await world.pass("15 minutes")
    await add(world, "OLD", ["77"], false)
    await exportProducts(world)
    expect(await article(world, "OLD-1")).toMatchObject({ isActive: true, barCodeInfo: { barCode: "77" } })
  })

  test("are left alone when they are a great part of all: that is no deletion", async () => {
    await using world = await ConnectorWorld.open()
    for (const name of ["A", "B", "C"]) {
      await add(
        world,
        name,
        Array.from({ length: 50 }, (_, index) => `${name}${index}`)
      )
    }
    await exportProducts(world)
    for (const name of ["A", "B", "C"]) await remove(world, name)
    await world.pass("1 day")
    const calls = ongoingCalls(world)
    expect(await exportProducts(world)).toMatchObject({
      ComparedProducts: { done: 0, failed: [{ key: "ComparedProducts", cause: "too-many-products-gone" }] }
    })
    expect(ongoingCalls(world)).toBe(calls)
    expect(await exportProducts(world, { full: true })).toMatchObject({ ComparedProducts: { done: 150, failed: [] } })
  })
})

describe("an article that Ongoing refuses", () => {
  /** A barcode that an article of somebody else's has. */
  const taken = "2900000000999"
  const occupy = (world: ConnectorWorld, barCode = taken) =>
    world.ongoingApi("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "OTHER", barCodeInfo: { barCode } })

  test("is told on the product, stops no other of it, and is not told any more when it is solved", async () => {
    await using world = await ConnectorWorld.open()
    await announced(world)
    await occupy(world)
    await add(world, "NEW", [taken, "2"])
    expect(await unfinished(world)).toMatchObject([{ key: "NEW", state: "dead", cause: "refused-by-ongoing" }])
    expect(exportError(await productIn(world, "NEW"))).toMatch(/^refused-by-ongoing: NEW-1: .*2900000000999/)
    expect(puts(world)).toEqual(["7 NEW-1", "7 NEW-2"])
    expect(articleIdsOf((await productIn(world, "NEW")).variants[1])).toHaveLength(1)

    // It is not asked again for the same.
    await exportProducts(world)
    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-2", size: "L" }] })
    expect(puts(world).slice(2)).not.toContain("7 NEW-1")
    expect(await unfinished(world)).toHaveLength(1)

    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-1", ean: "1" }] })
    expect(await unfinished(world)).toEqual([])
    expect(exportError(await productIn(world, "NEW"))).toBe("")
    expect(await article(world, "NEW-1")).toMatchObject({ barCodeInfo: { barCode: "1" } })
  })

  test("is tried again unchanged when somebody asks for it", async () => {
    await using world = await ConnectorWorld.open()
    await occupy(world)
    await add(world, "NEW", [taken])
    await exportProducts(world)
    const [dead] = await unfinished(world)
    await occupy(world, "another")
    if (dead !== undefined) await world.retry(dead)
    expect(await article(world, "NEW-1")).toMatchObject({ barCodeInfo: { barCode: taken } })
    expect(exportError(await productIn(world, "NEW"))).toBe("")
    expect(await unfinished(world)).toEqual([])
  })

  test("when an order named it, is solved with its product", async () => {
    await using world = await ConnectorWorld.open()
    await announced(world)
    await occupy(world)
    await add(world, "NEW", [taken, "2"], false)
    await world.place("A-1", { sku: "NEW-1" })
    await world.release("A-1")
    expect(await unfinished(world)).toMatchObject([{ key: "NEW-1", state: "dead" }])
    expect(exportError(await productIn(world, "NEW"))).toContain(taken)
    await patchProduct(world, "NEW", { variants: [{ skuId: "NEW-1", ean: "1" }] })
    expect(await unfinished(world)).toEqual([])
    expect(exportError(await productIn(world, "NEW"))).toBe("")
  })
})

describe("an answer that is lost", () => {
  const lose = (world: ConnectorWorld, method: string, path: string) => {
    let lost = 0
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (request.method !== method || !request.url.endsWith(path) || lost > 0) return response
      lost++
      return new Response("", { status: 502 })
    }
  }

  test("to the article is made up for by the same request, once", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    lose(world, "PUT", "/articles")
    await exportProducts(world)
    await world.pass("10 minutes")
    const [first] = puts(world)
    expect(puts(world).filter((each) => each === first)).toHaveLength(2)
    expect((await articles(world)).filter((each) => `7 ${each.articleNumber}` === first)).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
  })

  test("is not overtaken: nothing newer is sent before what was sent cannot arrive any more", async () => {
    await using world = await ConnectorWorld.open()
    await exportProducts(world)
    await world.pass("15 minutes")
    await patchProduct(world, product, { variants: [{ skuId: sku, name: "Eldre" }] })
    lose(world, "PUT", "/articles")
    await exportProducts(world)
    await patchProduct(world, product, { variants: [{ skuId: sku, name: "Nyere" }] })
    const since = world.time.now
    await world.pass("10 minutes")
    const sent = world.network
      .callsTo(ongoingHost, since)
      .filter((call) => call.method === "PUT")
      .map(({ at, body }) => [(at - since) / 1000, String(JSON.parse(body).articleName).split(" ")[0]])
    expect(sent).toEqual([
      [0, "Eldre"],
      [60, "Nyere"]
    ])
    expect((await article(world, sku))?.articleName).toStartWith("Nyere")
    expect(await unfinished(world)).toEqual([])
  })

  test("again and again is given up, and taken up when the product is saved", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    world.network.between = (request, forward) =>
      request.method === "PUT" ? Promise.resolve(new Response("", { status: 500 })) : forward(request)
    await exportProducts(world, { only: ["products"] })
    await world.pass("1 day")
    expect((await unfinished(world)).map((item) => item.cause)).toContain("attempts-exhausted")
    world.network.between = (request, forward) => forward(request)
    for (const { productId } of await catalogue(world)) await patchProduct(world, productId, { brand: "Fjellvang" })
    await patchProduct(world, "NEW", { brand: "" })
    await exportProducts(world)
    await world.pass("1 day")
    expect(await article(world, "NEW-1")).toMatchObject({ isActive: true })
    expect(await unfinished(world)).toEqual([])
  })

  test("to the write-back leaves one id", async () => {
    await using world = await ConnectorWorld.open()
    await add(world, "NEW", ["1"])
    lose(world, "PATCH", "/Products/NEW")
    await exportProducts(world)
    await world.pass("10 minutes")
    expect(articleIdsOf((await productIn(world, "NEW")).variants[0])).toHaveLength(1)
    expect(puts(world).filter((each) => each === "7 NEW-1")).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
  })
})

describe("a death between any two steps leaves each article once, with its id in Omnium (R17)", async () => {
  const prepared = async () => {
    const world = await openTwoOwners({ ongoing: { articles: 0 } })
    for (const { productId } of await catalogue(world)) await world.omniumBack("DELETE", `products/${productId}`)
    await add(world, "NEW", ["1", "2"])
    return world
  }
  const play = async (world: ConnectorWorld) => {
    for (let run = 0; run < 2; run++) {
      // Whoever waits for the report of a connector that dies gets none.
      await exportProducts(world).catch(() => {})
      if (world.isDead) await world.restart()
      await world.pass("5 minutes")
    }
  }
  const points = await (async () => {
    await using world = await prepared()
    const before = world.points.length
    await play(world)
    const counted = new Map<string, number>()
    return world.points.slice(before).map((point) => {
      const nth = (counted.get(point) ?? 0) + 1
      counted.set(point, nth)
      return [point, nth] as const
    })
  })()

  test("it passes the points of a product's way", () => {
    const names = points.map(([point]) => point)
    expect(names).toContain("product export before write-back")
    expect(names).toContain("PUT /articles answered")
    expect(names).toContain("PATCH /api/Products/{productId} answered")
  })

  test.each(points)("%s, time %i", async (point, nth) => {
    await using world = await prepared()
    const begun = world.points.length
    let deaths = 0
    world.diesAt = (name) => {
      const passed = world.points.slice(begun).filter((each) => each === point).length
      const dies = name === point && passed === nth && deaths === 0
      if (dies) deaths++
      return dies
    }
    await play(world)
    await exportProducts(world)
    expect([deaths, world.isDead]).toEqual([1, false])
    const found = await productIn(world, "NEW")
    for (const owner of [7, 8]) {
      const numbers = (await articles(world, owner)).map((each) => each.articleNumber)
      expect(numbers.toSorted()).toEqual(["NEW-1", "NEW-2"])
    }
    for (const variant of found.variants) expect(articleIdsOf(variant)).toHaveLength(2)
    expect(await unfinished(world)).toEqual([])
  })
})

describe("C21: what is pushed again", () => {
  test("is the whole article, whether its product is saved, an order names it, or it is exported in bulk", async () => {
    const bodyOf = (world: ConnectorWorld) =>
      world.network.callsTo(ongoingHost).find((call) => call.method === "PUT" && call.body.includes(`"${sku}"`))?.body
    await using bulk = await ConnectorWorld.open()
    await exportProducts(bulk)
    await using ordered = await ConnectorWorld.open()
    await ordered.exported("A-1")
    await using saved = await ConnectorWorld.open()
    await announced(saved)
    await patchProduct(saved, product, { brand: "x" })
    expect(JSON.parse(bodyOf(ordered) ?? "")).toEqual(JSON.parse(bodyOf(bulk) ?? ""))
    const { supplierInfo, ...rest } = JSON.parse(bodyOf(bulk) ?? "")
    expect(JSON.parse(bodyOf(saved) ?? "")).toMatchObject(rest)
    expect(supplierInfo.supplierName).toBeString()
  })
})

test("a loss that the warehouse finds, or a sale, is no reason to write an article", async () => {
  await using world = await ConnectorWorld.open()
  await exportProducts(world)
  const written = puts(world).length
  await find(world, -3)
  await setInventory(world, 1)
  await world.pass("15 minutes")
  await exportProducts(world)
  expect(puts(world)).toHaveLength(written)
})
