import type { Schema } from "effect"
import type { PurchaseOrder, PurchaseOrderHeader, PurchaseOrderLine } from "../PurchaseOrder.ts"
import { setPurchaseOrderStatus } from "../PurchaseOrderLifecycle.ts"
import { patchPurchaseOrder, patchPurchaseOrderLine, reportReceived } from "../PurchaseOrderPatch.ts"
import { PatchPurchaseOrder as fields, PatchPurchaseOrderLine as lineFields } from "../wire/PatchPurchaseOrder.ts"
import { type Api, type Desk, opaque } from "./Desk.ts"

type Header = Partial<PurchaseOrderHeader>

const one = "/purchaseOrders/:purchaseOrderId{[0-9]+}"

export const purchaseOrderPatches = (api: Api, desk: Desk): void => {
  /** A PATCH whose body has one member, named as the last part of its path. */
  const patch = <S extends Schema.ConstraintDecoder<unknown>>(
    name: string,
    member: S,
    change: (header: PurchaseOrderHeader, value: S["Type"]) => Header
  ) =>
    api.patch(`${one}/${name}`, async (ask) => {
      const value = await desk.member(ask, name, member)
      const order = desk.purchaseOrder(ask)
      const header = change(order.header, value)
      return patched(desk.granted(patchPurchaseOrder(desk.warehouse, order, { header }, desk.act(ask))))
    })

  patch("inDate", fields.inDate, (_, inDate) => ({ inDate }))
  patch("advisedDate", fields.advisedDate, ({ advanced }, advisedDate) => ({
    advanced: { ...advanced, advisedDate }
  }))
  patch("purchaseOrderIsReturnType", fields.purchaseOrderIsReturnType, ({ advanced }, purchaseOrderIsReturnType) => ({
    advanced: { ...advanced, purchaseOrderIsReturnType }
  }))
  for (const name of ["freeText1", "freeText2", "freeText3", "freeText4", "freeText5"] as const)
    patch(name, fields[name], ({ freeValues }, value) => ({ freeValues: { ...freeValues, [name]: value } }))
  for (const [name, member] of [
    ["freeBool1", "freeBoolean1"],
    ["freeBool2", "freeBoolean2"]
  ] as const)
    patch(name, fields[name], ({ freeValues }, value) => ({ freeValues: { ...freeValues, [member]: value } }))

  api.patch(`${one}/purchaseOrderNumber`, async (ask) => {
    const number = await desk.member(ask, "purchaseOrderNumber", fields.purchaseOrderNumber)
    return patched(desk.granted(patchPurchaseOrder(desk.warehouse, desk.purchaseOrder(ask), { number }, desk.act(ask))))
  })
  api.patch(`${one}/purchaseOrderStatus`, async (ask) => {
    const number = await desk.member(ask, "purchaseOrderStatusNumber", fields.purchaseOrderStatusNumber)
    const order = desk.purchaseOrder(ask)
    return patched(desk.granted(setPurchaseOrderStatus(desk.warehouse, order, number, desk.act(ask))))
  })

  const patchLine = <S extends Schema.ConstraintDecoder<unknown>>(
    name: string,
    member: S,
    change: (line: PurchaseOrderLine, value: S["Type"]) => PurchaseOrderLine
  ) =>
    api.patch(`${one}/lines/:purchaseOrderLineId{[0-9]+}/${name}`, async (ask) => {
      const value = await desk.member(ask, name, member)
      const lineId = Number(ask.req.param("purchaseOrderLineId"))
      const order = desk.purchaseOrder(ask)
      const changed = (line: PurchaseOrderLine) => change(line, value)
      desk.granted(patchPurchaseOrderLine(desk.warehouse, order, lineId, changed, desk.act(ask)))
      return opaque()
    })
  patchLine("reportedNumberOfItems", lineFields.reportedNumberOfItems, (line, reported) => ({ ...line, reported }))
  for (const name of ["freeText1", "freeText2", "freeDecimal1"] as const)
    patchLine<(typeof lineFields)[typeof name]>(name, lineFields[name], (line, value) => ({
      ...line,
      sent: { ...line.sent, lineFreeValues: { ...line.sent.lineFreeValues, [name]: value } }
    }))
  api.patch(`${one}/setReportedNumberOfItemsToReceivedNumberOfItems`, (ask) => {
    reportReceived(desk.warehouse, desk.purchaseOrder(ask), desk.act(ask))
    return opaque()
  })
}

const patched = (order: PurchaseOrder): Response =>
  Response.json({ purchaseOrderId: order.id, message: `Purchase order '${order.number}' was updated.` })
