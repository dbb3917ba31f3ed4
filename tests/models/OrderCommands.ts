import fc from "fast-check"
import { type Command, command, often } from "./Model.ts"
import { isSent, isShown, leftOf, type ModelOrder, type OrderModel, type Rows, sum } from "./OrderModel.ts"
import type { Rig } from "./Rig.ts"

const skus = ["0123ABC", "0124VKX"]
const anyRow = fc.constantFrom("1", "2")
const few = fc.integer({ min: 1, max: 5 })

type ById = (order: ModelOrder, rig: Rig) => Promise<unknown>

/** Something done with one of the orders that it can be done with. */
const withOrder = (name: string, nth: number, may: (order: ModelOrder) => boolean, act: ById): Command<OrderModel> =>
  command(
    `${name} of ${nth}`,
    ({ orders }) => [...orders.values()].some(may),
    async ({ orders }, rig) => {
      const fit = [...orders.values()].filter(may)
      const order = fit[nth % fit.length]
      if (order !== undefined) await act(order, rig)
    }
  )

const nth = fc.nat({ max: 2 })

const onOrder = (name: string, may: (order: ModelOrder) => boolean, act: ById) =>
  nth.map((each) => withOrder(name, each, may, act))

/** The warehouse does what it does with an order that it has got. */
const inWarehouse = async ({ id }: ModelOrder, rig: Rig, act: (orderId: number) => Promise<unknown>): Promise<void> => {
  const [found] = await rig.world.inOngoing(`${id}-1`)
  if (found !== undefined && found.orderInfo.orderStatus.number !== 1000) await act(found.orderInfo.orderId)
}

const want = (order: ModelOrder, wanted: Rows): void => {
  order.wanted = wanted
  order.versions.push(wanted)
}

const without = (rows: Rows, row: string): Rows =>
  Object.fromEntries(Object.entries(rows).filter(([each]) => each !== row))

const isEditable = ({ cancelled, warehouse, sent, wanted }: ModelOrder): boolean =>
  !cancelled && warehouse !== "cancelled" && sum(sent) === 0 && sum(wanted) > 0

const rowsLeft = (order: ModelOrder): ReadonlyArray<string> =>
  Object.keys(order.content).filter((row) => leftOf(order, row) > 0)

const works = (order: ModelOrder): boolean => order.warehouse === "works"

/** Parcels are numbered through, so that each has a waybill of its own. */
const parcelOf = ({ id, parcels }: ModelOrder) => {
  const waybill = `W-${id}-${parcels.length + 1}`
  return { parcelNumber: `P-${id}-${parcels.length + 1}`, waybill }
}

const placed = (id: string, quantities: ReadonlyArray<number>, released: boolean): ModelOrder => {
  const wanted = Object.fromEntries(quantities.map((quantity, index) => [`${index + 1}`, quantity]))
  return {
    id,
    wanted,
    versions: [wanted],
    released,
    cancelled: false,
    warehouse: "waits",
    content: {},
    picked: {},
    sent: {},
    parcels: [],
    short: false,
    place: -1
  }
}

export const order = async (
  { orders }: OrderModel,
  { world }: Rig,
  quantities: ReadonlyArray<number>,
  released: boolean
): Promise<void> => {
  const id = `A-${orders.size + 1}`
  orders.set(id, placed(id, quantities, released))
  await world.place(id, { lines: quantities.map((quantity, index) => ({ sku: skus[index] ?? "", quantity })) })
  if (released) await world.release(id)
}

export const orderCommands: ReadonlyArray<fc.Arbitrary<Command<OrderModel>>> = [
  ...often(
    fc.tuple(fc.array(few, { minLength: 1, maxLength: 2 }), fc.boolean()).map(([quantities, released]) =>
      command<OrderModel>(
        `${released ? "Order" : "Place"}(${quantities})`,
        ({ orders }) => orders.size < 3,
        (model, rig) => order(model, rig, quantities, released)
      )
    )
  ),
  onOrder(
    "Release",
    ({ released, cancelled }) => !released && !cancelled,
    async (order, { world }) => {
      order.released = true
      await world.release(order.id)
    }
  ),
  fc.tuple(nth, anyRow, few).map(([each, row, quantity]) =>
    withOrder(
      `Edit(${row}, ${quantity})`,
      each,
      (order) => isEditable(order) && row in order.wanted,
      async (order, { world }) => {
        want(order, { ...order.wanted, [row]: quantity })
        await world.omnium("PATCH", `/Orders/${order.id}/PatchUpdateOrderLines`, [{ lineItemId: row, quantity }])
      }
    )
  ),
  fc.tuple(nth, anyRow).map(([each, row]) =>
    withOrder(
      `CancelLine(${row})`,
      each,
      (order) => isEditable(order) && row in order.wanted,
      async (order, { world }) => {
        want(order, without(order.wanted, row))
        await world.omnium("POST", `/Orders/${order.id}/OrderLines/${row}/Cancel`)
      }
    )
  ),
  onOrder(
    "Cancel",
    ({ cancelled, warehouse }) => !cancelled && warehouse !== "cancelled",
    async (order, { world }) => {
      order.cancelled = true
      await world.omnium("POST", `/Orders/${order.id}/UpdateStatus`, { status: "OrderCanceled" })
    }
  ),
  onOrder(
    "WarehouseCancels",
    ({ released, warehouse, cancelled }) => released && warehouse === "waits" && !cancelled,
    (order, rig) =>
      inWarehouse(order, rig, async (orderId) => {
        order.warehouse = "cancelled"
        await rig.world.ongoingApi("DELETE", `/orders/${orderId}`)
      })
  ),
  ...often(
    onOrder(
      "Begin",
      ({ released, warehouse }) => released && warehouse === "waits",
      (order, rig) =>
        inWarehouse(order, rig, async (orderId) => {
          await rig.world.act(orderId, "release", "allocate")
          order.warehouse = "works"
          const [begun] = await rig.world.inOngoing(`${order.id}-1`)
          // Which of the versions that is, is looked at after each step.
          order.content = Object.fromEntries(
            (begun?.orderLines ?? []).map((line) => [line.rowNumber, line.orderedNumberOfItems])
          )
        })
    )
  ),
  ...often(
    fc.tuple(nth, fc.nat({ max: 1 }), few).map(([each, nthRow, most]) =>
      withOrder(
        `Pick(row ${nthRow}, ${most})`,
        each,
        (order) => works(order) && !isSent(order) && rowsLeft(order).length > 0,
        (order, rig) =>
          inWarehouse(order, rig, async (orderId) => {
            const rows = rowsLeft(order)
            const row = rows[nthRow % rows.length] ?? ""
            const quantity = Math.min(most, leftOf(order, row))
            order.picked = { ...order.picked, [row]: (order.picked[row] ?? 0) + quantity }
            await rig.world.warehouse(`orders/${orderId}/pick`, { lines: [{ rowNumber: row, quantity }] })
          })
      )
    )
  ),
  ...often(
    onOrder(
      "Ship",
      (order) => !isSent(order) && sum(order.picked) > sum(order.sent),
      (order, rig) =>
        inWarehouse(order, rig, async (orderId) => {
          const parcel = parcelOf(order)
          order.sent = order.picked
          order.parcels.push(parcel.waybill)
          await rig.world.warehouse(`orders/${orderId}/ship`, { parcels: [parcel] })
        })
    )
  ),
  ...often(
    onOrder(
      "AddParcel",
      ({ sent }) => sum(sent) > 0,
      (order, rig) =>
        inWarehouse(order, rig, async (orderId) => {
          const parcel = parcelOf(order)
          order.parcels.push(parcel.waybill)
          await rig.world.warehouse(`orders/${orderId}/addParcel`, parcel)
        })
    )
  ),
  onOrder(
    "CloseShort",
    (order) => sum(order.sent) > 0 && sum(order.sent) === sum(order.picked) && !isSent(order),
    (order, rig) =>
      inWarehouse(order, rig, async (orderId) => {
        order.short = true
        await rig.world.act(orderId, "closeShort")
      })
  ),
  onOrder(
    "SetBack",
    (order) => isShown(order, "Ship"),
    (order, rig) =>
      inWarehouse(order, rig, (orderId) =>
        rig.world.ongoingApi("PATCH", `/orders/${orderId}/orderStatus`, { orderStatusNumber: 400 })
      )
  ),
  onOrder(
    "Collect",
    (order) => isSent(order) && !order.short,
    (order, rig) => inWarehouse(order, rig, (orderId) => rig.world.act(orderId, "collect").catch(() => {}))
  ),
  fc.constant(
    command(
      "RetryAll",
      () => true,
      (_, rig) => rig.retry()
    )
  )
]
