import fc from "fast-check"
import { type Command, command, often } from "./Model.ts"
import { sum } from "./OrderModel.ts"
import { orderId, plus, type ReturnModel } from "./ReturnModel.ts"
import type { Rig } from "./Rig.ts"

/** Faults end before Omnium's settings change: what is on its way then would end either way. */
const settled = async (model: ReturnModel, rig: Rig): Promise<void> => {
  await rig.settle()
  await model.isReached(rig)
}

const returnSettings = (refusing: boolean) => ({
  returnSettings: {
    returnTypes: [{ id: "Angrerett" }],
    ...(refusing ? {} : { defaultReturnOrderType: "Online", defaultUpdateStock: true })
  }
})

export const setRefusing = (model: ReturnModel, rig: Rig, refusing: boolean): Promise<unknown> => {
  model.refusing = refusing
  return rig.world.omniumBack("PUT", "orderSettings", returnSettings(refusing))
}

const hasDead = ({ dead }: Pick<ReturnModel, "dead">): boolean => sum(dead) > 0

interface Back {
  readonly row: string
  readonly quantity: number
  readonly cause?: string | undefined
}

export const comeBack = async (model: ReturnModel, { world }: Rig, { row, quantity, cause }: Back): Promise<void> => {
  model.returned = plus(model.returned, row, quantity)
  await world.warehouse(`orders/${model.orderInOngoing}/return`, {
    lines: [{ rowNumber: row, quantity, ...(cause === undefined ? {} : { cause }) }]
  })
}

export const comesBack: fc.Arbitrary<Command<ReturnModel>> = fc
  .record({
    row: fc.constantFrom("1", "2"),
    quantity: fc.constantFrom(0.5, 1, 2, 3),
    cause: fc.constantFrom(undefined, "Angrerett", "Moths in it")
  })
  .map((back) =>
    command<ReturnModel>(
      `ComesBack(${back.quantity} of ${back.row}, ${back.cause})`,
      ({ sent, returned }) => (sent[back.row] ?? 0) - (returned[back.row] ?? 0) >= back.quantity,
      (model, rig) => comeBack(model, rig, back)
    )
  )

const retried = async (model: ReturnModel, rig: Rig): Promise<void> => {
  await rig.retry()
  if (model.refusing) return
  for (const [row, quantity] of Object.entries(model.dead)) model.made = plus(model.made, row, quantity)
  model.dead = {}
}

/** While everything else goes on. */
export const retryAtOnce: fc.Arbitrary<Command<ReturnModel>> = fc.constant(
  command<ReturnModel>("RetryAtOnce", hasDead, retried)
)

export const returnCommands: ReadonlyArray<fc.Arbitrary<Command<ReturnModel>>> = [
  ...often(comesBack),
  fc.constant(
    command<ReturnModel>(
      "OmniumRefusesReturns",
      ({ refusing }) => !refusing,
      async (model, rig) => {
        await settled(model, rig)
        await setRefusing(model, rig, true)
      }
    )
  ),
  fc.constant(
    command<ReturnModel>(
      "OmniumIsMended",
      ({ refusing }) => refusing,
      async (model, rig) => {
        await settled(model, rig)
        await setRefusing(model, rig, false)
      }
    )
  ),
  ...often(
    fc.constant(
      command<ReturnModel>("RetryReturns", hasDead, async (model, rig) => {
        await settled(model, rig)
        await retried(model, rig)
        await settled(model, rig)
      })
    )
  ),
  fc.constant(
    command<ReturnModel>("DismissReturns", hasDead, async (model, rig) => {
      await settled(model, rig)
      for (const { id } of await rig.shown(orderId)) {
        await rig.world.admin("POST", `/api/items/${id}/dismiss`, { note: "Refunded by hand." })
        await rig.world.quiet()
      }
      for (const [row, quantity] of Object.entries(model.dead)) model.dismissed = plus(model.dismissed, row, quantity)
      model.dead = {}
      await settled(model, rig)
    })
  ),
  fc.constant(
    command<ReturnModel>(
      "ForgetJournal",
      (model) => !hasDead(model) && sum(model.dismissed) === 0 && !model.refusing,
      async (_, rig) => {
        if (rig.world.isDead) await rig.restart()
        rig.world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM audits"))
      }
    )
  )
]
