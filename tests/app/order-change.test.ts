import { describe, expect, test } from "bun:test"
import { ConnectorWorld, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import { broken, type MadeCall } from "../support/Network.ts"
import type { OngoingOrderSeen } from "../support/Seen.ts"

const twoLines = {
  lines: [
    { sku: "0123ABC", quantity: 5 },
    { sku: "0123ABC", quantity: 2 }
  ]
}

const puts = (world: ConnectorWorld) =>
  world.network.callsTo(ongoingHost).filter((call) => call.method === "PUT" && call.path.endsWith("/orders"))

const inOngoing = async (world: ConnectorWorld, number = "A-1-1"): Promise<OngoingOrderSeen> => {
  const found = await world.inOngoing(number)
  expect(found).toHaveLength(1)
  const [order] = found
  if (order === undefined) throw new Error(`${number} is not in Ongoing.`)
  return order
}

const rows = (order: OngoingOrderSeen) => order.orderLines.map((line) => [line.rowNumber, line.orderedNumberOfItems])

const errorsOn = async (world: ConnectorWorld) =>
  ((await world.inOmnium("A-1")).errors ?? []).map(({ message, status }) => `${status} ${message}`)

const moveHouse = (world: ConnectorWorld, line1: string) =>
  world.omnium("PATCH", "/OrderShipments/A-1", [{ shipmentId: "1", address: { line1 } }])

const setQuantity = (world: ConnectorWorld, lineItemId: string, quantity: number) =>
  world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId, quantity }])

/** Where every write to an order in Omnium is told at once. */
const listening = async (world: ConnectorWorld) => {
  const url = "http://connector.test/tenants/epic/events/omnium"
  await world.omniumBack("PUT", "eventSubscriptions", [{ url, secret: secretOf("epic"), className: "Order" }])
}

describe("what is edited in Omnium after the export is changed in Ongoing, in the same order", () => {
  test("an address", async () => {
    await using world = await ConnectorWorld.open()
    const before = await world.exported("A-1", twoLines)
    await moveHouse(world, "Nygata 7")
    await world.run("exportPoll")
    const after = await inOngoing(world)
    expect(after.orderInfo.orderId).toBe(before.orderInfo.orderId)
    expect(after.consignee.address1).toBe("Nygata 7")
    expect(rows(after)).toEqual(rows(before))
    expect(puts(world)).toHaveLength(2)
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("InProgressWarehouse")
  })

  test("and a remark that the warehouse has written stays (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1", twoLines)
    await world.ongoingApi("PATCH", `/orders/${orderInfo.orderId}/orderRemark`, { orderRemark: "Ring the bell" })
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    const after = await inOngoing(world)
    expect(after.orderInfo.orderRemark).toBe("Ring the bell")
    expect(rows(after)[0]).toEqual(["1", 3])
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(2)
  })

  test("the quantity of a line", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", twoLines)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    expect(rows(await inOngoing(world))).toEqual([
      ["1", 3],
      ["2", 2]
    ])
  })

  test.each(["event", "poll"])("a line that is cancelled leaves the Ongoing order, told by %s (R25)", async (by) => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", twoLines)
    if (by === "event") await listening(world)
    await world.omnium("POST", "/Orders/A-1/OrderLines/1/Cancel")
    await world.quiet()
    if (by === "poll") await world.run("exportPoll")
    expect(rows(await inOngoing(world))).toEqual([["2", 2]])
    expect(puts(world)).toHaveLength(2)
    expect(await errorsOn(world)).toEqual([])
  })

  test("of several edits the last one stands, and each is brought once", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", twoLines)
    for (const line1 of ["Nygata 1", "Nygata 2", "Nygata 3"]) {
      await moveHouse(world, line1)
      await world.run("exportPoll")
      await world.run("exportPoll")
    }
    expect((await inOngoing(world)).consignee.address1).toBe("Nygata 3")
    expect(puts(world)).toHaveLength(4)
  })

  test("an edit while the export's answer is lost is brought after it", async () => {
    await using world = await ConnectorWorld.open()
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase: "before" })
    await world.place("A-1", twoLines)
    await world.release("A-1")
    await moveHouse(world, "Nygata 7")
    await world.pass("10 minutes")
    await world.run("exportPoll")
    expect((await inOngoing(world)).consignee.address1).toBe("Nygata 7")
    expect((await world.items()).filter((item) => item.state === "open" || item.state === "dead")).toEqual([])
  })

  test("the last shipment in the warehouse is changed when another has been sent", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    const warehouses = ["epic_company_main_warehouse", "epic_company_second_warehouse"]
    await world.place("A-1", { warehouses })
    await world.release("A-1")
    await world.run("exportPoll")
    const { orderInfo } = await inOngoing(world)
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.sync()
    expect((await world.inOmnium("A-1")).status).toBe("PartiallyShipped")
    await world.pass("10 minutes")
    await world.run("exportPoll")
    await setQuantity(world, "2", 1)
    await world.run("exportPoll")
    expect(rows(await inOngoing(world, "A-1-2"))).toEqual([["2", 1]])
  })
})

describe("what the warehouse has written since an order that is edited in Omnium was sent", () => {
  const note = (world: ConnectorWorld, commentText: string) =>
    world.omnium("POST", "/Orders/AddComment", { orderId: "A-1", commentText, commentType: "Internal" })

  /** Exported with the remark "Gift". */
  const exportedGift = async (world: ConnectorWorld): Promise<number> => {
    await world.place("A-1", twoLines)
    await note(world, "Gift")
    await world.release("A-1")
    return (await inOngoing(world)).orderInfo.orderId
  }

  const writes = (world: ConnectorWorld, id: number, field: string, text: string) =>
    world.ongoingApi("PATCH", `/orders/${id}/${field}`, { [field]: text })

  const edited = async (world: ConnectorWorld, quantity: number) => {
    await setQuantity(world, "1", quantity)
    await world.run("exportPoll")
  }

  const remark = async (world: ConnectorWorld) => (await inOngoing(world)).orderInfo.orderRemark

  const message = async (world: ConnectorWorld) => (await world.item("order-export")).message ?? ""

  test("stays as long as Omnium has not changed the same, over several edits (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await writes(world, id, "orderRemark", "Gift, ring the bell")
    for (const quantity of [4, 3]) {
      await edited(world, quantity)
      expect(rows(await inOngoing(world))[0]).toEqual(["1", quantity])
      expect(await remark(world)).toBe("Gift, ring the bell")
      expect(await message(world)).not.toContain("replaced")
    }
  })

  test("stays where Omnium has nothing to say: instructions and free texts (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await writes(world, id, "warehouseInstruction", "Two layers of paper")
    await writes(world, id, "freeText1", "Pallet 9")
    await edited(world, 3)
    expect((await inOngoing(world)).orderInfo).toMatchObject({
      warehouseInstruction: "Two layers of paper",
      freeText1: "Pallet 9",
      orderRemark: "Gift"
    })
  })

  test("leaves alone what Omnium alone has changed (C21)", async () => {
    await using world = await ConnectorWorld.open()
    await exportedGift(world)
    await note(world, "Call first")
    await world.run("exportPoll")
    expect(await remark(world)).toBe("Gift\nCall first")
    expect(await message(world)).not.toContain("replaced")
  })

  test("is replaced where Omnium has changed the same, and the item says so without the text (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await writes(world, id, "orderRemark", "Ring the bell")
    await edited(world, 4)
    await note(world, "Call first")
    await world.run("exportPoll")
    expect(await remark(world)).toBe("Gift\nCall first")
    expect(await message(world)).toContain("What the warehouse had written was replaced by Omnium's: remark.")
    expect(await message(world)).not.toContain("bell")
    await writes(world, id, "orderRemark", "Ring again")
    await edited(world, 3)
    expect(await remark(world)).toBe("Ring again")
  })

  test.each(["before", "after"])(
    "stays when it is written while the answer to a change is lost, %s it arrived (C21)",
    async (phase) => {
      await using world = await ConnectorWorld.open()
      const id = await exportedGift(world)
      await setQuantity(world, "1", 4)
      await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase })
      await world.run("exportPoll")
      await writes(world, id, "orderRemark", "Gift, ring the bell")
      await world.pass("10 minutes")
      expect(rows(await inOngoing(world))[0]).toEqual(["1", 4])
      expect(await remark(world)).toBe("Gift, ring the bell")
    }
  )

  test("stays when it is written while the answer to the export itself is lost (C21)", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1", twoLines)
    await note(world, "Gift")
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase: "after" })
    await world.release("A-1")
    const id = (await inOngoing(world)).orderInfo.orderId
    await writes(world, id, "orderRemark", "Gift, ring the bell")
    await world.pass("10 minutes")
    expect(await remark(world)).toBe("Gift, ring the bell")
  })

  test.each(["before", "after"])("is told as replaced, though the answer was lost %s it was (C21)", async (phase) => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await writes(world, id, "orderRemark", "Ring the bell")
    await note(world, "Call first")
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase })
    await world.run("exportPoll")
    await world.pass("10 minutes")
    expect(await remark(world)).toBe("Gift\nCall first")
    expect(await message(world)).toContain("replaced by Omnium's: remark")
  })

  test("an address that it has corrected stays, until the customer moves: then all of it is Omnium's (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await world.ongoingApi("PATCH", `/orders/${id}/consigneeAndOrderNotifications`, {
      consignee: {
        name: "Kari Testesen",
        address1: "Storgata 12 B",
        postCode: "9007",
        city: "Tromsø",
        countryCode: "NO"
      }
    })
    await edited(world, 3)
    expect((await inOngoing(world)).consignee).toMatchObject({ address1: "Storgata 12 B", postCode: "9007" })
    await moveHouse(world, "Nygata 7")
    await world.run("exportPoll")
    expect((await inOngoing(world)).consignee).toMatchObject({ address1: "Nygata 7", postCode: "9008" })
    expect(await message(world)).toContain("replaced by Omnium's: address.")
    expect(await message(world)).not.toContain("Storgata")
  })

  test("a change of Omnium that was refused is still a change when it is asked for again (C21)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedGift(world)
    await world.act(id, "release")
    await note(world, "Call first")
    await world.run("exportPoll")
    const held = await world.item("order-export")
    expect(held).toMatchObject({ state: "held", cause: "change-refused" })
    await world.ongoingApi("PATCH", `/orders/${id}/orderStatus`, { orderStatusNumber: 200 })
    await world.retry(held)
    expect(await remark(world)).toBe("Gift\nCall first")
  })

  test("is compared by hashes: no text stays in the journal (C21)", async () => {
    await using world = await ConnectorWorld.open()
    await exportedGift(world)
    const kept = world.journal((database) => JSON.stringify(database.query("SELECT * FROM intents").all()))
    expect(kept).toContain("text remark")
    for (const text of ["Gift", "Kari", "Storgata", "example.com"]) expect(kept).not.toContain(text)
  })
})

describe("an answer to a change that is lost", () => {
  test.each(["before", "after"])("%s it was made: it is made once", async (phase) => {
    await using world = await ConnectorWorld.open()
    const before = await world.exported("A-1", twoLines)
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase })
    await moveHouse(world, "Nygata 7")
    await world.run("exportPoll")
    await world.pass("10 minutes")
    const after = await inOngoing(world)
    expect([after.orderInfo.orderId, after.consignee.address1]).toEqual([before.orderInfo.orderId, "Nygata 7"])
    expect(puts(world)).toHaveLength(phase === "before" ? 3 : 2)
    expect(await errorsOn(world)).toEqual([])
  })
})

test("a call that arrives a minute late overwrites no change that was made since (R1)", async () => {
  await using world = await ConnectorWorld.open()
  await listening(world)
  let isLate = false
  world.network.between = (request, forward, call) => {
    if (isLate || call.method !== "PUT" || !call.path.endsWith("/orders")) return forward(request)
    isLate = true
    world.time.later(50_000, () => void forward(request))
    return new Promise(() => {})
  }
  await world.place("A-1", twoLines)
  await world.release("A-1")
  await setQuantity(world, "1", 3)
  for (let minutes = 0; minutes < 5; minutes++) {
    await world.pass("1 minute")
    await world.run("exportPoll")
  }
  expect(rows(await inOngoing(world))).toEqual([
    ["1", 3],
    ["2", 2]
  ])
})

describe("once the warehouse has begun", () => {
  const begun = async (world: ConnectorWorld) => {
    const { orderInfo } = await world.exported("A-1", twoLines)
    await world.act(orderInfo.orderId, "release", "allocate")
    return orderInfo.orderId
  }

  test("Ongoing's version stands, and the difference is an error on the order", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world)
    const before = await inOngoing(world)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    expect(await inOngoing(world)).toEqual(before)
    const item = await world.item("order-export")
    expect(item).toMatchObject({ state: "held", cause: "change-refused" })
    expect(item.message).toContain("line 1 quantity: 3, in Ongoing 5")
    expect(await errorsOn(world)).toEqual([`New change-refused: ${item.message}`])
  })

  test("though Omnium had not been told of the export yet: first it is, then the difference is an error", async () => {
    await using world = await ConnectorWorld.open()
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/UpdateStatus") ? Promise.reject(broken("ECONNRESET")) : forward(request)
    await world.place("A-1", twoLines)
    await world.release("A-1")
    const { orderInfo } = await inOngoing(world)
    await world.act(orderInfo.orderId, "release", "allocate")
    await setQuantity(world, "1", 3)
    world.network.between = (request, forward) => forward(request)
    await world.pass("10 minutes")
    const [shipment] = (await world.inOmnium("A-1")).orderForm.shipments
    expect(shipment?.externalIds?.map((each) => each.id)).toEqual([String(orderInfo.orderId)])
    const item = await world.item("order-export")
    expect(item).toMatchObject({ state: "held", cause: "change-refused" })
    expect(item.message).toContain("line 1 quantity: 3, in Ongoing 5")
    expect(await errorsOn(world)).toEqual([`New change-refused: ${item.message}`])
  })

  test("R19: it is asked once, though what has become of the order cannot be read just then", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world)
    await setQuantity(world, "1", 3)
    const isPut = (call: MadeCall) => call.method === "PUT" && call.path.endsWith("/orders")
    let reads = 0
    const before = world.network.calls.filter(isPut).length
    world.network.between = (request, forward, call) =>
      world.network.calls.filter(isPut).length > before &&
      call.path.endsWith("/orders") &&
      call.method === "GET" &&
      reads++ === 0
        ? Promise.reject(broken("ECONNRESET"))
        : forward(request)
    await world.run("exportPoll")
    await world.pass("10 minutes")
    expect(reads).toBeGreaterThan(1)
    expect(world.network.calls.filter(isPut)).toHaveLength(before + 1)
    expect(await world.item("order-export")).toMatchObject({ state: "held", cause: "change-refused" })
  })

  test("whose address it is stays out of the error", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world)
    await moveHouse(world, "Hemmelige gate 9")
    await world.run("exportPoll")
    const [error] = await errorsOn(world)
    expect(error).toContain("consignee.address1")
    expect(error).not.toContain("Hemmelige")
    expect(error).not.toContain("Storgata")
  })

  test("R19: the same content is not sent again, by echo, by poll or after a restart", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world)
    await listening(world)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(2)
    for (let time = 0; time < 3; time++) {
      await world.run("exportPoll")
      await world.pass("1 minute")
    }
    await world.restart()
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(2)
    expect((await world.items({ state: "held" })).map((item) => item.flow)).toEqual(["order-export"])
    expect(await errorsOn(world)).toHaveLength(1)
  })

  test("a retry asks again, and what is taken back in Omnium is solved (X10)", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    const held = await world.item("order-export")
    await world.retry(held)
    expect(puts(world)).toHaveLength(3)
    expect((await world.items({ state: "held" })).map((item) => item.id)).toEqual([held.id])

    await setQuantity(world, "1", 5)
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(3)
    expect(await world.items({ state: "held" })).toEqual([])
    expect(await errorsOn(world)).toEqual([`Solved change-refused: ${held.message}`])
  })

  test("a refused change does not stop what the warehouse does from coming back", async () => {
    await using world = await ConnectorWorld.open()
    const id = await begun(world)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    await world.act(id, "pick", "ship")
    await world.sync()
    const order = await world.inOmnium("A-1")
    expect(order.orderForm.shipments.map((shipment) => shipment.orderStatus)).toEqual(["Ship"])
    expect(await world.item("order-sync")).toMatchObject({ state: "held", cause: "over-delivered" })
    expect((await world.item("order-sync")).message).toContain("line 1: 5 of 3")
  })
})

describe("after a loss of the journal (R27)", () => {
  const lose = async (world: ConnectorWorld) => {
    world.journal((database) =>
      database.exec(
        "DELETE FROM items; DELETE FROM intents; DELETE FROM audits; DELETE FROM watched; DELETE FROM cursors"
      )
    )
    await world.restart()
  }

  test("an order that differs from Ongoing's is told once, and brought by a retry", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", twoLines)
    await lose(world)
    await setQuantity(world, "1", 3)
    for (let time = 0; time < 3; time++) {
      await world.run("exportPoll")
      await world.announce({ id: "A-1" })
      await world.pass("10 minutes")
    }
    expect(puts(world)).toHaveLength(1)
    const [held] = await world.items({ state: "held" })
    expect(held).toMatchObject({ flow: "order-export", cause: "change-refused" })
    expect(held?.message).toContain("Different: line 1 quantity: 3, in Ongoing 5.")
    expect(await errorsOn(world)).toEqual([`New change-refused: ${held?.message}`])
    if (held !== undefined) await world.retry(held)
    expect(rows(await inOngoing(world))).toEqual([
      ["1", 3],
      ["2", 2]
    ])
    expect(await world.items({ state: "held" })).toEqual([])
  })

  test("what the warehouse has written is not overwritten by an order that has not changed", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1", twoLines)
    await world.ongoingApi("PATCH", `/orders/${orderInfo.orderId}/orderRemark`, { orderRemark: "Fragile" })
    await lose(world)
    await world.run("exportPoll")
    await world.announce({ id: "A-1" })
    expect(puts(world)).toHaveLength(1)
    expect(await world.items({ state: "held" })).toEqual([])
  })

  test("an order that is as Ongoing has it is known again: its next change is brought", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", twoLines)
    await lose(world)
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(1)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    expect(rows(await inOngoing(world))).toEqual([
      ["1", 3],
      ["2", 2]
    ])
    expect(await world.items({ state: "held" })).toEqual([])
  })

  const overwritten = {
    goodsOwnerId: 7,
    warehouseId: 1,
    orderNumber: "A-1-1",
    goodsOwnerOrderId: "before",
    deliveryDate: "2026-11-02",
    consignee: { name: "Ola Testesen", address1: "Storgata 1", postCode: "0155", city: "Oslo", countryCode: "NO" },
    orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 1 }]
  }

  test.each([
    [
      "that the warehouse has picked",
      (world: ConnectorWorld, id: number) => world.act(id, "release", "allocate", "pick")
    ],
    ["that bears another mark", (world: ConnectorWorld) => world.ongoingApi("PUT", "/orders", overwritten)]
  ])("an order %s is left alone", async (_, happens) => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1", twoLines)
    await lose(world)
    await happens(world, orderInfo.orderId)
    await setQuantity(world, "1", 3)
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(1)
    expect((await world.items()).filter((item) => ["dead", "held"].includes(item.state))).toEqual([])
  })
})

describe("the echo of our own writes", () => {
  test("costs no call to Ongoing: an exported order that nobody touches is left alone", async () => {
    await using world = await ConnectorWorld.open()
    await listening(world)
    const { orderInfo } = await world.exported("A-1", twoLines)
    const toOrders = world.network.callsTo(ongoingHost).filter((call) => call.path.includes("/orders"))
    // Whoever announced it first looked whether the number was free, and wrote it; the others asked nothing.
    expect(toOrders.map((call) => call.method)).toEqual(["GET", "PUT"])
    const exported = world.network.callsTo(ongoingHost).length
    const exports = async () => (await world.items()).filter((item) => item.flow === "order-export").length
    const asked = await exports()
    expect((await world.items()).filter((item) => item.source === "event").length).toBeGreaterThan(0)
    for (let time = 0; time < 5; time++) {
      await world.run("exportPoll")
      await world.pass("1 minute")
    }
    expect(world.network.callsTo(ongoingHost)).toHaveLength(exported)

    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.sync()
    const since = world.network.callsTo(ongoingHost).length
    for (let time = 0; time < 5; time++) {
      await world.run("exportPoll")
      await world.pass("1 minute")
    }
    expect(world.network.callsTo(ongoingHost)).toHaveLength(since)
    expect(await exports()).toBe(asked)
    expect(await world.items({ state: "held" })).toEqual([])
  })
})
