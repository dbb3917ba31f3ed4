import { describe, expect, test } from "bun:test"
import { installation, postPurchaseOrder, sku } from "./Installation.ts"

interface Classified {
  readonly articleSystemId: number
  readonly articleNumber: string
  readonly classes: ReadonlyArray<{ readonly id: number; readonly code: string; readonly name: string }> | null
  readonly storageClass: { readonly name: string } | null
}

const world = () => {
  const simulated = installation()
  const article = async (): Promise<Classified> => {
    const [found] = await simulated.ok<ReadonlyArray<Classified>>(
      "GET",
      `/articles?goodsOwnerId=7&articleNumber=${sku}`
    )
    if (found === undefined) throw new Error(`There is no article ${sku}.`)
    return found
  }
  const putClass = async (code: string, name: string, path = "/articles/classes") =>
    (await simulated.ok<{ articleClassId: number }>("PUT", path, { goodsOwnerId: 7, code, name })).articleClassId
  return { ...simulated, article, putClass }
}

describe("article classes", () => {
  test("are created, changed, given to articles and taken away again", async () => {
    const { ok, refused, article, putClass } = world()
    const heavy = await putClass("HEAVY", "Heavy")
    const fragile = await putClass("FRAGILE", "Fragile")
    expect(await putClass("HEAVY", "Very heavy")).toBe(heavy)
    const { articleSystemId } = await article()
    await ok("PUT", `/articles/${articleSystemId}/classes`, { articleClassIds: [heavy, fragile] })
    expect((await article()).classes).toEqual([
      { id: heavy, code: "HEAVY", name: "Very heavy" },
      { id: fragile, code: "FRAGILE", name: "Fragile" }
    ])
    await putClass("TUNG", "Tung", `/articles/classes/${heavy}`)
    expect((await article()).classes?.map(({ id, code }) => [id, code])).toEqual([
      [heavy, "TUNG"],
      [fragile, "FRAGILE"]
    ])
    expect(await ok<unknown>("DELETE", `/articles/classes/${fragile}`)).toMatchObject({ success: true })
    expect((await article()).classes?.map(({ code }) => code)).toEqual(["TUNG"])
    expect(await ok<unknown>("GET", "/articles/classes?goodsOwnerId=7")).toEqual({
      articleClasses: [{ id: heavy, code: "TUNG", name: "Tung", comment: null }]
    })
    await refused("DELETE", `/articles/classes/${fragile}`, undefined, 404)
    await refused("PUT", `/articles/${articleSystemId}/classes`, { articleClassIds: [fragile] }, 404)
  })

  test("move the time of the article's data", async () => {
    const { ok, article, putClass, pass } = world()
    const id = await putClass("HEAVY", "Heavy")
    pass(3_600_000)
    const since = "/articles?goodsOwnerId=7&articleDataLastUpdatedFrom=2026-11-02T09:00:00Z"
    expect(await ok<unknown>("GET", since)).toEqual([])
    await ok("PUT", `/articles/${(await article()).articleSystemId}/classes`, { articleClassIds: [id] })
    expect((await ok<ReadonlyArray<Classified>>("GET", since)).map((each) => each.articleNumber)).toEqual([sku])
  })
})

test("the storage class of an article is set alone", async () => {
  const { ok, refused, article } = world()
  const path = `/articles/${(await article()).articleSystemId}/storageClass`
  await ok("PATCH", path, { storageClassName: "Cold" })
  expect((await article()).storageClass).toEqual({ name: "Cold" })
  await refused("PATCH", path, { storageClassName: "" })
})

describe("article item statuses", () => {
  test("mark what comes in, and a locking one keeps it from being picked", async () => {
    const { ok, advise, dock, stock, settings } = world()
    await settings({ statusLanguage: "en" })
    const before = await stock()
    await ok("PUT", "/articleItems/statuses", { goodsOwnerId: 7, code: "B", name: "Second choice" })
    const statuses = await ok<{ articleItemStatuses: ReadonlyArray<{ id: number; code: string }> }>(
      "GET",
      "/articleItems/statuses?goodsOwnerId=7"
    )
    expect(statuses.articleItemStatuses.map(({ code }) => code)).toEqual(["DEFECT", "CONTROL", "B"])
    const line = (rowNumber: string, status: object) => ({
      rowNumber,
      articleNumber: sku,
      numberOfItems: 10,
      ...status
    })
    const defect = statuses.articleItemStatuses[0]?.id
    const id = await advise("D-1", [], {
      purchaseOrderLines: [
        line("1", { articleItemStatusId: defect, batchNumber: "B1" }),
        line("2", { articleItemStatus: { code: "B" } }),
        line("3", { articleItemStatus: { code: "NEW", name: "New here" } })
      ]
    })
    await dock(id, "receive")
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems + 30,
      numberOfLockedItems: 10,
      lockedForSaleNumberOfItems: 10,
      sellableNumberOfItems: before.sellableNumberOfItems + 20
    })
    const items = async (query: string) =>
      (
        await ok<ReadonlyArray<{ items: ReadonlyArray<{ numberOfItems: number; isLockedForSale: boolean }> }>>(
          "GET",
          `/articleItems?goodsOwnerId=7&articleNumber=${sku}&${query}`
        )
      ).flatMap((each) => each.items)
    expect(await items("articleItemStatusCodes=DEFECT&articleItemStatusCodes=NEW")).toMatchObject([
      { numberOfItems: 10, isLockedForSale: true, status: { code: "DEFECT" }, lockCauses: { byStatus: true } },
      { numberOfItems: 10, isLockedForSale: false, status: { code: "NEW", name: "New here" } }
    ])
    expect(await items("batchNumbers=B1")).toHaveLength(1)
    expect(await items("locationNames=NOWHERE")).toEqual([])
    expect((await items("")).reduce((sum, item) => sum + item.numberOfItems, 0)).toBe(before.numberOfItems + 30)
  })

  test("of an unknown id is refused", async () => {
    const { refused } = world()
    const lines = [{ rowNumber: "1", articleNumber: sku, numberOfItems: 1, articleItemStatusId: 5 }]
    const { message } = await refused(
      "PUT",
      "/purchaseOrders",
      postPurchaseOrder("D-1", [], { purchaseOrderLines: lines })
    )
    expect(message).toContain("article item status with id 5")
  })
})

test("a parcel has a type of the register, and an unknown code becomes known", async () => {
  const { ok, refused, create, order } = world()
  const types = async () =>
    (await ok<ReadonlyArray<{ id: number; code: string }>>("GET", "/parcelTypes?goodsOwnerId=7")).map(
      ({ code }) => code
    )
  expect(await types()).toEqual(["PK", "EUR"])
  const id = await create("A-1")
  const put = (parcelNumber: string, parcelType: object) => ({
    parcelNumber,
    transportAdministrationType: "delivery",
    advanced: { parcelType }
  })
  await ok("PUT", `/orders/${id}/parcels`, put("P1", { code: "PK" }))
  await ok("PUT", `/orders/${id}/parcels`, put("P2", { code: "TUBE", name: "Tube" }))
  expect((await order(id)).parcels).toMatchObject([
    { advanced: { parcelType: { code: "PK", name: "Pakke", length: 0.4 } } },
    { advanced: { parcelType: { code: "TUBE", name: "Tube", length: null } } }
  ])
  expect(await types()).toEqual(["PK", "EUR", "TUBE"])
  await refused("PUT", `/orders/${id}/parcels`, put("P3", { id: 1 }), 404)
})
