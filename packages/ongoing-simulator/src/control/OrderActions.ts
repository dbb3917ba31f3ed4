import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import { base64 } from "../Base64.ts"
import { addFile } from "../Files.ts"
import { labelPdf } from "../LabelPdf.ts"
import { attachLabels, labelKinds } from "../Labels.ts"
import {
  allocate,
  backOrder,
  closeShort,
  collect,
  pick,
  refuseCancel,
  refuseShipping,
  release,
  ship
} from "../OrderLifecycle.ts"
import { type PackedParcel, pack, putParcel } from "../OrderParcels.ts"
import { returnGoods } from "../OrderReturn.ts"
import { substitute } from "../OrderSubstitution.ts"
import type { Warehouse } from "../Warehouse.ts"
import { granted, Line, Lines, LinesOfItems, Nothing, orderAction, Quantity } from "./OrderAction.ts"

const Parcel = Schema.Struct({
  parcelNumber: Schema.NonEmptyString,
  waybill: Schema.optionalKey(Schema.NonEmptyString),
  trackingUrl: Schema.optionalKey(Schema.String),
  isReturn: Schema.optionalKey(Schema.Boolean),
  weight: Schema.optionalKey(Schema.Finite),
  lines: Schema.optionalKey(Schema.Array(Line))
})
const { lines: _lines, ...parcelWithoutLines } = Parcel.fields
const ReturnLines = Schema.Struct({
  lines: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        ...Line.fields,
        cause: Schema.optionalKey(Schema.String),
        comment: Schema.optionalKey(Schema.String),
        scrap: Schema.optionalKey(Schema.Boolean)
      })
    )
  ),
  returnOrderId: Schema.optionalKey(Schema.Int)
})

const Substitute = Schema.Struct({
  rowNumber: Schema.String,
  articleNumber: Schema.String,
  quantity: Schema.optionalKey(Quantity)
})

/** What the staff do with an order; each answers with the order as the vendor's API shows it. */
export const orderActions = (world: World<Warehouse>, app: BackDoorApp): void => {
  const action = orderAction(world, app)

  action("release", Nothing, (order, _, act) => release(world.state, order, act))
  action("allocate", Lines, (order, { lines }, act) => allocate(world.state, order, lines, act))
  action("pick", LinesOfItems, (order, { lines }, act) => pick(world.state, order, lines, act))
  action("pack", Schema.Struct({ parcels: Schema.Array(Parcel) }), (order, { parcels }, act) =>
    pack(world.state, order, parcels.map(packed), act)
  )
  action(
    "ship",
    Schema.Struct({
      parcels: Schema.optionalKey(Schema.Array(Parcel)),
      labels: Schema.optionalKey(Schema.Boolean)
    }),
    (order, { parcels, labels }, act) => {
      granted(refuseShipping(world.state, order))
      const ready = parcels === undefined ? order : granted(pack(world.state, order, parcels.map(packed), act))
      const shipped = granted(ship(world.state, ready, act))
      if (labels === true) granted(attachLabels(world.state, shipped, labelKinds, act))
      return shipped
    }
  )
  action("collect", Nothing, (order, _, act) => collect(world.state, order, act))
  action("closeShort", Nothing, (order, _, act) => closeShort(world.state, order, act))
  action("backOrder", Nothing, (order, _, act) => granted(backOrder(world.state, order, act)).backOrder)
  action(
    "addParcel",
    Schema.Struct(parcelWithoutLines),
    (order, parcel, act) => granted(putParcel(world.state, order, packed(parcel), act)).order
  )
  action(
    "attachFile",
    Schema.Struct({
      fileName: Schema.NonEmptyString,
      mimeType: Schema.optionalKey(Schema.NonEmptyString),
      fileDataBase64: Schema.optionalKey(Schema.String.check(Schema.isBase64()))
    }),
    (order, { fileName, mimeType = "application/pdf", fileDataBase64 }, act) => {
      const fileData = fileDataBase64 ?? base64(labelPdf({ title: fileName, lines: [], barcode: order.number }))
      granted(addFile(world.state, `order/${order.id}`, { fileName, mimeType, fileDataBase64: fileData }, act))
      return order
    }
  )
  action("return", ReturnLines, (order, { lines, returnOrderId }, act) => {
    const returnOrder = returnOrderId === undefined ? undefined : world.state.returnOrders.get(returnOrderId)
    if (returnOrderId !== undefined && returnOrder === undefined)
      throw new BackDoorError(404, `There is no return order with returnOrderId ${returnOrderId}.`)
    return returnGoods(world.state, order, lines, returnOrder, act)
  })
  action("substitute", Substitute, (order, { rowNumber, articleNumber, quantity }, act) =>
    substitute(world.state, order, rowNumber, articleNumber, quantity, act)
  )
  action("refuseCancel", Schema.Struct({ on: Schema.Boolean }), (order, { on }, act) =>
    refuseCancel(world.state, order, on, act)
  )
}

const packed = ({
  parcelNumber,
  isReturn = false,
  waybill,
  trackingUrl,
  weight,
  ...rest
}: typeof Parcel.Type): PackedParcel => ({
  number: parcelNumber,
  isReturn,
  ...(waybill !== undefined && { waybill }),
  ...(trackingUrl !== undefined && { trackingUrl }),
  ...(weight !== undefined && { weight }),
  ...rest
})
