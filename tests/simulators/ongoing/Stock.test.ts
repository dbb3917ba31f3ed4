import { expect, test } from "bun:test"
import fc from "fast-check"
import { installation, type OrderAnswer, postOrder, sku } from "./Installation.ts"

type Command =
  | { readonly kind: "put"; readonly order: number; readonly quantity: number }
  | { readonly kind: "cancel"; readonly order: number }
  | { readonly kind: "adjust"; readonly quantity: number }
  | { readonly kind: "act"; readonly order: number; readonly name: string; readonly quantity: number | undefined }
  | { readonly kind: "status"; readonly order: number; readonly status: number }

const order = fc.nat(2)
const quantity = fc.integer({ min: 1, max: 60 })
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), order, quantity }),
  fc.record({ kind: fc.constant("cancel" as const), order }),
  fc.record({ kind: fc.constant("adjust" as const), quantity: fc.integer({ min: -40, max: 40 }) }),
  fc.record({
    kind: fc.constant("status" as const),
    order,
    status: fc.constantFrom(200, 300, 400, 450, 451, 500, 1000)
  }),
  ...["release", "allocate", "pick", "pick", "ship", "collect", "closeShort", "backOrder", "return"].map((name) =>
    fc.record({
      kind: fc.constant("act" as const),
      order,
      name: fc.constant(name),
      quantity: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined, freq: 1 })
    })
  )
)

const withLines = ["allocate", "pick", "return"]

/** The figures as the vendor defines them, worked out from what the orders show. */
const expectedStock = (orders: ReadonlyArray<OrderAnswer>, opening: number, adjusted: number) => {
  let figures = { numberOfItems: opening + adjusted, booked: 0, allocated: 0, toBeCollected: 0 }
  for (const { orderInfo, orderLines } of orders)
    for (const line of orderLines) {
      const status = orderInfo.orderStatus.number
      const left = line.orderedNumberOfItems - line.pickedNumberOfItems
      const isOpen = status < 450 && !closed.has(orderInfo.orderId)
      figures = {
        numberOfItems: figures.numberOfItems - line.pickedNumberOfItems + line.returnedNumberOfItems,
        booked: figures.booked + (isOpen ? Math.max(0, left) : 0),
        allocated: figures.allocated + line.allocatedNumberOfItems,
        toBeCollected:
          figures.toBeCollected + (status < 500 ? line.pickedNumberOfItems - line.returnedNumberOfItems : 0)
      }
    }
  return figures
}
const closed = new Set<number>()

test("nothing is lost or made by any sequence of actions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 50 }), async (commands) => {
      closed.clear()
      const { simulator, api, send, list, stock, create, act } = installation({ articles: 1, warehouseIds: [1] })
      const opening = (await stock()).numberOfItems
      let adjusted = 0
      // Most sequences would never get an order as far as picking.
      for (const number of [0, 1]) {
        const id = await create(`A-${number}`, [60, 2])
        await act(id, "release")
      }
      const idOf = async (number: number) => (await list(`orderNumber=A-${number}`))[0]?.orderInfo.orderId ?? 0
      for (const each of commands) {
        if (each.kind === "put") await api("PUT", "/orders", postOrder(`A-${each.order}`, [each.quantity, 2]))
        else if (each.kind === "cancel") await api("DELETE", `/orders/${await idOf(each.order)}`)
        else if (each.kind === "status")
          await api("PATCH", `/orders/${await idOf(each.order)}/orderStatus`, { orderStatusNumber: each.status })
        else if (each.kind === "adjust") {
          const response = await send("POST", `/_simulator/articles/${sku}/adjust`, { quantity: each.quantity })
          if (response.ok) adjusted += each.quantity
        } else {
          const id = await idOf(each.order)
          const lines =
            each.quantity !== undefined && withLines.includes(each.name)
              ? { lines: [{ rowNumber: "1", quantity: each.quantity }] }
              : {}
          const response = await send("POST", `/_simulator/orders/${id}/${each.name}`, lines)
          if (response.ok && (each.name === "closeShort" || each.name === "backOrder")) closed.add(id)
        }
        const shown = await stock()
        const expected = expectedStock(await list(""), opening, adjusted)
        expect(shown).toMatchObject({
          numberOfItems: expected.numberOfItems,
          numberOfBookedItems: expected.booked,
          allocatedNumberOfItems: expected.allocated,
          pickedToBeCollectedNumberOfItems: expected.toBeCollected,
          sellableNumberOfItems: expected.numberOfItems - expected.booked
        })
        expect(shown.numberOfItems).toBeGreaterThanOrEqual(0)
        expect(shown.allocatedNumberOfItems).toBeLessThanOrEqual(shown.numberOfItems)
        expect(shown.allocatedNumberOfItems).toBeLessThanOrEqual(shown.numberOfBookedItems)
      }
      // The ledger alone must lead to the same stock.
      const rows = simulator
        .world()
        .ledger.since(0)
        .filter((row) => row.kind === "stock")
      const last = rows.at(-1)?.after as { readonly numberOfItems: number } | undefined
      if (last !== undefined) expect(last.numberOfItems).toBe((await stock()).numberOfItems)
    }),
    { numRuns: 200 }
  )
}, 30_000)

test("a refused action changes nothing and notes nothing", async () => {
  const { simulator, create, impossible, refused, order: read } = installation()
  const id = await create("A-1", [500, 1])
  const { ledger } = simulator.world()
  const before = [await read(id), ledger.size]
  await impossible(id, "ship")
  await impossible(id, "pick")
  await refused("PATCH", `/orders/${id}/orderStatus`, { orderStatusNumber: 1 })
  await refused("PUT", "/orders", postOrder("A-1", [1], { transporter: { transporterCode: "NOBODY" } }))
  expect([await read(id), ledger.size]).toEqual(before)
})

test("decimals leave no binary dust", async () => {
  const { create, act, stock } = installation()
  const before = await stock()
  const id = await create("A-1", [0.1, 0.2])
  expect((await stock()).numberOfBookedItems).toBe(0.3)
  await act(id, "release")
  await act(id, "pick")
  expect((await stock()).numberOfItems).toBe(before.numberOfItems - 0.3)
})
