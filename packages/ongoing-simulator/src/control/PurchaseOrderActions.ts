import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { readBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { abandon, arrive, finish, receive, setPurchaseOrderStatus } from "../PurchaseOrderLifecycle.ts"
import { Refusal } from "../Refusal.ts"
import type { Act, Warehouse } from "../Warehouse.ts"
import { getPurchaseOrder } from "../wire/GetPurchaseOrder.ts"
import { recorder } from "./Events.ts"
import { LinesOfItems } from "./OrderAction.ts"

/** What the staff do with goods that arrive; each answers with the purchase order as the vendor's API shows it. */
export const purchaseOrderActions = (world: World<Warehouse>, app: BackDoorApp): void => {
  const action = <S extends Schema.ConstraintDecoder<unknown>>(
    name: string,
    schema: S,
    run: (order: PurchaseOrder, body: S["Type"], act: Act) => PurchaseOrder | Refusal
  ) =>
    app.post(`/purchaseOrders/:purchaseOrderId{[0-9]+}/${name}`, async (context) => {
      const body = await readBody(context, schema)
      const id = Number(context.req.param("purchaseOrderId"))
      const order = world.state.purchaseOrders.get(id)
      if (order === undefined) throw new BackDoorError(404, `There is no purchase order with purchaseOrderId ${id}.`)
      const done = run(order, body, { now: world.clock.now(), record: recorder(world, name, null) })
      if (done instanceof Refusal) throw new BackDoorError(409, done.message)
      return Response.json(getPurchaseOrder(world.state, done))
    })

  action("arrive", Schema.Struct({}), (order, _, act) => arrive(world.state, order, act))
  action("receive", LinesOfItems, (order, { lines }, act) => receive(world.state, order, lines, act))
  action("status", Schema.Struct({ number: Schema.Int }), (order, { number }, act) =>
    setPurchaseOrderStatus(world.state, order, number, act)
  )
  action("finish", Schema.Struct({ accept: Schema.optionalKey(Schema.Boolean) }), (order, { accept = false }, act) =>
    finish(world.state, order, accept, act)
  )
  action("cancel", Schema.Struct({}), (order, _, act) => abandon(world.state, order, act))
}
