import { describe, expect, test } from "bun:test"
import { warehouseLaws } from "@omnium-ongoing/ongoing-simulator/Laws"
import type { Order } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Warehouse } from "@omnium-ongoing/ongoing-simulator/Warehouse"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import fc from "fast-check"
import { installation, type OngoingWorld, type OrderAnswer, postOrder, postPurchaseOrder, sku } from "./Installation.ts"

const which = fc.nat(6)
const quantity = fc.integer({ min: 1, max: 5 })
const row = fc.constantFrom("1", "1", "2", "2", "3", "3.1")
const rows = fc.option(fc.array(fc.record({ rowNumber: row, quantity }), { minLength: 1, maxLength: 2 }), {
  nil: undefined,
  freq: 2
})
const parcelNumber = fc.constantFrom("P1", "P2", "R1")

/** A call of either door; what it works on is the so-manieth that there is. */
interface Command {
  readonly on: "order" | "purchaseOrder" | "article"
  readonly which: number
  readonly name: string
  readonly body: object
}

const withBody = (on: Command["on"], name: string, body: fc.Arbitrary<object> = fc.constant({})) =>
  fc.record({ on: fc.constant(on), which, name: fc.constant(name), body })

const lines = rows.map((some) => (some === undefined ? {} : { lines: some }))
const orderCommands = [
  ...["release", "release", "collect", "closeShort", "backOrder", "error", "mendError", "pickUpPoint"].map((name) =>
    withBody("order", name)
  ),
  ...["allocate", "allocate", "pick", "pick", "pick", "undoAllocation", "undoPick"].map((name) =>
    withBody("order", name, lines)
  ),
  ...["ship", "ship", "attachLabel", "cancel"].map((name) => withBody("order", name)),
  withBody("order", "pack", fc.record({ parcels: fc.tuple(fc.record({ parcelNumber, waybill: parcelNumber })) })),
  withBody(
    "order",
    "pack",
    fc.record({
      parcels: fc.tuple(fc.record({ parcelNumber, lines: fc.tuple(fc.record({ rowNumber: row, quantity })) }))
    })
  ),
  withBody(
    "order",
    "unpack",
    fc.tuple(parcelNumber, lines).map(([number, some]) => ({ parcelNumber: number, ...some }))
  ),
  withBody("order", "removeParcel", fc.record({ parcelNumber })),
  withBody("order", "addParcel", fc.record({ parcelNumber, isReturn: fc.boolean() })),
  withBody(
    "order",
    "return",
    fc.record({ lines: fc.tuple(fc.record({ rowNumber: row, quantity, cause: fc.constantFrom("10", "30") })) })
  ),
  withBody("order", "substitute", fc.record({ rowNumber: row, articleNumber: fc.constantFrom(sku, "KIT"), quantity }))
]
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 24, arbitrary: fc.oneof(...orderCommands) },
  {
    weight: 1,
    arbitrary: withBody(
      "order",
      "put",
      fc.record({ quantities: fc.array(quantity, { minLength: 1, maxLength: 2 }), kits: fc.nat(3) })
    )
  },
  {
    weight: 1,
    arbitrary: withBody(
      "order",
      "status",
      fc.record({ orderStatusNumber: fc.constantFrom(200, 300, 400, 425, 450, 500, 1000) })
    )
  },
  {
    weight: 4,
    arbitrary: fc.oneof(
      withBody("purchaseOrder", "put", fc.record({ quantities: fc.array(quantity, { minLength: 1, maxLength: 2 }) })),
      withBody("purchaseOrder", "receive", lines),
      ...["arrive", "finish", "cancel"].map((name) => withBody("purchaseOrder", name))
    )
  },
  {
    weight: 2,
    arbitrary: fc.oneof(
      ...["adjust", "count", "lock", "break"].map((name) =>
        withBody(
          "article",
          name,
          fc
            .record({ quantity: fc.integer({ min: -20, max: 20 }), forSale: fc.boolean() })
            .map(({ quantity, forSale }) => (name === "lock" ? { quantity, forSale } : { quantity }))
        )
      )
    )
  }
)

const kitOf = (articleNumber: string) => ({
  goodsOwnerId: 7,
  articleNumber,
  structureDefinition: { articleKind: "Structure", rows: [{ articleNumber: sku, numberOfItems: 3 }] }
})

/** Sends a command; the answer may be any refusal, but never a failure. */
const runIn = ({ simulator, api, send }: OngoingWorld) => {
  const nth = (ids: Iterable<number>, position: number): number => {
    const all = [...ids]
    return all[position % all.length] ?? 0
  }
  return async ({ on, which: position, name, body }: Command): Promise<Response> => {
    const { orders, purchaseOrders } = simulator.world().state
    if (on === "article") return send("POST", `/_simulator/articles/${sku}/${name}`, body)
    if (name === "put") {
      const { quantities, kits = 0 } = body as { readonly quantities: ReadonlyArray<number>; readonly kits?: number }
      if (on === "purchaseOrder") return api("PUT", "/purchaseOrders", postPurchaseOrder(`D-${position}`, quantities))
      const post = postOrder(`A-${position}`, quantities)
      const kitLine = { rowNumber: "3", articleNumber: "KIT", numberOfItems: kits }
      return api("PUT", "/orders", kits === 0 ? post : { ...post, orderLines: [...post.orderLines, kitLine] })
    }
    if (on === "purchaseOrder")
      return send("POST", `/_simulator/purchaseOrders/${nth(purchaseOrders.keys(), position)}/${name}`, body)
    const id = nth(orders.keys(), position)
    if (name === "status") return api("PATCH", `/orders/${id}/orderStatus`, body)
    if (name === "cancel") return api("DELETE", `/orders/${id}`)
    return send("POST", `/_simulator/orders/${id}/${name}`, body)
  }
}

/** Most sequences would never get an order as far as picking. */
const somePicked = ["pick", { lines: [{ rowNumber: "1", quantity: 4 }] }] as const
const packed = ["pack", { parcels: [{ parcelNumber: "P1", lines: [{ rowNumber: "1", quantity: 3 }] }] }] as const
const histories: ReadonlyArray<ReadonlyArray<readonly [name: string, body?: object]>> = [
  [["release"]],
  [["release"], ["allocate"]],
  [["release"], somePicked, packed],
  [["release"], ["allocate"], somePicked, ["ship"]],
  [["release"], ["pick"], packed],
  [["release"], ["pick"], packed, ["ship"]]
]

const left = (order: OrderAnswer) =>
  order.orderLines.flatMap((line) => {
    const rest = line.orderedNumberOfItems - line.pickedNumberOfItems
    return rest > 0 ? [[line.rowNumber, rest]] : []
  })

test("whatever is done at either door, the laws hold", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 80, size: "max" }), async (commands) => {
      const world = installation({ articles: 1 })
      await world.ok("PUT", "/articles", kitOf("KIT"))
      const run = runIn(world)
      for (const [number, steps] of histories.entries()) {
        const id = await world.create(`A-${number}`, [6, 2])
        for (const [name, body] of steps) await world.act(id, name, body)
      }
      await world.advise("D-0", [5, 3])
      for (const each of commands) {
        const orders = [...world.simulator.world().state.orders.keys()]
        const before =
          each.name === "backOrder" ? await world.order(orders[each.which % orders.length] ?? 0) : undefined
        const response = await run(each)
        if (response.status >= 500) throw new Error(`${each.name}: ${await response.text()}`)
        if (response.ok && before !== undefined) {
          const rest = (await response.json()) as OrderAnswer
          expect(rest.orderLines.map((line) => [line.rowNumber, line.orderedNumberOfItems])).toEqual(left(before))
        }
      }
    }),
    { numRuns: 300 }
  )
}, 60_000)

/** A world with an order that is picked and packed in part, and goods that came in on a purchase order. */
const brokenBy = async (breakIt: (warehouse: Warehouse, order: Order) => void): Promise<ReadonlyArray<string>> => {
  const { simulator, create, act, advise, dock, ok } = installation({ articles: 2 })
  await ok("PUT", "/articles", kitOf("KIT"))
  const kits = [
    { rowNumber: "1", articleNumber: sku, numberOfItems: 4 },
    { rowNumber: "2", articleNumber: "KIT", numberOfItems: 1 }
  ]
  const id = await create("A-1", [], { orderLines: kits })
  await act(id, "release")
  await act(id, "allocate", { lines: [{ rowNumber: "1", quantity: 1 }] })
  await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 3 }] })
  await act(id, "pack", { parcels: [{ parcelNumber: "P1", lines: [{ rowNumber: "1", quantity: 2 }] }] })
  await act(id, "ship")
  await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })
  await act(id, "allocate", { lines: [{ rowNumber: "1", quantity: 1 }] })
  await dock(await advise("D-1", [5]), "receive", { lines: [{ rowNumber: "1", quantity: 2 }] })
  const warehouse = simulator.world().state
  expect(warehouseLaws(warehouse)).toEqual([])
  const order = warehouse.orders.get(id)
  if (order === undefined) throw new Error("The order is gone.")
  breakIt(warehouse, order)
  return warehouseLaws(warehouse)
}

const tamper = (warehouse: Warehouse, order: Order, change: Partial<Order>): void => {
  warehouse.orders.set(order.id, { ...order, ...change }, unrecorded)
}

const tamperFirst =
  (change: Partial<Order["lines"][number]["items"][number]>) => (warehouse: Warehouse, order: Order) =>
    tamper(warehouse, order, {
      lines: order.lines.map((line, position) =>
        position > 0
          ? line
          : { ...line, items: line.items.map((item, first) => (first > 0 ? item : { ...item, ...change })) }
      )
    })

const tamperLine = (row: string, change: Partial<Order["lines"][number]>) => (warehouse: Warehouse, order: Order) =>
  tamper(warehouse, order, {
    lines: order.lines.map((line) => (line.sent.rowNumber === row ? { ...line, ...change } : line))
  })

const tamperLevel = (change: object) => (warehouse: Warehouse, order: Order) => {
  const article = warehouse.articles.get(order.lines[0]?.articleId ?? 0)
  if (article === undefined) throw new Error("The article is gone.")
  const levels = article.levels.map((entry) =>
    entry.warehouseId === 1 ? { ...entry, level: { ...entry.level, ...change } } : entry
  )
  warehouse.articles.set(article.id, { ...article, levels }, unrecorded)
}

describe("a law says what is wrong when", () => {
  const cases: ReadonlyArray<[string, (warehouse: Warehouse, order: Order) => void, string]> = [
    ["goods vanish", tamperLevel({ numberOfItems: 1 }), "numberOfItems is 1, its documents make it"],
    ["too much is booked", tamperLevel({ booked: 99 }), "booked is 99"],
    ["an allocation is lost", tamperLevel({ allocated: 0 }), "allocated is 0, its documents make it 1"],
    ["what the carrier is to fetch is lost", tamperLevel({ pickedToBeCollected: 0 }), "pickedToBeCollected is 0"],
    ["picks are not to be reported", tamperLevel({ pickedToBeReported: 0 }), "pickedToBeReported is 0"],
    ["returns are not to be reported", tamperLevel({ returnedToBeReported: 0 }), "returnedToBeReported is 0"],
    ["nothing is expected", tamperLevel({ toReceive: 0 }), "toReceive is 0, its documents make it 3"],
    ["receipts are finished", tamperLevel({ receivedToBeFinished: 0 }), "receivedToBeFinished is 0"],
    ["receipts are reported", tamperLevel({ receivedToBeReported: 0 }), "receivedToBeReported is 0"],
    ["more is locked for sale than locked", tamperLevel({ lockedForSale: 1 }), "1 are locked for sale, and 0 at all"],
    ["more is locked than is there", tamperLevel({ locked: 1e6 }), "1000000 are locked and 1 allocated"],
    ["a figure is negative", tamperLevel({ toReceive: -1 }), "toReceive is negative"],
    ["a line has more than was ordered", tamperLine("1", { ordered: 2 }), "row 1 has 4 reserved or picked of 2"],
    ["a line that holds no goods has some", tamperLine("1", { shouldBePicked: false }), "is not to be picked"],
    ["a component does not follow its kit", tamperLine("2.1", { ordered: 2 }), "row 2.1 has 2, its kit needs 3"],
    ["a kit is gone", tamperLine("2.1", { kit: { lineId: 1, perKit: 3 } }), "belongs to a kit that is not there"],
    ["an item is nothing", tamperFirst({ quantity: 0 }), "that is 0 of something"],
    ["goods are packed that were not picked", tamperFirst({ pickedAt: null }), "packed or sent, but not picked"],
    ["goods came back that were not sent", tamperFirst({ sentAt: null }), "returned, but was not sent"],
    ["goods are packed in nothing", tamperFirst({ parcelId: null }), "packed without a parcel"],
    ["a parcel is gone", tamperFirst({ parcelId: 1 }), "in a parcel that is not there"],
    [
      "an id is used twice",
      (warehouse, order) =>
        tamperFirst({ articleItemId: order.lines[0]?.items.at(-1)?.articleItemId ?? 0 })(warehouse, order),
      "is there twice"
    ],
    [
      "goods came back for another order",
      tamperFirst({ returned: { at: 0, cause: null, scrapped: false, comment: null, returnOrderLineId: 1 } }),
      "on a return order line that is not for it"
    ],
    ["an order is open with goods taken", (w, order) => tamper(w, order, { status: 200 }), "it is not released, but 4"],
    ["an order is picked with a rest", (w, order) => tamper(w, order, { status: 400 }), "it is picked, but"],
    [
      "a sent order reserves goods",
      (w, order) => tamper(w, order, { status: 450 }),
      "its status is 450, but 1 are reserved"
    ],
    ["a cancelled order has goods", (w, order) => tamper(w, order, { status: 1000 }), "it is cancelled, but has goods"],
    [
      "an order is partly sent without a rest",
      (w, order) => tamper(w, order, { closedShort: true }),
      "but nothing is left"
    ],
    ["an order is sent empty", (w, order) => tamper(w, order, { status: 450, lines: [] }), "but nothing has left"],
    [
      "a back order is for an open one",
      (w, order) => tamper(w, order, { backOrderFor: order.id }),
      "which is not closed"
    ],
    ["an order is under another number", (w, order) => tamper(w, order, { number: "B-1" }), "not found by its number"],
    [
      "a receipt is forgotten",
      (warehouse, order) => {
        const article = warehouse.articles.get(order.lines[0]?.articleId ?? 0)
        if (article !== undefined) warehouse.articles.set(article.id, { ...article, receipts: [] }, unrecorded)
      },
      "differ in their receipts"
    ]
  ]
  for (const [what, breakIt, sentence] of cases)
    test(what, async () => {
      expect((await brokenBy(breakIt)).join("\n")).toContain(sentence)
    })
})
