import { Schema } from "effect"
import { type Order, type OrderHeader, pickedOn, returnedOn, shownOn } from "../Order.ts"
import { setStatus } from "../OrderLifecycle.ts"
import { patchHeader, patchLine, patchWaybills, renumber, report, reportAll } from "../OrderPatch.ts"
import { putTextLine } from "../OrderTextLines.ts"
import type { Refusal } from "../Refusal.ts"
import { register } from "../Register.ts"

import { Decimal, Instant, requiredTextUpTo } from "../wire/Fields.ts"
import { PatchOrder, PatchOrderLine } from "../wire/PatchOrder.ts"
import { TextLine } from "../wire/PostOrder.ts"

import { invalid } from "./ApiError.ts"
import { type Api, type Ask, type Desk, opaque } from "./Desk.ts"

type Header = Partial<OrderHeader>

/** The header fields that are patched alone: the last part of the path, the body, and what it changes. */
export const headerPatches = [
  one("goodsOwnerOrderId", requiredTextUpTo(50)),
  one("deliveryDate", Instant),
  one("orderRemark", Schema.String.check(Schema.isMaxLength(500))),
  one("warehouseInstruction", Schema.String.check(Schema.isMaxLength(500))),
  one("servicePointCode", Schema.String.check(Schema.isMaxLength(50))),
  one("freeText1", Schema.String),
  one("freeText2", Schema.String),
  one("freeText3", Schema.String),
  one("freightPrice", Schema.NullOr(Decimal)),
  one("invoiceUrl", Schema.String.check(Schema.isMaxLength(200)))
]

export const orderPatches = (api: Api, desk: Desk): void => {
  const patch = <S extends Schema.ConstraintDecoder<unknown>>(
    path: string,
    schema: S,
    apply: (order: Order, body: S["Type"], act: ReturnType<Desk["act"]>, ask: Ask) => Order | Refusal
  ) =>
    api.patch(`/orders/:orderId{[0-9]+}/${path}`, async (ask) => {
      const body = await desk.body(ask, schema, "m")
      return patched(desk.granted(apply(desk.order(ask), body, desk.act(ask), ask)))
    })
  const header = (order: Order, change: Header, act: ReturnType<Desk["act"]>) =>
    patchHeader(desk.warehouse, order, change, act)

  for (const { path, schema, change } of headerPatches)
    patch(path, schema, (order, body, act) => header(order, change(body), act))
  patch("orderStatus", PatchOrder.orderStatus, (order, body, act) =>
    setStatus(desk.warehouse, order, body.orderStatusNumber, act)
  )
  patch("orderNumber", PatchOrder.orderNumber, (order, body, act) =>
    renumber(desk.warehouse, order, body.orderNumber, act)
  )
  patch("waybill", PatchOrder.waybill, (order, body, act) =>
    patchWaybills(desk.warehouse, order, { wayBill: body.waybill }, act)
  )
  patch("returnWaybill", PatchOrder.returnWaybill, (order, body, act) =>
    patchWaybills(desk.warehouse, order, { returnWayBill: body.returnWaybill }, act)
  )
  patch("transporter", PatchOrder.transporter, (order, body, act) => header(order, { transporter: body }, act))
  patch("consigneeAndOrderNotifications", PatchOrder.consigneeAndOrderNotifications, (order, body, act) =>
    header(order, { ...(body.consignee && { consignee: body.consignee }), ...presentOf(body.orderNotification) }, act)
  )
  const setClasses = (order: Order, sent: NonNullable<OrderHeader["classes"]>, act: ReturnType<Desk["act"]>) => {
    if (sent.some((each) => (each.code ?? "") === "")) throw invalid({ "m.classes": ["Each class needs a code."] })
    for (const each of sent) register(desk.warehouse, desk.warehouse.orderClasses, order.ownerId, each, act)
    return header(order, { classes: sent }, act)
  }
  patch("setOrderClasses", PatchOrder.setOrderClasses, (order, body, act) => setClasses(order, body.classes ?? [], act))
  patch("addOrderClasses", PatchOrder.addOrderClasses, (order, body, act) => {
    const known = order.header.classes ?? []
    const added = (body.classes ?? []).filter((each) => !known.some((other) => other.code === each.code))
    return setClasses(order, [...known, ...added], act)
  })
  api.delete("/orders/:orderId{[0-9]+}/classes", (ask) => {
    const query = desk.query(ask, { onlyDeleteParcelTypeSuggestionOrderClasses: "flag" })
    const order = desk.order(ask)
    const kept = (order.header.classes ?? []).filter(
      (each) => query.onlyDeleteParcelTypeSuggestionOrderClasses === true && each.isParcelTypeSuggestion !== true
    )
    return patched(desk.granted(header(order, { classes: kept }, desk.act(ask))))
  })

  patch("lines/:orderLineId{[0-9]+}/comment", PatchOrderLine.comment, (order, body, act, ask) =>
    patchLine(desk.warehouse, order, lineId(ask), (sent) => ({ ...sent, ...body }), act)
  )
  for (const price of ["linePrice", "customerLinePrice"] as const)
    patch<(typeof PatchOrderLine)[typeof price]>(
      `lines/:orderLineId{[0-9]+}/${price}`,
      PatchOrderLine[price],
      (order, body, act, ask) =>
        patchLine(desk.warehouse, order, lineId(ask), (sent) => ({ ...sent, prices: { ...sent.prices, ...body } }), act)
    )
  api.put("/orders/:orderId{[0-9]+}/orderTextLines", async (ask) => {
    const line = await desk.body(ask, TextLine, "m")
    const orderTextLineId = desk.granted(putTextLine(desk.warehouse, desk.order(ask), line, desk.act(ask)))
    return Response.json({ orderTextLineId, success: true, message: null })
  })

  patch(
    "lines/:orderLineId{[0-9]+}/reportedNumberOfItems",
    PatchOrderLine.reportedNumberOfItems,
    (order, body, act, ask) => report(desk.warehouse, order, lineId(ask), { reported: body.reportedNumberOfItems }, act)
  )
  api.patch("/orders/:orderId{[0-9]+}/setReportedNumberOfItemsToPickedNumberOfItems", (ask) =>
    patched(
      reportAll(
        desk.warehouse,
        desk.order(ask),
        (line, order) => ({ ...line, reported: shownOn(order, line, pickedOn) }),
        desk.act(ask)
      )
    )
  )
  api.patch("/orders/:orderId{[0-9]+}/lines/:orderLineId{[0-9]+}/reportedReturnedNumberOfItems", async (ask) => {
    const body = await desk.body(ask, PatchOrderLine.reportedReturnedNumberOfItems, "m")
    const change = { reportedReturned: body.reportedReturnedNumberOfItems }
    desk.granted(report(desk.warehouse, desk.order(ask), lineId(ask), change, desk.act(ask)))
    return opaque()
  })
  api.patch("/orders/:orderId{[0-9]+}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems", (ask) => {
    const query = desk.query(ask, { onlyUpdateOrderLinesWhichHaveReturnedItems: "flag" })
    reportAll(
      desk.warehouse,
      desk.order(ask),
      (line, order) => {
        const returned = shownOn(order, line, returnedOn)
        return query.onlyUpdateOrderLinesWhichHaveReturnedItems === true && returned === 0
          ? line
          : { ...line, reportedReturned: returned }
      },
      desk.act(ask)
    )
    return opaque()
  })
}

const lineId = (ask: Ask): number => Number(ask.req.param("orderLineId"))

const patched = (order: Order): Response =>
  Response.json({ orderId: order.id, message: `Order '${order.number}' was updated.` })

const presentOf = (
  notifications: (typeof PatchOrder.consigneeAndOrderNotifications.Type)["orderNotification"]
): Header => Object.fromEntries(Object.entries(notifications ?? {}).filter(([, notification]) => notification !== null))

function one<Name extends keyof OrderHeader & string, S extends Schema.ConstraintDecoder<unknown>>(
  path: Name,
  member: S
) {
  return {
    path,
    schema: Schema.Struct({ [path]: member }),
    // The body was decoded by the schema beside it, whose one member is this field of the header.
    change: (body: unknown) => body as Header
  }
}
