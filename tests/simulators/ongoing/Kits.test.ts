import { describe, expect, test } from "bun:test"
import { type ArticleAnswer, installation, sku } from "./Installation.ts"

const line = (rowNumber: string, articleNumber: string, numberOfItems: number) => ({
  rowNumber,
  articleNumber,
  numberOfItems
})

/** A kit of two of the first article and one of another, of which there are 30. */
const withKit = async () => {
  const world = installation({ articles: 1, warehouseIds: [1] })
  const put = (body: object) => world.ok("PUT", "/articles", { goodsOwnerId: 7, ...body })
  await put({ articleNumber: "STRAP", articleName: "Strap" })
  await world.back("articles/STRAP/adjust", { quantity: 30 })
  await put({
    articleNumber: "KIT",
    structureDefinition: {
      articleKind: "Structure",
      rows: [
        { articleNumber: sku, numberOfItems: 2 },
        { articleNumber: "STRAP", numberOfItems: 1 }
      ]
    }
  })
  return world
}

describe("an order for a kit", () => {
  test("books the kit and its components, and shows them as lines under it", async () => {
    const { create, order, stock } = await withKit()
    const before = await stock()
    const id = await create("A-1", [], { orderLines: [line("1", "KIT", 3), line("2", sku, 1)] })
    const [kit, single] = (await order(id)).orderLines
    expect((await order(id)).orderLines).toHaveLength(2)
    expect(kit).toMatchObject({ orderedNumberOfItems: 3, shouldBePicked: true, article: { articleNumber: "KIT" } })
    expect(kit?.subOrderLines?.map((each) => [each.article.articleNumber, each.orderedNumberOfItems])).toEqual([
      [sku, 6],
      ["STRAP", 3]
    ])
    expect(single?.subOrderLines).toBeNull()
    expect((await stock()).numberOfBookedItems).toBe(before.numberOfBookedItems + 7)
    expect((await stock("STRAP")).numberOfBookedItems).toBe(3)
    // 100 − 7 of the one make 46 kits, 30 − 3 of the other 27.
    expect(await stock("KIT")).toMatchObject({
      numberOfItems: 30,
      numberOfBookedItems: 3,
      sellableNumberOfItems: 27
    })
  })

  test("is picked by its components: only whole kits count", async () => {
    const { create, order, act, stock } = await withKit()
    const id = await create("A-1", [], { orderLines: [line("1", "KIT", 3)] })
    await act(id, "release")
    const [kit] = (await order(id)).orderLines
    const [first, second] = kit?.subOrderLines ?? []
    await act(id, "pick", { lines: [{ rowNumber: first?.rowNumber, quantity: 5 }] })
    expect((await order(id)).orderLines[0]?.pickedNumberOfItems).toBe(0)
    await act(id, "pick", { lines: [{ rowNumber: second?.rowNumber, quantity: 3 }] })
    const half = await order(id)
    expect(half.orderLines[0]?.pickedNumberOfItems).toBe(2)
    expect(half.orderInfo.pickedNumberOfItems).toBe(2)
    expect((await stock("STRAP")).numberOfItems).toBe(27)
    expect((await stock("KIT")).numberOfBookedItems).toBe(1)
    expect((await act(id, "pick")).orderInfo.orderStatus.number).toBe(400)
  })

  test("whole kits can be picked, sent, come back and be reported by the kit's own row", async () => {
    const { create, act, api, list, order, stock } = await withKit()
    const id = await create("A-1", [], { orderLines: [line("1", "KIT", 3)] })
    await act(id, "release")
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 2 }] })
    await act(id, "ship", { parcels: [{ parcelNumber: "P1", lines: [{ rowNumber: "1", quantity: 2 }] }] })
    const unreported = () => list("onlyOrdersWithOrderLinesToReportReturned=true")
    expect(await unreported()).toHaveLength(0)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })
    const [kit] = (await order(id)).orderLines
    expect(kit).toMatchObject({ pickedNumberOfItems: 2, packedNumberOfItems: 2, returnedNumberOfItems: 1 })
    expect((await stock("STRAP")).numberOfItems).toBe(29)
    expect(await unreported()).toHaveLength(1)
    await api("PATCH", `/orders/${id}/lines/${kit?.id}/reportedReturnedNumberOfItems`, {
      reportedReturnedNumberOfItems: 1
    })
    expect(await unreported()).toHaveLength(0)
  })

  test("leaves what is not picked to a back order, kit and all", async () => {
    const { create, act, back, order, stock } = await withKit()
    const id = await create("A-1", [], { orderLines: [line("1", "KIT", 3)] })
    await act(id, "release")
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 2 }] })
    const rest = await back<{ orderInfo: { orderId: number } }>(`orders/${id}/backOrder`)
    const [kit] = (await order(rest.orderInfo.orderId)).orderLines
    expect(kit?.orderedNumberOfItems).toBe(1)
    expect(kit?.subOrderLines?.map((each) => each.orderedNumberOfItems)).toEqual([2, 1])
    expect((await stock("STRAP")).numberOfBookedItems).toBe(1)
    expect((await stock("KIT")).numberOfBookedItems).toBe(1)
  })

  test("goes with its components when the staff put something else in its place", async () => {
    const { create, act, stock } = await withKit()
    const id = await create("A-1", [], { orderLines: [line("1", "KIT", 3)] })
    const changed = await act(id, "substitute", { rowNumber: "1", articleNumber: sku, quantity: 1 })
    expect(changed.orderLines.map((each) => each.article.articleNumber)).toEqual([sku])
    expect((await stock("STRAP")).numberOfBookedItems).toBe(0)
    expect((await stock("KIT")).numberOfBookedItems).toBe(0)
  })

  test("takes the components that the order names", async () => {
    const { create, order, stock } = await withKit()
    const id = await create("A-1", [], {
      orderLines: [{ ...line("1", "KIT", 2), subOrderLines: [line("1a", "STRAP", 8)] }]
    })
    const [kit] = (await order(id)).orderLines
    expect(kit?.subOrderLines?.map((each) => [each.rowNumber, each.orderedNumberOfItems])).toEqual([["1a", 8]])
    expect((await stock("STRAP")).numberOfBookedItems).toBe(8)
  })
})

describe("the stock of a kit", () => {
  test("changes with its components'", async () => {
    const { ok, back, pass } = await withKit()
    pass(3_600_000)
    const changed = async () =>
      (
        await ok<ReadonlyArray<ArticleAnswer>>(
          "GET",
          "/articles?goodsOwnerId=7&stockInfoChangedFrom=2026-11-02T08:30:00Z"
        )
      ).map((article) => article.articleNumber)
    expect(await changed()).toEqual([])
    await back("articles/STRAP/adjust", { quantity: -30 })
    expect(await changed()).toEqual(["STRAP", "KIT"])
  })

  test("is told by its definition; a kit needs components that keep stock", async () => {
    const { ok, refused } = await withKit()
    expect(
      await ok<unknown>("GET", "/articles/structureDefinitions?goodsOwnerId=7&articleKind=Structure")
    ).toMatchObject([
      { articleNumber: "KIT", rows: [{ articleNumber: sku, numberOfItems: 2 }, { articleNumber: "STRAP" }] }
    ])
    for (const rows of [[], [{ articleNumber: "KIT", numberOfItems: 1 }], [{ articleNumber: sku, numberOfItems: 0 }]])
      await refused("PUT", "/articles", {
        goodsOwnerId: 7,
        articleNumber: "KIT2",
        structureDefinition: { articleKind: "Structure", rows }
      })
  })
})
