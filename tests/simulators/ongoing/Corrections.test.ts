import { describe, expect, test } from "bun:test"
import { installation, type OrderAnswer, sku } from "./Installation.ts"

const statusOf = (order: OrderAnswer) => order.orderInfo.orderStatus.number
const row = (quantity: number, more: object = {}) => ({ lines: [{ rowNumber: "1", quantity, ...more }] })

describe("what the staff take back", () => {
  test("a reservation, in part and whole, and the goods are free again", async () => {
    const { create, act, impossible, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [4])
    await act(id, "release")
    expect((await impossible(id, "undoAllocation")).message).toContain("nothing is reserved")
    await act(id, "allocate")
    const part = await act(id, "undoAllocation", row(1))
    expect([statusOf(part), part.orderInfo.allocatedNumberOfItems]).toEqual([320, 3])
    expect((await impossible(id, "undoAllocation", row(4))).message).toContain("has 3 that are reserved, not 4")
    expect(statusOf(await act(id, "undoAllocation"))).toBe(300)
    expect((await stock()).allocatedNumberOfItems).toBe(before.allocatedNumberOfItems)
  })

  test("a pick, until the goods are packed or have left; the stock goes back with it", async () => {
    const { create, act, impossible, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [4])
    await act(id, "release")
    await act(id, "pick")
    const undone = await act(id, "undoPick", row(1))
    expect([statusOf(undone), undone.orderInfo.pickedNumberOfItems]).toEqual([300, 3])
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems - 3,
      numberOfBookedItems: before.numberOfBookedItems + 1,
      sellableNumberOfItems: before.sellableNumberOfItems - 4
    })
    await act(id, "pack", { parcels: [{ parcelNumber: "P1", ...row(2) }] })
    expect((await impossible(id, "undoPick", row(2))).message).toContain("has 1 that are picked and neither packed")
    await act(id, "ship")
    expect((await impossible(id, "undoPick")).message).toContain("neither packed nor sent")
    expect(statusOf(await act(id, "pick"))).toBe(400)
    expect(statusOf(await act(id, "undoPick"))).toBe(425)
    await act(id, "pick")
    await act(id, "ship")
    expect((await impossible(id, "undoPick")).message).toContain("its goods have left")
  })

  test("what was packed, as long as the parcel has not left; an empty parcel can be removed", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1", [3])
    await act(id, "release")
    await act(id, "pick")
    await act(id, "pack", { parcels: [{ parcelNumber: "P1" }] })
    const part = await act(id, "unpack", { parcelNumber: "P1", ...row(1) })
    expect([part.orderLines[0]?.packedNumberOfItems, statusOf(part)]).toEqual([2, 400])
    expect((await impossible(id, "unpack", { parcelNumber: "P9" })).message).toContain("no parcel with number 'P9'")
    expect((await impossible(id, "removeParcel", { parcelNumber: "P1" })).message).toContain("is not empty")
    await act(id, "unpack", { parcelNumber: "P1" })
    expect((await act(id, "removeParcel", { parcelNumber: "P1" })).parcels).toBeNull()
    expect((await impossible(id, "removeParcel", { parcelNumber: "P1" })).message).toContain("no parcel")
    await act(id, "pack", { parcels: [{ parcelNumber: "P2" }] })
    await act(id, "ship")
    expect((await impossible(id, "unpack", { parcelNumber: "P2" })).message).toContain("not sent")
  })

  test("no pick of an order that was closed short", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1", [3])
    await act(id, "release")
    await act(id, "pick", row(2))
    await act(id, "closeShort")
    expect((await impossible(id, "undoPick")).message).toContain("closed short")
  })
})

describe("what else happens to an order", () => {
  test("it waits at a pick-up point before it is fetched", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1")
    expect((await impossible(id, "pickUpPoint")).message).toContain("only an order that is sent")
    for (const action of ["release", "pick", "ship"]) await act(id, action)
    expect(statusOf(await act(id, "pickUpPoint"))).toBe(451)
    expect(statusOf(await act(id, "collect"))).toBe(500)
    expect((await impossible(id, "pickUpPoint")).message).toContain("500")
  })

  test("an error stops it until it is mended", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1")
    expect((await impossible(id, "mendError")).message).toContain("no error")
    expect(statusOf(await act(id, "error"))).toBe(150)
    expect((await impossible(id, "release")).message).toContain("must be mended")
    expect(statusOf(await act(id, "mendError"))).toBe(200)
    await act(id, "release")
    await act(id, "allocate")
    expect((await impossible(id, "error")).message).toContain("has begun")
  })

  test("labels are attached one kind at a time, and numbered when there are more", async () => {
    const { create, act, ok } = installation()
    const id = await create("A-1")
    for (const action of ["attachLabel", "attachLabel", "attachReturnLabel"]) await act(id, action)
    const files = await ok<ReadonlyArray<{ fileName: string }>>("GET", `/orders/${id}/files`)
    expect(files.map((file) => file.fileName)).toEqual(["label-A-1.pdf", "label-A-1-2.pdf", "return-A-1.pdf"])
  })

  test("the staff edit its remark while the goods owner may no longer", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1")
    for (const action of ["release", "pick"]) await act(id, action)
    const edited = await act(id, "editRemark", { remark: "Fragile" })
    expect(edited.orderInfo.orderRemark).toBe("Fragile")
    for (const action of ["ship", "collect"]) await act(id, action)
    expect((await impossible(id, "editRemark", { remark: "Too late" })).message).toContain("500")
  })

  test("goods carry the serial number, batch and expiry that the staff read", async () => {
    const { create, act, advise, dock } = installation()
    const read = { batch: "B7", serial: "S1", expiryDate: "2027-05-01" }
    const expected = await advise("D-1", [2])
    const received = await dock(expected, "receive", row(2, read))
    const seen = { batchNumber: "B7", serial: "S1", expiryDate: "2027-05-01", numberOfItems: 2 }
    expect(received.purchaseOrderLines[0]?.articleItems).toMatchObject([seen])
    const id = await create("A-1", [3])
    await act(id, "release")
    const [line] = (await act(id, "pick", row(2, read))).orderLines
    expect(line?.pickedArticleItems).toMatchObject([seen])
  })

  test("returned goods are scrapped when somebody says so, whatever the cause", async () => {
    const { create, act, stock } = installation()
    const id = await create("A-1", [2])
    for (const action of ["release", "pick", "ship"]) await act(id, action)
    const before = (await stock()).numberOfItems
    await act(id, "return", row(1, { cause: "10", scrap: true }))
    expect((await stock()).numberOfItems).toBe(before)
    await act(id, "return", row(1, { cause: "30", scrap: false }))
    expect((await stock()).numberOfItems).toBe(before + 1)
  })

  test("goods that were picked and not sent cannot come back", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1", [3])
    await act(id, "release")
    await act(id, "pick", row(1))
    await act(id, "ship")
    await act(id, "pick", row(1))
    expect((await impossible(id, "return", row(2))).message).toContain("1 can come back, not 2")
  })
})

describe("what else happens at the dock and the shelves", () => {
  test("goods arrive before they are received, under the number of the installation's list", async () => {
    const { advise, dock, undockable, settings } = installation()
    const id = await advise("D-1")
    expect((await dock(id, "arrive")).purchaseOrderInfo.purchaseOrderStatus.number).toBe(199)
    expect((await undockable(id, "arrive")).message).toContain("already")
    await dock(id, "receive", row(1))
    expect((await undockable(id, "arrive")).message).toContain("has arrived before")
    await settings({ purchaseOrderStatuses: "standard" })
    const other = await dock(await advise("D-2"), "arrive")
    expect(other.purchaseOrderInfo.purchaseOrderStatus.number).toBe(200)
  })

  test("goods break, and no more than are free", async () => {
    const { back, stock } = installation()
    const before = (await stock()).numberOfItems
    await back(`articles/${sku}/break`, { quantity: 2 })
    expect((await stock()).numberOfItems).toBe(before - 2)
    await back(`articles/${sku}/break`, { quantity: 100_000 }, 409)
    await back(`articles/${sku}/break`, { quantity: -1 }, 400)
  })

  test("a substitute must be something to pick, and comes while the order can be picked", async () => {
    const { create, act, impossible, ok } = installation()
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "GIFT-WRAP", isStockArticle: false })
    const id = await create("A-1", [1])
    const wrap = { rowNumber: "1", articleNumber: "GIFT-WRAP" }
    expect((await impossible(id, "substitute", wrap)).message).toContain("nothing to be picked")
    await act(id, "release")
    await act(id, "pick")
    expect((await impossible(id, "substitute", wrap)).message).toContain("can no longer be changed")
  })
})
