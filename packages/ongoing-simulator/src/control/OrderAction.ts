import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { readBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import type { Order } from "../Order.ts"
import { Refusal } from "../Refusal.ts"
import type { Act, Warehouse } from "../Warehouse.ts"
import { getOrder } from "../wire/GetOrder.ts"
import { recorder } from "./Events.ts"

export const Quantity = Schema.Finite.check(Schema.isGreaterThan(0))
export const Line = Schema.Struct({ rowNumber: Schema.String, quantity: Quantity })
export const Lines = Schema.Struct({ lines: Schema.optionalKey(Schema.Array(Line)) })
/** Lines of goods whose serial number, batch or date of expiry the staff read. */
export const LinesOfItems = Schema.Struct({
  lines: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        ...Line.fields,
        serial: Schema.optionalKey(Schema.String),
        batch: Schema.optionalKey(Schema.String),
        expiryDate: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{4}-\d\d-\d\d$/)))
      })
    )
  )
})
export const Nothing = Schema.Struct({})

/** Makes the route of one action. What cannot be done is 409 with the reason. */
export const orderAction =
  (world: World<Warehouse>, app: BackDoorApp) =>
  <S extends Schema.ConstraintDecoder<unknown>>(
    name: string,
    schema: S,
    run: (order: Order, body: S["Type"], act: Act) => Order | Refusal
  ) =>
    app.post(`/orders/:orderId{[0-9]+}/${name}`, async (context) => {
      const body = await readBody(context, schema)
      const id = Number(context.req.param("orderId"))
      const order = world.state.orders.get(id)
      if (order === undefined) throw new BackDoorError(404, `There is no order with orderId ${id}.`)
      const act = { now: world.clock.now(), record: recorder(world, name, null) }
      const done = granted(run(order, body, act))
      return Response.json(getOrder(world.state, done))
    })

export const granted = <A>(result: A | Refusal): A => {
  if (result instanceof Refusal) throw new BackDoorError(409, result.message)
  return result
}
