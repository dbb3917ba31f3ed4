import { describe, expect, test } from "bun:test"
import { installation, postOrder, postPurchaseOrder, sku } from "./Installation.ts"

/** What the real system is known to take must be taken, strict or not. */
describe.each([false, true])("with lenient %p", (lenient) => {
  const world = () => installation({ settings: { lenient } })

  test.each([
    "2026-11-05",
    "2026-11-05T13:30:00Z",
    "2026-11-05T13:30:00",
    "2026-11-05T13:30:00.1234567Z",
    "2026-11-05T13:30:00+01:00"
  ])("a date may come as %s", async (deliveryDate) => {
    const { create, order, advise, purchaseOrder } = world()
    const id = await create("A-1", [1], { deliveryDate, advanced: { arrivalDate: deliveryDate } })
    expect((await order(id)).orderInfo.deliveryDate).toBe("2026-11-05")
    const delivery = await advise("D-1", [1], { inDate: deliveryDate, advanced: { advisedDate: deliveryDate } })
    expect((await purchaseOrder(delivery)).purchaseOrderInfo.inDate).toBe("2026-11-05")
  })

  test("an empty text means that nothing is set", async () => {
    const { create, order, advise, ok } = world()
    const nothing = { code: "", name: "" }
    const id = await create("A-1", [1], {
      goodsOwnerOrderId: "",
      orderRemark: "",
      orderType: nothing,
      wayOfDelivery: nothing,
      transporter: { transporterCode: "", transporterServiceCode: "" },
      returnTransporter: { transporterCode: "" },
      emailNotification: { toBeNotified: false, value: "" },
      orderFreeDateTime1: ""
    })
    expect(await order(id)).toMatchObject({
      transporter: null,
      orderInfo: { orderRemark: "", orderFreeDateTime1: null }
    })
    expect(await ok<unknown>("GET", "/orders/types?goodsOwnerId=7")).toEqual({ orderTypes: [] })
    await advise("D-1", [1], {
      inDate: "",
      referenceNumber: "",
      purchaseOrderType: nothing,
      supplierInfo: { supplierNumber: "" }
    })
    await ok("PUT", "/articles", {
      goodsOwnerId: 7,
      articleNumber: "N1",
      articleName: "",
      articleGroup: nothing,
      barCodeInfo: { barCode: "" }
    })
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "N2", barCodeInfo: { barCode: "" } })
  })

  test("null means the same as leaving a member out", async () => {
    const { api, order, ok } = world()
    const none = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, null]))
    const line = {
      rowNumber: "1",
      articleNumber: sku,
      ...none(
        "numberOfItems comment prices vat lineFreeValues articleItemStatus deliveryDate shouldBePicked subOrderLines"
      )
    }
    const header = none(
      "orderType wayOfDelivery transporter returnTransporter classes marketPlace advanced emailNotification " +
        "smsNotification freightPrice customsInfo warehouseId pickingPriority orderFreeDateTime1 transporterAddons"
    )
    const put = await api("PUT", "/orders", { ...postOrder("A-1"), ...header, orderLines: [line] })
    const { orderId } = (await put.json()) as { orderId: number }
    expect((await order(orderId)).orderLines).toMatchObject([{ orderedNumberOfItems: 0, shouldBePicked: true }])
    await api("PUT", "/orders", { ...postOrder("A-2"), orderLines: null })
    await ok("PUT", "/purchaseOrders", {
      ...postPurchaseOrder("D-1"),
      ...none(
        "supplierInfo sellerInfo purchaseOrderType freeValues customsInfo classes tracking textLines advanced inDate"
      ),
      purchaseOrderLines: [
        { rowNumber: "1", articleNumber: sku, ...none("numberOfItems articleItemStatus returnCause inDate") }
      ]
    })
    await ok("PUT", "/articles", {
      goodsOwnerId: 7,
      articleNumber: "N1",
      ...none(
        "articleName isStockArticle isActive supplierInfo barCodeInfo structureDefinition freeValues articleClassesInfo"
      )
    })
    const [article] = await ok<ReadonlyArray<object>>("GET", "/articles?goodsOwnerId=7&articleNumber=N1")
    expect(article).toMatchObject({ isStockArticle: true, isActive: true })
  })

  test("numbers may be decimals, written as numbers or as texts", async () => {
    const { create, order, ok } = world()
    const id = await create("A-1", [], {
      warehouseId: "1.0",
      freightPrice: "49.50",
      orderLines: [{ rowNumber: "1", articleNumber: sku, numberOfItems: 2.5 }]
    })
    expect(await order(id)).toMatchObject({
      orderInfo: { freightPrice: 49.5, warehouse: { id: 1 } },
      orderLines: [{ orderedNumberOfItems: 2.5 }]
    })
    await ok("PUT", "/articles", { goodsOwnerId: 7.0, articleNumber: "N1", weight: "1.5", quantityPerPackage: "3" })
  })

  test("codes that nobody knew become known", async () => {
    const { ok, create, order, act, advise } = world()
    const id = await create("A-1", [2], {
      orderType: { code: "T", name: "Type" },
      wayOfDelivery: { code: "W", name: "Way" },
      classes: [{ code: "C", name: "Class" }]
    })
    await advise("D-1", [1], { purchaseOrderType: { code: "PT", name: "Type" } })
    const known = async (path: string) => JSON.stringify(await ok<unknown>("GET", `${path}?goodsOwnerId=7`))
    expect(await known("/orders/types")).toContain('"T"')
    expect(await known("/orders/wayOfDeliveryTypes")).toContain('"W"')
    expect(await known("/orders/classes")).toContain('"C"')
    expect(await known("/purchaseOrders/types")).toContain('"PT"')
    for (const step of ["release", "pick", "ship"]) await act(id, step)
    await ok("PUT", "/returnOrders", {
      goodsOwnerId: 7,
      returnOrderNumber: "R-1",
      customerOrder: { orderId: id },
      returnOrderLines: [
        {
          returnOrderRowNumber: "1",
          customerOrderLine: { orderLineId: (await order(id)).orderLines[0]?.id },
          toBeReturnedNumberOfItems: 1,
          returnCause: { code: "R", name: "Regret" }
        }
      ]
    })
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1, cause: "X" }] })
    expect(await known("/returnOrders/returnCauses")).toContain('"X"')
  })
})

test("a register's entry with a name and no code cannot be found, and is refused", async () => {
  const { refused } = installation()
  const body = postOrder("A-1", [1], { orderType: { name: "Online" } })
  expect((await refused("PUT", "/orders", body)).message).toBe("orderType.code must be given when orderType is given.")
})
