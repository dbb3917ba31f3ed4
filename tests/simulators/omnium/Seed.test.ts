import { describe, expect, test } from "bun:test"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { type Answer, mainWarehouse, orderOf, sandbox, start } from "./Sandbox.ts"

describe("the seed", () => {
  test("holds the agreed market, stores, statuses and SKU", async () => {
    const { ok } = await sandbox()
    const store = await ok("GET", `/api/Stores/${mainWarehouse}`)
    expect(store).toMatchObject({
      isWarehouse: true,
      properties: [{ key: "IsOngoingStore", value: "true" }],
      externalIdsList: [
        { providerName: "OngoingGoodsOwnerId", id: "7" },
        { providerName: "OngoingWarehouseId", id: "1" }
      ]
    })
    const [online] = await ok("GET", "/api/Settings/OrderTypes")
    const status = (name: string) => online.orderStatuses.find((candidate: Answer) => candidate.name === name)
    expect(status("InProgress").workflowSteps).toMatchObject([{ name: "OngoingOrderExporter", connector: "Ongoing" }])
    expect(status("InProgressWarehouse").properties).toEqual([{ key: "OngoingStatus", value: "200,300,320" }])
    expect(status("OrderCanceled").isCanceledStatus).toBe(true)
    const options = await ok("GET", "/api/ShipmentOptions/epic_market_no/ShipmentOptions")
    expect(options.find((option: Answer) => option.shippingMethodName === "PostNord").shippingGateway).toBe("Unifaun")
    expect((await ok("GET", "/api/Products/0123ABC")).variants.map((variant: Answer) => variant.skuId)).toContain(
      "0123ABC"
    )
  })

  test("is the same for the same seed, and another for another", async () => {
    const state = async (seed: number) => (await sandbox({ seed, orders: 5 })).back("GET", "state")
    expect(await state(1)).toEqual(await state(1))
    expect((await state(2)).orders).not.toEqual((await state(1)).orders)
  })

  test("holds the stock that Ongoing can sell, goods on their way, and products of every kind", async () => {
    const { ok } = await sandbox({ products: 24, seed: 5 })
    const host: Host = { now: () => start, later: () => () => {}, send: async () => new Response() }
    const ongoing = createOngoingSimulator({ host, orders: 0, articles: 24, seed: 5 })
    const authorization = `Basic ${btoa("demo:demo")}`
    const path = "/demo/api/v1/articles/inventoryPerWarehouse?goodsOwnerId=7"
    const answer = await ongoing.fetch(new Request(`http://ongoing.test${path}`, { headers: { authorization } }))
    const articles = (await answer.json()) as Answer
    expect(articles).toHaveLength(24)
    const warehouses = [mainWarehouse, "epic_company_second_warehouse"]
    for (const { articleNumber, inventoryPerWarehouse } of articles) {
      const items = await ok("GET", `/api/Inventory/${articleNumber}?warehouseIds=${warehouses.join("&warehouseIds=")}`)
      const stock = warehouses.map((code) => items.find((it: Answer) => it.warehouseCode === code)?.inventory ?? 0)
      expect(stock).toEqual(inventoryPerWarehouse.map((level: Answer) => level.sellableNumberOfItems))
    }
    const [line] = await ok("GET", "/api/Deliveries/D1001/PurchaseOrderLines")
    expect(line).toMatchObject({ code: "0123ABC", purchaseOrderId: "PO1001", deliveredQuantity: 0 })
    const { supplierIds, warehouseCode } = await ok("GET", "/api/Deliveries/D1001")
    expect(warehouseCode).toBe(mainWarehouse)
    expect((await ok("GET", `/api/Suppliers/${supplierIds[0]}`)).name).not.toBe("")
    expect(await ok("GET", "/api/Products/HANDLENETT")).toMatchObject({ skuId: "HANDLENETT", variants: [] })
    expect(await ok("GET", "/api/Products/GAVEPAKKE")).toMatchObject({ isPackage: true, components: [{}, {}] })
    const settings = await ok("GET", "/api/Settings/OrderSettings")
    expect(settings.returnSettings.returnTypes.map((type: Answer) => type.id)).toEqual([
      "Angrerett",
      "Reklamasjon",
      "FeilStorrelse"
    ])
  })

  test("can be empty, or another size after a reset", async () => {
    const { back } = await sandbox({ empty: true })
    expect((await back("GET", "state")).counts).toMatchObject({ orders: 0, stores: 0, products: 0 })
    await back("POST", "reset", { empty: false, orders: 3, products: 8 })
    expect((await back("GET", "state")).counts).toMatchObject({ orders: 3, stores: 4, products: 4 })
  })
})

describe("the world", () => {
  test("notes every write with its operation, and restores a snapshot through JSON", async () => {
    const { ok, back, api } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    const rows = await back("GET", "ledger?since=0")
    expect(rows.map((row: Answer) => [row.kind, row.object, row.cause])).toEqual([
      ["Order", "A", "POST /api/Orders"],
      ["Inventory", `${mainWarehouse}/0123ABC`, "POST /api/Orders"]
    ])
    await back("POST", "snapshots/one")
    const exported = await back("GET", "snapshots/one")
    await back("POST", "reset", {})
    expect((await api("GET", "/api/Orders/A")).status).toBe(404)
    await back("PUT", "snapshots/two", exported)
    await back("POST", "snapshots/two/restore")
    expect((await ok("GET", "/api/Orders/A")).status).toBe("New")
    expect((await ok("GET", "/api/Products/Variants/0123ABC")).skuId).toBe("0123ABC")
  })

  test("reads pasted shipment options as they are configured on a market", async () => {
    const { ok, back } = await sandbox()
    await back("PUT", "shipmentOptions/epic_market_no", {
      ShipmentOptions: [
        {
          ShippingMethodId: "x",
          ShippingMethodName: "X",
          ShippingGateway: "Bring",
          ServicePointRequired: "true",
          New: 1
        }
      ]
    })
    expect(await ok("GET", "/api/ShipmentOptions/epic_market_no/ShipmentOptions")).toEqual([
      { shippingMethodId: "x", shippingMethodName: "X", shippingGateway: "Bring", servicePointRequired: true }
    ])
  })
})
