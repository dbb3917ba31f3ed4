import { describe, expect, test } from "bun:test"
import type { OmniumOrder } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import * as OngoingOrderNumber from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import type { OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { orderMapping } from "@omnium-ongoing/domain/order-export/OrderMapping"
import {
  beingSent,
  sentTexts,
  withoutRefusedTexts,
  withWarehouseTexts
} from "@omnium-ongoing/domain/order-export/WarehouseTexts"
import fc from "fast-check"
import { order as anyOrder, asState, option } from "../../support/Arbitraries.ts"
import { exampleOrder } from "../../support/OrderExamples.ts"

const mapped = (of: OmniumOrder, with_?: ShipmentOption): OngoingOrder => {
  const [shipment] = of.shipments
  const number = OngoingOrderNumber.make(of.orderNumber, shipment?.shipmentId ?? "")
  if (shipment === undefined || !OngoingOrderNumber.isNumber(number)) throw new Error(number)
  return orderMapping({
    order: of,
    shipment,
    goodsOwnerId: OngoingGoodsOwnerId.make(7),
    warehouseId: OngoingWarehouseId.make(1),
    number,
    option: with_,
    deliveryDate: "2026-11-05"
  })
}

const sent: OngoingOrder = {
  ...mapped(exampleOrder()),
  orderRemark: "Gift",
  servicePointCode: "1",
  consignee: { name: "Kari", address1: "Storgata 1", organisationNumber: "999" },
  orderLines: [{ rowNumber: "1", articleNumber: "A", numberOfItems: 1, comment: "Red" }]
}

const merged = (wanted: OngoingOrder, changes: Partial<OngoingOrderState>) =>
  withWarehouseTexts(wanted, { ...asState(sent), ...changes }, sentTexts(beingSent(sent, {})))

const without = ({ orderRemark: _remark, ...order }: OngoingOrder): OngoingOrder => order

describe("texts of the warehouse (C21)", () => {
  test("nothing changes where nobody has changed anything, whatever was sent (C21)", () => {
    fc.assert(
      fc.property(anyOrder, option, (of, with_) => {
        const wanted = mapped(of, with_)
        const kept = sentTexts(beingSent(wanted, {}))
        expect(withWarehouseTexts(wanted, asState(wanted), kept)).toEqual({ order: wanted, replaced: [] })
      })
    )
  })

  test("a comment on a line and a service point stay as the warehouse has them (C21)", () => {
    const [line] = asState(sent).lines
    if (line === undefined) throw new Error("There is no line.")
    const { order, replaced } = merged(sent, { servicePointCode: "2", lines: [{ ...line, comment: "Blue" }] })
    expect([order.servicePointCode, order.orderLines[0]?.comment, replaced]).toEqual(["2", "Blue", []])
    const changed = { ...sent, orderLines: sent.orderLines.map((each) => ({ ...each, comment: "Green" })) }
    const both = merged(changed, { lines: [{ ...line, comment: "Blue" }] })
    expect([both.order.orderLines[0]?.comment, both.replaced]).toEqual(["Green", ["comment of line 1"]])
  })

  test("a remark that the warehouse has emptied stays empty; one that Omnium takes away goes (C21)", () => {
    expect(merged(sent, { orderRemark: undefined }).order.orderRemark).toBeUndefined()
    expect(merged(without(sent), {}).order.orderRemark).toBe("")
  })

  test("nothing of Omnium replaces no text of the warehouse (C21)", () => {
    const { order, replaced } = merged(without(sent), { orderRemark: "Ring" })
    expect([order.orderRemark, replaced]).toEqual(["Ring", []])
  })

  test("both having come to the same is no replacement (C21)", () => {
    expect(merged({ ...sent, orderRemark: "Ring" }, { orderRemark: "Ring" }).replaced).toEqual([])
  })

  test("an address that is not told is not believed gone, and the organisation's number stays ours (C21)", () => {
    expect(merged(sent, { consignee: {} }).order.consignee).toEqual(sent.consignee)
    expect(merged(sent, { consignee: { name: "Kari T", customerNumber: "7" } }).order.consignee).toEqual({
      name: "Kari T",
      organisationNumber: "999"
    })
  })

  test("of an order whose texts nobody remembers Omnium's are sent, and the warehouse's where it has none (C21)", () => {
    const state = { ...asState(sent), orderRemark: "Ring" }
    expect(withWarehouseTexts(sent, state, {})).toMatchObject({ order: { orderRemark: "Gift" }, replaced: [] })
    expect(withWarehouseTexts(without(sent), state, {}).order.orderRemark).toBe("Ring")
  })

  test("count as sent once they are confirmed, and not when they were refused (C21)", () => {
    const first = sentTexts(beingSent(sent, {}))
    const open = beingSent({ ...sent, orderRemark: "Call" }, first)
    expect(withoutRefusedTexts(open)).toEqual(first)
    expect(sentTexts(open)).not.toEqual(first)
    expect(Object.keys(sentTexts(open))).toEqual(Object.keys(first))
  })
})
