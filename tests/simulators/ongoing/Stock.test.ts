import { expect, test } from "bun:test"
import fc from "fast-check"
import {
  installation,
  type OrderAnswer,
  type PurchaseOrderAnswer,
  postOrder,
  postPurchaseOrder,
  sku
} from "./Installation.ts"

type Command =
  | { readonly kind: "put"; readonly order: number; readonly quantity: number; readonly kit: boolean }
  | { readonly kind: "cancel"; readonly order: number }
  | { readonly kind: "adjust"; readonly name: string; readonly warehouseId: number; readonly quantity: number }
  | { readonly kind: "act"; readonly order: number; readonly name: string; readonly quantity: number | undefined }
  | { readonly kind: "status"; readonly order: number; readonly status: number }
  | { readonly kind: "advise"; readonly order: number; readonly quantity: number }
  | { readonly kind: "dock"; readonly order: number; readonly name: string; readonly quantity: number | undefined }

const order = fc.nat(2)
const quantity = fc.integer({ min: 1, max: 60 })
const some = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined, freq: 2 })
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), order, quantity, kit: fc.boolean() }),
  fc.record({ kind: fc.constant("cancel" as const), order }),
  fc.record({
    kind: fc.constant("adjust" as const),
    name: fc.constantFrom("adjust", "adjust", "count"),
    warehouseId: fc.constantFrom(1, 2),
    quantity: fc.integer({ min: -40, max: 40 })
  }),
  fc.record({
    kind: fc.constant("status" as const),
    order,
    status: fc.constantFrom(200, 300, 400, 450, 451, 500, 1000)
  }),
  fc.record({ kind: fc.constant("advise" as const), order, quantity }),
  ...["receive", "receive", "finish", "cancel"].map((name) =>
    fc.record({ kind: fc.constant("dock" as const), order, name: fc.constant(name), quantity: some })
  ),
  ...[
    ...["release", "allocate", "pick", "pick", "ship", "collect", "closeShort", "backOrder"],
    ...["return", "scrap", "substitute"]
  ].map((name) => fc.record({ kind: fc.constant("act" as const), order, name: fc.constant(name), quantity: some }))
)

const withLines = ["allocate", "pick", "return", "scrap", "receive"]
const warehouseOf = (number: number): number => (number === 2 ? 2 : 1)

interface Shown {
  readonly warehouseId: number
  readonly numberOfItems: number
  readonly sellableNumberOfItems: number
  readonly allocatedNumberOfItems: number
}

interface Corrections {
  readonly inventoryAdjustments: ReadonlyArray<{
    readonly numberOfItems: number
    readonly warehouse: { readonly id: number }
  }>
}

/** The figures of a warehouse as the vendor defines them, worked out from what the documents show. */
const expectedStock = (
  orders: ReadonlyArray<OrderAnswer>,
  purchaseOrders: ReadonlyArray<PurchaseOrderAnswer>,
  corrections: ReadonlyArray<Corrections>,
  warehouseId: number,
  opening: number
) => {
  let numberOfItems = opening
  let booked = 0
  let allocated = 0
  for (const { inventoryAdjustments } of corrections)
    for (const each of inventoryAdjustments) if (each.warehouse.id === warehouseId) numberOfItems += each.numberOfItems
  for (const { purchaseOrderInfo, purchaseOrderLines } of purchaseOrders)
    if (purchaseOrderInfo.warehouse.id === warehouseId)
      for (const line of purchaseOrderLines) numberOfItems += line.receivedNumberOfItems
  for (const { orderInfo, orderLines } of orders) {
    if (orderInfo.warehouse.id !== warehouseId) continue
    const isOpen = orderInfo.orderStatus.number < 450 && !closed.has(orderInfo.orderId)
    for (const line of orderLines.flatMap((each) => each.subOrderLines ?? [each])) {
      numberOfItems += line.returnedNumberOfItems - line.pickedNumberOfItems
      booked += isOpen ? Math.max(0, line.orderedNumberOfItems - line.pickedNumberOfItems) : 0
      allocated += line.allocatedNumberOfItems
    }
  }
  return {
    warehouseId,
    numberOfItems,
    sellableNumberOfItems: numberOfItems - booked,
    allocatedNumberOfItems: allocated
  }
}
const closed = new Set<number>()

/** The figures that are given over all warehouses. */
const expectedTotals = (orders: ReadonlyArray<OrderAnswer>, purchaseOrders: ReadonlyArray<PurchaseOrderAnswer>) => {
  let toBeCollected = 0
  let toReceive = 0
  let toBeFinished = 0
  for (const { orderInfo, orderLines } of orders)
    if (orderInfo.orderStatus.number < 500)
      for (const line of orderLines.flatMap((each) => each.subOrderLines ?? [each]))
        toBeCollected += line.pickedNumberOfItems - line.returnedNumberOfItems
  for (const { purchaseOrderInfo, purchaseOrderLines } of purchaseOrders)
    if (purchaseOrderInfo.purchaseOrderStatus.number < 400)
      for (const line of purchaseOrderLines) {
        toReceive += Math.max(0, line.advisedNumberOfItems - line.receivedNumberOfItems)
        toBeFinished += line.receivedNumberOfItems
      }
  return {
    pickedToBeCollectedNumberOfItems: toBeCollected,
    toReceiveNumberOfItems: toReceive,
    receivedToBeFinishedNumberOfItems: toBeFinished
  }
}

test("nothing is lost or made in any warehouse by any sequence of actions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 40 }), async (commands) => {
      closed.clear()
      const { simulator, api, ok, send, list, create, act, stock, purchaseOrders } = installation({ articles: 1 })
      const structureDefinition = { articleKind: "Structure", rows: [{ articleNumber: sku, numberOfItems: 3 }] }
      await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "KIT", structureDefinition })
      const shownStock = async () => {
        const query = `goodsOwnerId=7&articleNumbers=${sku}`
        const [article] = await ok<ReadonlyArray<{ inventoryPerWarehouse: ReadonlyArray<Shown> }>>(
          "GET",
          `/articles/inventoryPerWarehouse?${query}`
        )
        return article?.inventoryPerWarehouse ?? []
      }
      const opening = await shownStock()
      // Most sequences would never get an order as far as picking.
      for (const number of [0, 1]) {
        const id = await create(`A-${number}`, [40, 2])
        await act(id, "release")
      }
      const kits = { rowNumber: "3", articleNumber: "KIT", numberOfItems: 2 }
      const idOf = async (number: number) => (await list(`orderNumber=A-${number}`))[0]?.orderInfo.orderId ?? 0
      for (const each of commands) {
        if (each.kind === "put") {
          const post = postOrder(`A-${each.order}`, [each.quantity, 2], { warehouseId: warehouseOf(each.order) })
          await api("PUT", "/orders", each.kit ? { ...post, orderLines: [...post.orderLines, kits] } : post)
        } else if (each.kind === "cancel") await api("DELETE", `/orders/${await idOf(each.order)}`)
        else if (each.kind === "status")
          await api("PATCH", `/orders/${await idOf(each.order)}/orderStatus`, { orderStatusNumber: each.status })
        else if (each.kind === "adjust")
          await send("POST", `/_simulator/articles/${sku}/${each.name}`, {
            quantity: each.quantity,
            warehouseId: each.warehouseId
          })
        else if (each.kind === "advise")
          await api(
            "PUT",
            "/purchaseOrders",
            postPurchaseOrder(`D-${each.order}`, [each.quantity], { warehouseId: warehouseOf(each.order) })
          )
        else {
          const lines = each.quantity === undefined ? {} : { lines: [{ rowNumber: "1", quantity: each.quantity }] }
          const body = withLines.includes(each.name) ? lines : {}
          if (each.kind === "dock") {
            const [found] = await purchaseOrders(`purchaseOrderNumber=D-${each.order}`)
            const id = found?.purchaseOrderInfo.purchaseOrderId ?? 0
            await send("POST", `/_simulator/purchaseOrders/${id}/${each.name}`, body)
          } else {
            const id = await idOf(each.order)
            const path = `/_simulator/orders/${id}`
            const scrapped = { lines: [{ rowNumber: "1", quantity: each.quantity ?? 1, cause: "30" }] }
            const swap = { rowNumber: "2", articleNumber: sku, quantity: each.quantity ?? 1 }
            const response =
              each.name === "scrap"
                ? await send("POST", `${path}/return`, scrapped)
                : await send("POST", `${path}/${each.name}`, each.name === "substitute" ? swap : body)
            if (response.ok && (each.name === "closeShort" || each.name === "backOrder")) closed.add(id)
          }
        }
        const shown = await shownStock()
        const [orders, advised] = [await list(""), await purchaseOrders("")]
        const corrections = await ok<ReadonlyArray<Corrections>>("GET", "/inventoryAdjustments?goodsOwnerId=7")
        expect(await stock()).toMatchObject(expectedTotals(orders, advised))
        for (const [position, level] of shown.entries()) {
          const { warehouseId, numberOfItems } = opening[position] ?? level
          expect(level).toMatchObject(expectedStock(orders, advised, corrections, warehouseId, numberOfItems))
          expect(level.numberOfItems).toBeGreaterThanOrEqual(0)
          expect(level.allocatedNumberOfItems).toBeLessThanOrEqual(level.numberOfItems)
        }
      }
      // The ledger alone must lead to the same stock.
      for (const level of await shownStock()) {
        const rows = simulator.world().ledger.since(0)
        const last = rows.findLast((row) => row.kind === "stock" && row.object === `${sku}/${level.warehouseId}`)
        const after = last?.after as { readonly numberOfItems: number } | undefined
        if (after !== undefined) expect(after.numberOfItems).toBe(level.numberOfItems)
      }
    }),
    { numRuns: 150 }
  )
}, 60_000)

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
