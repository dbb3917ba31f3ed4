import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { readBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import { base64 } from "../Base64.ts"
import { addFile } from "../Files.ts"
import { labelPdf } from "../LabelPdf.ts"
import { attachLabels } from "../Labels.ts"
import type { Order } from "../Order.ts"
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
import { Refusal } from "../Refusal.ts"
import type { Act, Warehouse } from "../Warehouse.ts"
import { getOrder } from "../wire/GetOrder.ts"
import { recorder } from "./Events.ts"

const Quantity = Schema.Finite.check(Schema.isGreaterThan(0))
const Line = Schema.Struct({ rowNumber: Schema.String, quantity: Quantity })
const Lines = Schema.Struct({ lines: Schema.optionalKey(Schema.Array(Line)) })
const Nothing = Schema.Struct({})
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
        comment: Schema.optionalKey(Schema.String)
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
  const action = <S extends Schema.ConstraintDecoder<unknown>>(
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

  action("release", Nothing, (order, _, act) => release(world.state, order, act))
  action("allocate", Lines, (order, { lines }, act) => allocate(world.state, order, lines, act))
  action("pick", Lines, (order, { lines }, act) => pick(world.state, order, lines, act))
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
      if (labels === true) granted(attachLabels(world.state, shipped, act))
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

const granted = <A>(result: A | Refusal): A => {
  if (result instanceof Refusal) throw new BackDoorError(409, result.message)
  return result
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
