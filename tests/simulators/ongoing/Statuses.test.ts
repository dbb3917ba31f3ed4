import { describe, expect, test } from "bun:test"
import { installation, postOrder, type Refused, start } from "./Installation.ts"

/** Six order statuses with texts of their own, none for allocated, partly sent or cancelled. */
const own = [
  { number: 500, text: "Hentet av Bring" },
  { number: 210, text: "Kontrollert" },
  { number: 200, text: "Mottatt fra nettbutikk" },
  { number: 300, text: "Til plukk" },
  { number: 400, text: "Ferdig plukket" },
  { number: 450, text: "Sendt" }
]

const world = async () => {
  const simulated = installation()
  await simulated.settings({ orderStatuses: own, orderStartStatus: 210, editLockStatus: 300 })
  const status = async (id: number) => (await simulated.order(id)).orderInfo.orderStatus
  return { ...simulated, status }
}

describe("an installation's own order statuses", () => {
  test("are listed by number and shown with their texts", async () => {
    const { ok, create, status } = await world()
    const { orderStatuses } = await ok<{ orderStatuses: typeof own }>("GET", "/orders/statuses")
    expect(orderStatuses).toEqual(own.toSorted((one, other) => one.number - other.number))
    expect(await status(await create("A-1"))).toEqual({ number: 210, text: "Kontrollert" })
  })

  test("carry an order as far as they go: a step without a number leaves the status alone", async () => {
    const { create, act, status } = await world()
    const id = await create("A-1", [3])
    await act(id, "release")
    await act(id, "allocate")
    expect((await status(id)).number).toBe(300)
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 1 }] })
    await act(id, "ship")
    expect((await status(id)).number).toBe(300)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })
    await act(id, "pick")
    expect((await status(id)).number).toBe(400)
    await act(id, "ship")
    expect((await act(id, "collect")).orderInfo.orderStatus).toEqual({ number: 500, text: "Hentet av Bring" })
  })

  test("refuse a step that cannot do without its number, and say which there are", async () => {
    const { create, refused, settings, impossible, act, status } = await world()
    const id = await create("A-1")
    expect((await refused("DELETE", `/orders/${id}`)).message).toBe(
      "This installation has no order status 1000. It has 200, 210, 300, 400, 450, 500."
    )
    await refused("PATCH", `/orders/${id}/orderStatus`, { orderStatusNumber: 320 })
    await act(id, "release")
    await act(id, "pick")
    await settings({ orderStatuses: own.filter(({ number }) => number !== 450) })
    const parcels = [{ parcelNumber: "P1" }]
    expect((await impossible(id, "ship", { parcels })).message).toContain("no order status 450")
    expect((await status(id)).number).toBe(400)
    await settings({ orderStatuses: own })
    await act(id, "ship", { parcels })
  })

  test("must have the numbers that other settings name, each once", async () => {
    const { send } = await world()
    const change = async (body: object) => {
      const response = await send("PATCH", "/_simulator/settings", body)
      return { status: response.status, ...((await response.json()) as Refused) }
    }
    expect(await change({ orderStatuses: [{ number: 1, text: "One" }] })).toMatchObject({
      status: 400,
      message: "orderStartStatus is 210, which is none of the order statuses 1."
    })
    expect(await change({ returnStatus: 475 })).toMatchObject({ status: 400 })
    expect(await change({ orderStatuses: [own[0], own[0]] })).toMatchObject({ status: 400 })
    expect(await change({ orderStatuses: [] })).toMatchObject({ status: 400 })
    expect(await change({ orderStatuses: "standard", orderStartStatus: 200, returnStatus: 475 })).toMatchObject({
      status: 200
    })
  })

  test("survive the export and import of a snapshot, and settings a snapshot knows nothing of have their defaults", async () => {
    const { send, ok, api } = await world()
    await api("PUT", "/orders", postOrder("A-1"))
    await send("POST", "/_simulator/snapshots/own")
    const exported = (await (await send("GET", "/_simulator/snapshots/own")).json()) as {
      state: { settings: Record<string, unknown> }
    }
    const { settings } = installation().simulator.world().state
    const other = installation()
    const { secondCancel: _, ...older } = exported.state.settings
    await other.send("PUT", "/_simulator/snapshots/own", { ...exported, state: { ...exported.state, settings: older } })
    await other.send("POST", "/_simulator/snapshots/own/restore")
    expect(other.simulator.world().clock.now()).toBe(start)
    expect(await other.ok<unknown>("GET", "/orders/statuses")).toEqual(await ok<unknown>("GET", "/orders/statuses"))
    expect((await other.list("orderNumbers=A-1"))[0]?.orderInfo.orderStatus.text).toBe("Kontrollert")
    expect(other.simulator.world().state.settings.secondCancel).toBe(settings.secondCancel)
  })
})

describe("purchase orders and return orders", () => {
  test("begin, move and end by the installation's numbers", async () => {
    const { ok, advise, dock, undockable, purchaseOrder, settings, refused } = installation()
    const list = [
      { number: 120, text: "Registrert" },
      { number: 500, text: "Mottatt" }
    ]
    await settings({ purchaseOrderStatuses: list })
    expect(await ok<unknown>("GET", "/purchaseOrders/statuses")).toEqual({ orderStatuses: list })
    const id = await advise("D-1", [10])
    expect((await purchaseOrder(id)).purchaseOrderInfo.purchaseOrderStatus).toEqual({ number: 120, text: "Registrert" })
    expect((await refused("DELETE", `/purchaseOrders/${id}`)).message).toContain("no purchase order status 900")
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 4 }] })
    expect((await purchaseOrder(id)).purchaseOrderInfo.purchaseOrderStatus.number).toBe(120)
    expect((await undockable(id, "finish")).message).toContain("no purchase order status 400")
    expect((await dock(id, "finish", { accept: true })).purchaseOrderInfo.purchaseOrderStatus.number).toBe(500)
  })

  test("of returns too", async () => {
    const { ok, create, act, order, settings } = installation()
    const list = [
      { number: 10, text: "Meldt" },
      { number: 500, text: "Kommet" }
    ]
    await settings({ returnOrderStatuses: list })
    expect(await ok<unknown>("GET", "/returnOrders/statuses")).toEqual({ returnOrderStatuses: list })
    const id = await create("A-1", [2])
    for (const step of ["release", "pick", "ship"]) await act(id, step)
    const { returnOrderId } = await ok<{ returnOrderId: number }>("PUT", "/returnOrders", {
      goodsOwnerId: 7,
      returnOrderNumber: "R-1",
      customerOrder: { orderId: id },
      returnOrderLines: [
        {
          returnOrderRowNumber: "1",
          customerOrderLine: { orderLineId: (await order(id)).orderLines[0]?.id },
          toBeReturnedNumberOfItems: 2
        }
      ]
    })
    const status = async () =>
      (await ok<{ returnOrderInfo: { returnOrderStatus: object } }>("GET", `/returnOrders/${returnOrderId}`))
        .returnOrderInfo.returnOrderStatus
    expect(await status()).toEqual({ number: 10, text: "Meldt" })
    await act(id, "return", { returnOrderId, lines: [{ rowNumber: "1", quantity: 1 }] })
    expect(await status()).toEqual({ number: 10, text: "Meldt" })
    await act(id, "return", { returnOrderId })
    expect(await status()).toEqual({ number: 500, text: "Kommet" })
  })
})
