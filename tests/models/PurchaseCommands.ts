import fc from "fast-check"
import { purchase, purchaseOrders, receive } from "../support/Purchase.ts"
import { type Command, command, often } from "./Model.ts"
import { isGivenUp, type ModelPurchase, type PurchaseModel } from "./PurchaseModel.ts"
import type { Rig } from "./Rig.ts"

const nth = fc.nat({ max: 1 })

/** The warehouse does something with one of the purchase orders that it can be done with, and that it has got. */
const inWarehouse = (
  name: string,
  each: number,
  may: (purchase: ModelPurchase) => boolean,
  act: (purchase: ModelPurchase, rig: Rig, purchaseOrder: number, model: PurchaseModel) => Promise<unknown>
): Command<PurchaseModel> =>
  command(
    `${name} of ${each}`,
    ({ purchases }) => [...purchases.values()].some(may),
    async (model, rig) => {
      const fit = [...model.purchases.values()].filter(may)
      const one = fit[each % fit.length]
      const [order] = one === undefined ? [] : await purchaseOrders(rig.world, one.id)
      if (one !== undefined && order !== undefined) {
        await act(one, rig, order.purchaseOrderInfo.purchaseOrderId, model)
      }
    }
  )

const isOpen = ({ status }: ModelPurchase): boolean => status < 400

const settled = async (model: PurchaseModel, rig: Rig): Promise<void> => {
  await rig.settle()
  await model.isReached(rig)
}

const setStatus = (rig: Rig, purchaseOrder: number, number: number) =>
  rig.world.warehouse(`purchaseOrders/${purchaseOrder}/status`, { number })

export const buy = async ({ purchases }: PurchaseModel, { world }: Rig, quantities: ReadonlyArray<number>) => {
  const id = `D-${purchases.size + 1}`
  const received = quantities.map(() => 0)
  purchases.set(id, { id, quantities, received, status: 200, wasGivenUp: false })
  await purchase(world, id, { quantities })
}

/** What may happen while calls are on their way. */
export const plainPurchaseCommands: ReadonlyArray<fc.Arbitrary<Command<PurchaseModel>>> = [
  ...often(
    fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 2 }).map((quantities) =>
      command<PurchaseModel>(
        `Buy(${quantities})`,
        ({ purchases }) => purchases.size < 2,
        (model, rig) => buy(model, rig, quantities)
      )
    )
  ),
  ...often(
    fc.tuple(nth, nth, fc.constantFrom(0.5, 1, 2, 4, 8)).map(([each, line, quantity]) =>
      inWarehouse(`Receive(${quantity}, line ${line})`, each, isOpen, async (one, rig, purchaseOrder) => {
        const of = line % one.quantities.length
        one.received = one.received.with(of, (one.received[of] ?? 0) + quantity)
        one.status = 300
        await receive(rig.world, purchaseOrder, { [`${one.id}-${of + 1}`]: quantity })
      })
    )
  ),
  nth.map((each) =>
    inWarehouse(
      "Finish",
      each,
      (one) => isOpen(one) && one.received.some((quantity) => quantity > 0),
      async (one, rig, purchaseOrder) => {
        const isComplete = one.received.every((quantity, line) => quantity === one.quantities[line])
        one.status = isComplete ? 500 : 400
        await rig.world.warehouse(`purchaseOrders/${purchaseOrder}/finish`)
      }
    )
  )
]

export const purchaseCommands: ReadonlyArray<fc.Arbitrary<Command<PurchaseModel>>> = [
  ...plainPurchaseCommands,
  fc.tuple(nth, fc.constantFrom(900, 1000)).map(([each, number]) =>
    inWarehouse(`GiveUp(${number})`, each, isOpen, async (one, rig, purchaseOrder, model) => {
      // What was taken in after a first end counts only if it is seen before the second.
      if (one.wasGivenUp) await settled(model, rig)
      one.status = number
      await setStatus(rig, purchaseOrder, number)
    })
  ),
  nth.map((each) =>
    inWarehouse("Revive", each, isGivenUp, async (one, rig, purchaseOrder, model) => {
      await settled(model, rig)
      one.status = 300
      await setStatus(rig, purchaseOrder, 300)
    })
  )
]
