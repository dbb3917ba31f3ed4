import { describe, expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const example = readFileSync(new URL("../../fixtures/omnium-order.json", import.meta.url), "utf8")

describe("creating an order", () => {
  test("takes the documented example unchanged and fills in what Omnium calculates", async () => {
    const { api, ok } = await sandbox()
    const created = await api("POST", "/api/Orders", example)
    expect(created.status).toBe(201)
    const order = await ok("GET", "/api/Orders/EPIC000001")
    expect(order).toMatchObject({
      orderNumber: "EPIC000001",
      status: "New",
      created: "2026-11-01T08:00:00.000Z",
      externalIds: [],
      orderForm: {
        subTotal: 49.5,
        subTotalExclTax: 39.6,
        total: 49.5,
        lineItems: [{ lineItemId: "1", code: "0123ABC", deliveredQuantity: 0, extendedPrice: 49.5 }],
        shipments: [
          {
            shipmentId: "1",
            warehouseCode: mainWarehouse,
            orderStatus: "New",
            lineItems: [{ lineItemId: "1", quantity: 1 }]
          }
        ]
      }
    })
    expect(JSON.stringify(order)).not.toContain("null")
  })

  test("is refused when the id exists", async () => {
    const { api } = await sandbox()
    await api("POST", "/api/Orders", example)
    const second = await api("POST", "/api/Orders", example)
    expect(second.status).toBe(409)
    expect(await second.json()).toBe("Order EPIC000001 already exists")
  })

  test("generates a number with PUT", async () => {
    const { ok } = await sandbox()
    const first = await ok("PUT", "/api/Orders", orderOf("ignored"))
    const second = await ok("PUT", "/api/Orders", orderOf("ignored"))
    expect(first.id).not.toBe(second.id)
    expect(first.orderNumber).toBe(first.id)
  })

  test("names a status, an order type or a line that does not exist", async () => {
    const { api } = await sandbox()
    const refusals = [
      [orderOf("A", 1, { status: "Sent" }), "Sent"],
      [orderOf("A", 1, { orderType: "Bopis" }), "Bopis"],
      [
        orderOf("A", 1, {
          orderForm: {
            lineItems: [{ lineItemId: "1", code: "X", quantity: 1 }],
            shipments: [{ shipmentId: "1", lineItems: [{ lineItemId: "9", code: "X", quantity: 1 }] }]
          }
        }),
        "'9'"
      ]
    ] as const
    for (const [body, named] of refusals) {
      const response = await api("POST", "/api/Orders", body)
      expect(response.status).toBe(400)
      expect(await response.json()).toContain(named)
    }
  })

  test("gives a shipment without lines the whole order, and a shipment its part of a line", async () => {
    const { ok } = await sandbox()
    const line = { lineItemId: "1", code: "X", placedPrice: 100, taxRate: 25, quantity: 10 }
    const whole = await ok("POST", "/api/Orders", {
      id: "WHOLE",
      orderForm: { lineItems: [line], shipments: [{ shipmentId: "1" }] }
    })
    expect(whole.orderForm.shipments[0].lineItems).toMatchObject([{ quantity: 10, extendedPrice: 1000 }])
    const split = await ok("POST", "/api/Orders", {
      id: "SPLIT",
      orderForm: {
        lineItems: [line],
        shipments: [
          { shipmentId: "1", lineItems: [{ ...line, quantity: 6 }] },
          { shipmentId: "2", lineItems: [{ ...line, quantity: 4 }] }
        ]
      }
    })
    expect(split.orderForm.shipments.map((shipment: { subTotal: number }) => shipment.subTotal)).toEqual([600, 400])
    expect(split.orderForm.total).toBe(1000)
  })
})

describe("bodies and routes", () => {
  test("are read in any case", async () => {
    const { api, ok } = await sandbox()
    const pascal = JSON.stringify(orderOf("PASCAL")).replace(
      /"([a-z])(\w*)":/g,
      (_, first, rest) => `"${first.toUpperCase()}${rest}":`
    )
    expect((await api("POST", "/API/orders", pascal)).status).toBe(201)
    expect((await ok("GET", "/api/ORDERS/PASCAL")).orderForm.shipments[0].lineItems[0].code).toBe("0123ABC")
    expect((await api("GET", "/api/orders/pascal")).status).toBe(404)
  })

  test("with a member that the model lacks are refused by its path, unless lenient", async () => {
    const body = orderOf("A", 1, { orderFrom: {}, billingAddress: { street: "Eksempelgata 1" } })
    const response = await (await sandbox()).api("POST", "/api/Orders", body)
    expect(response.status).toBe(400)
    expect(response.headers.get("content-type")).toStartWith("application/problem+json")
    expect(Object.keys(((await response.json()) as Answer).errors).sort()).toEqual([
      "billingAddress.street",
      "orderFrom"
    ])
    expect((await (await sandbox({ lenient: true })).api("POST", "/api/Orders", body)).status).toBe(201)
  })

  test("with a value of the wrong kind, or no JSON, are refused by its path", async () => {
    const { api } = await sandbox()
    const wrong = await api("POST", "/api/Orders/Search", { take: "10", modifiedFrom: "yesterday" })
    expect(Object.keys(((await wrong.json()) as Answer).errors).sort()).toEqual(["modifiedFrom", "take"])
    expect((await api("POST", "/api/Orders/Search", "{")).status).toBe(400)
    expect((await api("POST", "/api/Orders/Search")).status).toBe(400)
  })

  test("that do not exist are 404, those that are not simulated 501 by name", async () => {
    const { api } = await sandbox()
    expect((await api("GET", "/api/Nonsense")).status).toBe(404)
    const known = await api("POST", "/api/orders/exportorders", {})
    expect(known.status).toBe(501)
    expect(((await known.json()) as Answer).detail).toContain("POST /api/Orders/ExportOrders")
  })
})

describe("reading orders", () => {
  test("by ids tells those that are missing", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    const answer = await ok("GET", "/api/Orders/GetOrders/ByIds?ids=A&ids=B")
    expect(answer.orders.map((order: { id: string }) => order.id)).toEqual(["A"])
    expect(answer.missingIds).toEqual(["B"])
    expect((await ok("GET", "/api/Orders/A")).id).toBe("A")
  })

  test("by HEAD tells whether one exists", async () => {
    const { api } = await sandbox()
    await api("POST", "/api/Orders", orderOf("A"))
    expect((await api("HEAD", "/api/Orders/A/Exists")).status).toBe(200)
    expect((await api("HEAD", "/api/Orders/B/Exists")).status).toBe(404)
  })
})

describe("an order that cannot be written", () => {
  test("is locked for as long as the world's clock says", async () => {
    const { api, back, ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    await back("POST", "locks", { entity: "Order", id: "A", seconds: 30 })
    const patch = { tags: ["seen"] }
    const locked = await api("PATCH", "/api/Orders/A/PatchOrder", patch)
    expect(locked.status).toBe(409)
    expect(await locked.json()).toContain("locked by another operation")
    await back("POST", "clock", { advance: "PT29S" })
    expect((await api("PATCH", "/api/Orders/A/PatchOrder", patch)).status).toBe(409)
    await back("POST", "clock", { advance: "PT1S" })
    expect((await api("PATCH", "/api/Orders/A/PatchOrder", patch)).status).toBe(200)
  })

  test("is queued or read-only", async () => {
    const { api, ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("QUEUED", 1, { status: "Queued" }))
    await ok("POST", "/api/Orders", orderOf("DONE", 1, { isReadOnly: true }))
    const update = { status: "InProgress", skipRunWorkflow: true }
    expect((await api("POST", "/api/Orders/QUEUED/UpdateStatus", update)).status).toBe(400)
    expect((await api("POST", "/api/Orders/DONE/UpdateStatus", update)).status).toBe(400)
    expect((await api("PATCH", "/api/Orders/DONE/PatchOrder", { tags: ["x"] })).status).toBe(400)
  })
})
