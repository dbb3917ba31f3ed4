import fc from "fast-check"
import { find, setInventory } from "../support/Stock.ts"
import { type Command, command, often } from "./Model.ts"
import type { Rig } from "./Rig.ts"
import { type Sale, type StockModel, shelf, skus, warehouses } from "./StockModel.ts"

const anyShelf = fc.record({ sku: fc.constantFrom(...skus), nth: fc.nat({ max: warehouses.length - 1 }) })

const nth = fc.nat({ max: 2 })

type Some = Pick<StockModel, "sales">

const onSale = (name: string, may: (sale: Sale) => boolean, act: (sale: Sale, rig: Rig) => Promise<unknown>) =>
  nth.map((each) =>
    command<StockModel>(
      `${name} of ${each}`,
      ({ sales }: Some) => sales.some(may),
      async ({ sales }, rig) => {
        const fit = sales.filter(may)
        const sale = fit[each % fit.length]
        if (sale !== undefined) await act(sale, rig)
      }
    )
  )

interface Counted {
  readonly sku: string
  /** Which of the warehouses. */
  readonly at: number
  readonly quantity: number
}

export const countOn = async ({ counted }: StockModel, { world }: Rig, { sku, at, quantity }: Counted) => {
  const each = shelf(warehouses[at] ?? "", sku)
  counted.set(each, (counted.get(each) ?? 0) + quantity)
  await find(world, quantity, sku, at + 1)
}

export const count: fc.Arbitrary<Command<StockModel>> = fc
  .tuple(anyShelf, fc.constantFrom(-3, -0.5, 1, 4))
  .map(([{ sku, nth: at }, quantity]) =>
    command<StockModel>(
      `Count(${quantity} of ${sku} in ${at + 1})`,
      () => true,
      (model, rig) => countOn(model, rig, { sku, at, quantity })
    )
  )

export const syncStock: fc.Arbitrary<Command<StockModel>> = fc.boolean().map((full) =>
  command<StockModel>(
    `SyncStock(${full ? "all" : "changes"})`,
    () => true,
    (_, rig) => rig.run("OngoingSyncScheduledTask", { only: ["inventory"], full })
  )
)

export const stockCommands: ReadonlyArray<fc.Arbitrary<Command<StockModel>>> = [
  ...often(count),
  fc.tuple(anyShelf, fc.constantFrom(0, 7, 500)).map(([{ sku, nth: at }, quantity]) =>
    command<StockModel>(
      `SetInOmnium(${quantity} of ${sku} in ${at + 1})`,
      () => true,
      async (model, { world }) => {
        const warehouse = warehouses[at] ?? ""
        model.setInOmnium(shelf(warehouse, sku), quantity)
        await setInventory(world, quantity, sku, warehouse)
      }
    )
  ),
  ...often(
    fc
      .record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 3 }), released: fc.boolean() })
      .map(({ sku, quantity, released }) =>
        command<StockModel>(
          `${released ? "Sell" : "Place"}(${quantity} of ${sku})`,
          ({ sales }: Some) => sales.length < 4,
          async ({ sales }, { world }) => {
            const id = `A-${sales.length + 1}`
            sales.push({ id, sku, quantity, state: released ? "released" : "placed" })
            await world.place(id, { sku, quantity })
            if (released) await world.release(id)
          }
        )
      )
  ),
  onSale(
    "Release",
    ({ state }) => state === "placed",
    async (sale, { world }) => {
      sale.state = "released"
      await world.release(sale.id)
    }
  ),
  onSale(
    "CancelSale",
    ({ state }) => state === "placed" || state === "released",
    async (sale, { world }) => {
      sale.state = "cancelled"
      await world.omnium("POST", `/Orders/${sale.id}/UpdateStatus`, { status: "OrderCanceled" })
    }
  ),
  onSale(
    "SendSale",
    ({ state }) => state === "released",
    async (sale, { world }) => {
      const [order] = await world.inOngoing(`${sale.id}-1`)
      if (order === undefined) return
      const { orderId } = order.orderInfo
      sale.state = "sent"
      await world.act(orderId, "release", "allocate", "pick")
      await world.warehouse(`orders/${orderId}/ship`, {
        parcels: [{ parcelNumber: `P-${sale.id}`, waybill: `W-${sale.id}` }]
      })
      await world.act(orderId, "collect")
    }
  ),
  syncStock,
  // Longer than Ongoing tells of changes.
  fc.constant(
    command<StockModel>(
      "Pass(26 hours)",
      () => true,
      (_, rig) => rig.world.pass("26 hours")
    )
  )
]
