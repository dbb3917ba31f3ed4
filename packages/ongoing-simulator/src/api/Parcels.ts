import { Schema } from "effect"
import type { Order } from "../Order.ts"
import { changeParcel, deleteParcel, type NewParcel, putParcel } from "../OrderParcels.ts"
import { putTracking } from "../OrderPatch.ts"
import { parcelTypeOf } from "../ParcelTypes.ts"
import { decimal, integer, optional, RequiredText, text } from "../wire/Fields.ts"
import type { Api, Ask, Desk } from "./Desk.ts"

const Tracking = Schema.Struct({ waybill: RequiredText, trackingUrl: Schema.String }).annotate({
  identifier: "PostParcelTracking"
})
export const PutTracking = Schema.Struct({ ...Tracking.fields, isReturnTracking: Schema.Boolean }).annotate({
  identifier: "PutTrackingModel"
})

/** The vendor gives "delivery" in an example; the other value is not documented. */
const TransportAdministrationType = Schema.Literals(["delivery", "return"])

export const PostParcelType = Schema.Struct({ id: integer, code: text, name: text, operation: text }).annotate({
  identifier: "PostParcelType"
})

const parcelMembers = {
  advanced: optional(
    Schema.Struct({
      parcelType: optional(PostParcelType),
      parcelStatus: optional(Schema.Struct({ id: integer, code: text })),
      length: decimal,
      width: decimal,
      height: decimal,
      weight: decimal,
      comment: text
    }).annotate({ identifier: "PostParcelAdvanced" })
  ),
  tracking: optional(Tracking)
}

export const PutParcel = Schema.Struct({
  parcelNumber: RequiredText,
  transportAdministrationType: TransportAdministrationType,
  ...parcelMembers
}).annotate({ identifier: "PutParcelModel" })

export const ChangeParcel = Schema.Struct({
  parcelNumber: optional(RequiredText),
  transportAdministrationType: optional(TransportAdministrationType),
  ...parcelMembers
}).annotate({ identifier: "ChangeParcelModel" })

export const parcels = (api: Api, desk: Desk): void => {
  const typed = (ask: Ask, order: Order, { advanced }: Described) =>
    advanced?.parcelType && {
      typeCode: desk.granted(parcelTypeOf(desk.warehouse, order.ownerId, advanced.parcelType, desk.act(ask))).code
    }

  api.put("/orders/:orderId{[0-9]+}/parcels", async (ask) => {
    const sent = await desk.body(ask, PutParcel, "m")
    const order = desk.order(ask)
    const parcel: NewParcel = {
      number: sent.parcelNumber,
      isReturn: sent.transportAdministrationType === "return",
      ...describedBy(sent),
      ...typed(ask, order, sent)
    }
    const done = desk.granted(putParcel(desk.warehouse, order, parcel, desk.act(ask)))
    return parcelStored(done.parcel.id)
  })
  api.put("/orders/:orderId{[0-9]+}/parcels/:parcelId{[0-9]+}", async (ask) => {
    const sent = await desk.body(ask, ChangeParcel, "m")
    const order = desk.order(ask)
    const change = {
      ...(typeof sent.parcelNumber === "string" && { number: sent.parcelNumber }),
      ...(typeof sent.transportAdministrationType === "string" && {
        isReturn: sent.transportAdministrationType === "return"
      }),
      ...describedBy(sent),
      ...typed(ask, order, sent)
    }
    desk.granted(changeParcel(desk.warehouse, order, parcelId(ask), change, desk.act(ask)))
    return parcelStored(parcelId(ask))
  })
  api.delete("/orders/:orderId{[0-9]+}/parcels/:parcelId{[0-9]+}", (ask) => {
    desk.granted(deleteParcel(desk.warehouse, desk.order(ask), parcelId(ask), desk.act(ask)))
    return parcelStored(parcelId(ask))
  })
  api.put("/orders/:orderId{[0-9]+}/parcels/:parcelId{[0-9]+}/parcelTracking", async (ask) => {
    const { waybill, trackingUrl, isReturnTracking } = await desk.body(ask, PutTracking, "m")
    const change = { waybill, trackingUrl, isReturn: isReturnTracking }
    desk.granted(changeParcel(desk.warehouse, desk.order(ask), parcelId(ask), change, desk.act(ask)))
    return parcelStored(parcelId(ask))
  })
  api.put("/orders/:orderId{[0-9]+}/orderTracking", async (ask) => {
    const sent = await desk.body(ask, PutTracking, "m")
    putTracking(desk.warehouse, desk.order(ask), sent, desk.act(ask))
    return Response.json({ success: true, message: null })
  })
}

const parcelId = (ask: Ask): number => Number(ask.req.param("parcelId"))

const parcelStored = (id: number): Response => Response.json({ parcelId: id, success: true, message: null })

type Described = Pick<typeof PutParcel.Type, "advanced" | "tracking">

const describedBy = ({ advanced, tracking }: Described) => ({
  ...(tracking && { waybill: tracking.waybill, trackingUrl: tracking.trackingUrl }),
  ...(advanced && {
    length: advanced.length ?? null,
    width: advanced.width ?? null,
    height: advanced.height ?? null,
    weight: advanced.weight ?? null
  })
})
