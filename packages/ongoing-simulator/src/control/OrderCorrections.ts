import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import { attachLabels } from "../Labels.ts"
import { mendError, putInError } from "../OrderError.ts"
import { arriveAtPickUpPoint } from "../OrderLifecycle.ts"
import { deleteParcel } from "../OrderParcels.ts"
import { patchHeader } from "../OrderPatch.ts"
import { undoAllocation, undoPick, unpack } from "../OrderUndo.ts"
import { missing } from "../Refusal.ts"
import type { Warehouse } from "../Warehouse.ts"
import { Lines, Nothing, orderAction } from "./OrderAction.ts"

const ParcelName = Schema.Struct({ parcelNumber: Schema.NonEmptyString })

/** What the staff take back, mend and add on an order. */
export const orderCorrections = (world: World<Warehouse>, app: BackDoorApp): void => {
  const action = orderAction(world, app)

  action("undoAllocation", Lines, (order, { lines }, act) => undoAllocation(world.state, order, lines, act))
  action("undoPick", Lines, (order, { lines }, act) => undoPick(world.state, order, lines, act))
  action("unpack", Schema.Struct({ ...ParcelName.fields, ...Lines.fields }), (order, { parcelNumber, lines }, act) =>
    unpack(world.state, order, parcelNumber, lines, act)
  )
  action("removeParcel", ParcelName, (order, { parcelNumber }, act) => {
    const parcel = order.parcels.find((each) => each.number === parcelNumber)
    return parcel === undefined
      ? missing(`Order '${order.number}' has no parcel with number '${parcelNumber}'.`)
      : deleteParcel(world.state, order, parcel.id, act)
  })
  action("attachLabel", Nothing, (order, _, act) => attachLabels(world.state, order, ["label"], act) ?? order)
  action("attachReturnLabel", Nothing, (order, _, act) => attachLabels(world.state, order, ["return"], act) ?? order)
  action("pickUpPoint", Nothing, (order, _, act) => arriveAtPickUpPoint(world.state, order, act))
  action("error", Nothing, (order, _, act) => putInError(world.state, order, act))
  action("mendError", Nothing, (order, _, act) => mendError(world.state, order, act))
  action("editRemark", Schema.Struct({ remark: Schema.String.check(Schema.isMaxLength(500)) }), (order, body, act) =>
    patchHeader(world.state, order, { orderRemark: body.remark }, act)
  )
}
