import { describe, expect, test } from "bun:test"
import { type Answer, orderOf, sandbox } from "./Sandbox.ts"

const created = async () => {
  const box = await sandbox()
  await box.ok("POST", "/api/Orders", orderOf("A", 3, { properties: [{ key: "gift", value: "no" }], tags: ["web"] }))
  const patch = (body: unknown) => box.ok("PATCH", "/api/Orders/A/PatchOrder", body)
  const order = () => box.ok("GET", "/api/Orders/A")
  return { ...box, patch, order }
}

describe("PatchOrder", () => {
  test("merges lists by key unless told to replace them", async () => {
    const { patch, order } = await created()
    await patch({
      properties: [
        { key: "Gift", value: "yes" },
        { key: "other", value: "1" }
      ],
      externalIds: [{ providerName: "OngoingOrderId", id: "1" }],
      tags: ["vip"]
    })
    await patch({ externalIds: [{ providerName: "OngoingOrderId", id: "2" }] })
    const merged = await order()
    expect(merged.properties.map((property: Answer) => property.value)).toEqual(["yes", "1"])
    expect(merged.externalIds.map((entry: Answer) => entry.id)).toEqual(["1", "2"])
    expect(merged.tags).toEqual(["web", "vip"])
    await patch({ properties: [{ key: "only", value: "1" }], keepExistingCustomProperties: false })
    await patch({ tags: ["new"], externalIds: [], keepExistingListItems: false })
    const replaced = await order()
    expect(replaced.properties).toEqual([{ key: "only", value: "1" }])
    expect(replaced.tags).toEqual(["new"])
    expect(replaced.externalIds).toEqual([])
  })

  test("appends errors, and replaces them to mark one solved", async () => {
    const { patch, order, ok } = await created()
    const error = { key: "OngoingExport", message: "no such article", referenceId: "1", status: "New" }
    await patch({ errors: [error], keepExistingListItems: true })
    await patch({ errors: [{ ...error, referenceId: "2" }] })
    expect((await order()).errors).toHaveLength(2)
    expect((await ok("POST", "/api/Orders/Search", { hasErrors: true })).totalHits).toBe(1)
    await patch({ errors: [{ ...error, status: "Solved" }], keepExistingListItems: false })
    expect((await order()).errors).toMatchObject([{ referenceId: "1", status: "Solved" }])
  })

  test("changes lines in the order and in their shipment alike, and addresses member by member", async () => {
    const { patch, order } = await created()
    await patch({
      billingAddress: { city: "Bergen" },
      orderForm: {
        lineItems: [{ lineItemId: "1", comment: "gift wrap" }],
        shipments: [{ shipmentId: "1", comment: "ring the bell", address: { city: "Bergen" } }]
      }
    })
    const changed = await order()
    expect(changed.billingAddress).toMatchObject({ city: "Bergen", line1: "Lille Grensen 3" })
    expect(changed.orderForm.lineItems[0].comment).toBe("gift wrap")
    expect(changed.orderForm.shipments[0]).toMatchObject({
      comment: "ring the bell",
      address: { city: "Bergen", line1: "Lille Grensen 3" },
      lineItems: [{ comment: "gift wrap", quantity: 3 }]
    })
  })

  test("counts a patch that changes nothing as unchanged, and moves modified with every other", async () => {
    const { patch, order, pass } = await created()
    pass(1000)
    expect(await patch({ tags: ["web"] })).toMatchObject({ updatedCount: 0, unchangedCount: 1, isModified: false })
    expect((await order()).modified).toBe("2026-11-01T08:00:00.000Z")
    expect(await patch({ tags: ["vip"] })).toMatchObject({ updatedCount: 1, isModified: true })
    expect((await order()).modified).toBe("2026-11-01T08:00:01.000Z")
  })
})

describe("lines and shipments", () => {
  test("properties of lines are added or updated by key, in both places", async () => {
    const { ok, order, api } = await created()
    const put = (value: string) => [{ lineItemId: "1", properties: [{ key: "IsOrderLineDelivered", value }] }]
    await ok("PUT", "/api/Orders/A/AddOrderLineProperties", put("false"))
    await ok("PUT", "/api/Orders/A/AddOrderLineProperties", put("true"))
    const { orderForm } = await order()
    for (const line of [orderForm.lineItems[0], orderForm.shipments[0].lineItems[0]]) {
      expect(line.properties).toEqual([{ key: "IsOrderLineDelivered", value: "true" }])
    }
    const unknown = [{ lineItemId: "9", properties: [] }]
    expect((await api("PUT", "/api/Orders/A/AddOrderLineProperties", unknown)).status).toBe(404)
  })

  test("a cancelled line has nothing left to ship", async () => {
    const { ok, order, api } = await created()
    await ok("POST", "/api/Orders/A/OrderLines/1/Cancel")
    const { orderForm } = await order()
    expect(orderForm.lineItems[0].canceledQuantity).toBe(3)
    expect(orderForm.shipments[0].lineItems[0].canceledQuantity).toBe(3)
    expect((await api("POST", "/api/Orders/A/OrderLines/1/Cancel")).status).toBe(400)
  })

  test("a shipment patch merges, and has no label link", async () => {
    const { ok, api } = await created()
    await ok("PATCH", "/api/OrderShipments/A", [{ shipmentId: "1", externalIds: [{ providerName: "P", id: "1" }] }])
    const order = await ok("PATCH", "/api/OrderShipments/A", [
      {
        shipmentId: "1",
        orderStatus: "Ship",
        externalIds: [{ providerName: "Q", id: "2" }],
        returnLabelLink: "https://r"
      }
    ])
    expect(order.orderForm.shipments[0]).toMatchObject({
      orderStatus: "Ship",
      returnLabelLink: "https://r",
      externalIds: [{ providerName: "P" }, { providerName: "Q" }]
    })
    expect(order.status).toBe("New")
    const label = await api("PATCH", "/api/OrderShipments/A", [{ shipmentId: "1", shipmentLabelLink: "https://l" }])
    expect(label.status).toBe(400)
    expect(await label.text()).toContain("shipmentLabelLink")
  })

  test("a comment is public unless it is internal", async () => {
    const { ok } = await created()
    await ok("POST", "/api/Orders/AddComment", { orderId: "A", commentText: "hello" })
    const order = await ok("POST", "/api/Orders/AddComment", {
      orderId: "A",
      commentText: "exported",
      commentType: "Internal"
    })
    expect(order.publicOrderNotes).toMatchObject([{ detail: "hello" }])
    expect(order.orderNotes).toMatchObject([{ detail: "exported" }])
  })
})

describe("stores", () => {
  test("replace their lists, so that a client that forgets to merge loses entries", async () => {
    const { ok } = await created()
    await ok("PATCH", "/api/Stores/PatchStore", {
      id: "epic_company_main_warehouse",
      properties: [{ key: "Opened", value: "2026" }]
    })
    const store = await ok("GET", "/api/Stores/epic_company_main_warehouse")
    expect(store.properties).toEqual([{ key: "Opened", value: "2026" }])
    expect(store.externalIdsList).toHaveLength(2)
  })

  test("are found by whether they are warehouses", async () => {
    const { ok } = await created()
    const { result, totalHits } = await ok("POST", "/api/Stores/SearchStores", { isWarehouse: true, take: 100 })
    expect(totalHits).toBe(3)
    expect(result.map((store: Answer) => store.id)).not.toContain("epic_webshop_no")
  })
})
