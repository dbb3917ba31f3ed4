import { Schema } from "effect"
import { addWayBillRow, changeWayBillRow, deleteWayBillRow, wayBillRowsOf } from "../WayBillRows.ts"
import { decimal, Integer, integer, optional, text } from "../wire/Fields.ts"
import { getWayBillRow } from "../wire/GetWayBillRow.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import { PostParcelType } from "./Parcels.ts"

const NumberOfPackages = Integer.check(Schema.isGreaterThanOrEqualTo(0))

const described = {
  weight: decimal,
  volume: decimal,
  length: decimal,
  width: decimal,
  height: decimal,
  loadMeters: decimal,
  approvedNumberOfPackages: integer,
  comment: text,
  category: text
}
export const PostRow = Schema.Struct({ numberOfPackages: NumberOfPackages, parcelType: PostParcelType, ...described })
export const PatchRow = Schema.Struct({
  numberOfPackages: optional(NumberOfPackages),
  parcelType: optional(PostParcelType),
  ...described
})

const path = "/orders/:orderId{[0-9]+}/wayBillRows"
const one = `${path}/:wayBillRowId{[0-9]+}`

/** The lines of an order's waybill. They come from whoever books the transport, and move no time of change. */
export const wayBillRows = (api: Api, desk: Desk): void => {
  api.get(path, (ask) => {
    const order = desk.order(ask)
    const rows = wayBillRowsOf(desk.warehouse, order)
    return Response.json(rows.map((row) => getWayBillRow(desk.warehouse, order.ownerId, row)))
  })
  api.post(path, async (ask) => {
    const sent = await desk.body(ask, PostRow, "m")
    return stored(desk.granted(addWayBillRow(desk.warehouse, desk.order(ask), sent, desk.act(ask))).id)
  })
  api.patch(one, async (ask) => {
    const { numberOfPackages, parcelType, ...rest } = await desk.body(ask, PatchRow, "m")
    const change = {
      ...rest,
      ...(typeof numberOfPackages === "number" && { numberOfPackages }),
      ...(parcelType && { parcelType })
    }
    return stored(desk.granted(changeWayBillRow(desk.warehouse, desk.order(ask), rowId(ask), change, desk.act(ask))).id)
  })
  api.delete(one, (ask) => {
    desk.granted(deleteWayBillRow(desk.warehouse, desk.order(ask), rowId(ask), desk.act(ask)))
    // The vendor declares the answer of the parcels for this one.
    return Response.json({ parcelId: rowId(ask), success: true, message: null })
  })
}

const rowId = (ask: Ask): number => Number(ask.req.param("wayBillRowId"))

const stored = (wayBillRowId: number): Response => Response.json({ wayBillRowId, success: true, message: null })
