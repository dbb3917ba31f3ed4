import { describe, expect, test } from "bun:test"
import type { OmniumOrder, OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { OngoingGoodsOwnerId, OngoingStatus, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import * as OngoingOrderNumber from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import { differences, orderHash, orderMapping, sameOrder } from "@omnium-ongoing/domain/order-export/OrderMapping"
import fc from "fast-check"
import { asState, option, order } from "../../support/Arbitraries.ts"
import {
  at,
  exampleAddress,
  exampleLine,
  exampleLineState,
  exampleOrder,
  exampleShipment
} from "../../support/OrderExamples.ts"

const mapped = (of: OmniumOrder, shipment: OmniumShipment, with_?: ShipmentOption) => {
  const number = OngoingOrderNumber.make(of.orderNumber, shipment.shipmentId)
  if (!OngoingOrderNumber.isNumber(number)) throw new Error(number)
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

const ofOrder = (with_: Partial<OmniumOrder>) => mapped(exampleOrder(with_), exampleShipment())
const ofShipment = (with_: Partial<OmniumShipment>, of: Partial<OmniumOrder> = {}) =>
  mapped(exampleOrder(of), exampleShipment(with_))

const anyOrder = fc
  .tuple(order, option)
  .map(([of, with_]) => ({ of, shipment: of.shipments[0]!, wanted: mapped(of, of.shipments[0]!, with_) }))

describe("Order Mapping", () => {
  test("OrderNumber + ShipmentId → OrderNumber", () => {
    expect(mapped(exampleOrder({ orderNumber: "2026-17" }), exampleShipment({ shipmentId: "2" }))).toMatchObject({
      orderNumber: "2026-17-2",
      goodsOwnerOrderId: "EPIC000001/2",
      referenceNumber: "2026-17"
    })
  })

  test("OrderType → OrderType.Code", () => {
    expect(ofOrder({ orderType: "ClickAndCollect" }).orderType).toEqual({
      code: "ClickAndCollect",
      name: "ClickAndCollect"
    })
  })

  test("CustomerEmail → EmailNotification.Value, else the address's", () => {
    expect(ofOrder({}).emailNotification).toEqual({ toBeNotified: true, value: "ola.nordmann@example.com" })
    const address = { ...exampleAddress, email: "kari@example.com" }
    expect(ofShipment({ address }, { customerEmail: undefined }).emailNotification?.value).toBe("kari@example.com")
    expect(ofOrder({ customerEmail: undefined })).not.toHaveProperty("emailNotification")
  })

  test("CustomerPhone → SmsNotification.Value, else the address's", () => {
    expect(ofOrder({}).smsNotification).toEqual({ toBeNotified: true, value: "4793246662" })
    const address = { ...exampleAddress, daytimePhoneNumber: "22222222" }
    expect(ofShipment({ address }, { customerPhone: undefined }).smsNotification?.value).toBe("22222222")
    const both = { ...address, phone: "11111111" }
    expect(ofShipment({ address: both }, { customerPhone: undefined }).smsNotification?.value).toBe("11111111")
    expect(ofOrder({ customerPhone: undefined })).not.toHaveProperty("smsNotification")
  })

  test("ShippingAddress → Consignee", () => {
    const address = {
      ...exampleAddress,
      line2: "Oppgang B",
      regionCode: "03",
      organizationalNumber: "987654321"
    }
    expect(ofShipment({ address }).consignee).toEqual({
      name: "Ola Nordmann",
      address1: "Lille Grensen 3",
      address2: "Oppgang B",
      postCode: "0159",
      city: "Oslo",
      countryCode: "NO",
      countryStateCode: "03",
      organisationNumber: "987654321"
    })
  })

  test("ShippingAddress → Consignee: name, else first and last name, else organization, else the customer's", () => {
    const nameless = { ...exampleAddress, name: undefined, organization: "Epic AS" }
    const name = (address: typeof exampleAddress) => ofShipment({ address }).consignee.name
    const kari = { ...nameless, firstName: "Kari", lastName: "Nordmann" }
    expect(name({ ...kari, name: "Kari N." })).toBe("Kari N.")
    expect(name(kari)).toBe("Kari Nordmann")
    expect(name({ ...nameless, lastName: "Nordmann" })).toBe("Nordmann")
    expect(name(nameless)).toBe("Epic AS")
    expect(name({ ...nameless, organization: undefined })).toBe("Ola Nordmann")
  })

  test("ShippingAddress → Consignee: the street number once", () => {
    const street = (line1: string | undefined, streetNumber: string) =>
      ofShipment({ address: { ...exampleAddress, line1, streetNumber } }).consignee.address1
    expect(street("Lille Grensen", "3")).toBe("Lille Grensen 3")
    expect(street("Lille Grensen 3", "3")).toBe("Lille Grensen 3")
    expect(street("Lille Grensen 33", "3")).toBe("Lille Grensen 33 3")
    expect(street("Lille Grensen 3, Oslo", "3")).toBe("Lille Grensen 3, Oslo")
    expect(street("Lille Grensen 3b", "3B")).toBe("Lille Grensen 3b")
  })

  test("ShippingAddress → Consignee: the billing address where the shipment has none", () => {
    const billingAddress = { ...exampleAddress, city: "Bergen" }
    expect(ofShipment({ address: undefined }, { billingAddress }).consignee.city).toBe("Bergen")
    expect(ofShipment({}, { billingAddress }).consignee.city).toBe("Oslo")
  })

  test("OrderNotes → OrderRemark: as they were written, without our own", () => {
    const note = (created: string, creator: string, detail: string) => ({ created: at(created), creator, detail })
    const orderNotes = [
      note("2026-11-02T12:00:00Z", "Kari", "Second."),
      note("2026-11-02T11:00:00Z", "Kari", " First. "),
      note("2026-11-02T13:00:00Z", "Ongoing", "Ours."),
      { created: undefined, creator: undefined, detail: "Undated." }
    ]
    expect(ofOrder({ orderNotes }).orderRemark).toBe("First.\nSecond.\nUndated.")
    expect(ofOrder({ orderNotes: [] })).not.toHaveProperty("orderRemark")
  })

  test("OrderNotes → OrderRemark: at most 500 characters, at the end of a word, never half a character", () => {
    const remark = (detail: string) =>
      ofOrder({ orderNotes: [{ created: undefined, creator: undefined, detail }] }).orderRemark
    expect(remark("a".repeat(500))).toHaveLength(500)
    expect(remark(`${"word ".repeat(99)}longword`)).toBe("word ".repeat(99).trim())
    expect(remark("a".repeat(501))).toHaveLength(500)
    expect(remark(`${"a".repeat(499)}📦`)).toBe("a".repeat(499))
    expect(remark(`${"word ".repeat(99)}abcde more`)).toBe(`${"word ".repeat(99)}abcde`)
  })

  test("ShippingTotal → FreightPrice", () => {
    expect(ofShipment({ shippingTotal: 49.5 }).freightPrice).toBe(49.5)
    expect(ofShipment({ shippingTotal: 0 }).freightPrice).toBe(0)
  })
})

describe("order lines", () => {
  test("hold what remains, by the line's id", () => {
    const lines = [
      exampleLine({ lineItemId: "a", quantity: 5, canceledQuantity: 1, deliveredQuantity: 2, comment: "Gift" }),
      exampleLine({ lineItemId: "b", quantity: 1, canceledQuantity: 1 }),
      exampleLine({ lineItemId: "c", isVirtualProduct: true }),
      exampleLine({ lineItemId: "d", isPackageBrokeDown: true })
    ]
    expect(ofShipment({ lines }).orderLines).toEqual([
      { rowNumber: "a", articleNumber: "0123ABC", numberOfItems: 2, externalId: "a", comment: "Gift" }
    ])
  })

  test("have row numbers of at most 50 characters that stay apart", () => {
    const lines = ["1", "2"].map((end) => exampleLine({ lineItemId: "x".repeat(60) + end }))
    const rows = ofShipment({ lines }).orderLines.map((line) => line.rowNumber)
    expect(new Set(rows).size).toBe(2)
    for (const row of rows) expect(row).toHaveLength(50)
  })

  test("keep the sum of what the warehouse has to ship", () => {
    fc.assert(
      fc.property(anyOrder, ({ shipment, wanted }) => {
        let sum = 0
        for (const line of shipment.lines) {
          if (line.isVirtualProduct || line.isPackageBrokeDown) continue
          const left = line.quantity - (line.canceledQuantity + line.deliveredQuantity)
          if (left > 0) sum += left
        }
        expect(wanted.orderLines.reduce((total, line) => total + line.numberOfItems, 0)).toBe(sum)
        for (const line of wanted.orderLines) expect(line.numberOfItems).toBeGreaterThan(0)
      })
    )
  })
})

describe("sameOrder", () => {
  test("is true of an order as Ongoing shows it after it has taken it", () => {
    fc.assert(
      fc.property(anyOrder, ({ wanted }) => {
        expect(differences(wanted, asState(wanted))).toEqual([])
        expect(sameOrder(wanted, asState(wanted))).toBe(true)
      })
    )
  })

  test("is false where a line has a comment that Ongoing has not, and minds none that only Ongoing has (C21)", () => {
    const wanted = ofShipment({ lines: [exampleLine({ comment: "Gift" })] })
    const shown = asState(wanted)
    const commented = (comment: string | undefined) => ({
      ...shown,
      lines: shown.lines.map((line) => ({ ...line, comment }))
    })
    expect(sameOrder(wanted, commented("Gift"))).toBe(true)
    expect(sameOrder(wanted, commented(undefined))).toBe(false)
    expect(sameOrder(ofShipment({ lines: [exampleLine({ comment: undefined })] }), commented("Ring"))).toBe(true)
  })

  test("does not mind a time of day, outer space, line ends and rounding", () => {
    const wanted = { ...ofShipment({ shippingTotal: 49.999 }), orderRemark: "One.\nTwo." }
    const shown = {
      ...asState(wanted),
      deliveryDate: "2026-11-05T00:00:00",
      orderRemark: "One.\r\nTwo. ",
      freightPrice: 50
    }
    expect(differences(wanted, shown)).toEqual([])
  })

  test("leaves to the warehouse what we do not write", () => {
    const wanted = ofShipment({})
    expect(sameOrder(wanted, { ...asState(wanted), orderRemark: "Fragile!", servicePointCode: "17" })).toBe(true)
  })

  test("tells every field that differs", () => {
    const address = { ...exampleAddress, line2: "Oppgang B" }
    const wanted = { ...ofShipment({ address }), orderRemark: "Fragile!" }
    const state = asState(wanted)
    const field = (changed: Partial<typeof state>) =>
      differences(wanted, { ...state, ...changed }).map((each) => each.field)
    expect(field({ deliveryDate: "2026-11-06" })).toEqual(["deliveryDate"])
    expect(field({ goodsOwnerOrderId: "EPIC000002/1" })).toEqual(["goodsOwnerOrderId"])
    expect(field({ goodsOwnerOrderId: undefined })).toEqual(["goodsOwnerOrderId"])
    expect(field({ orderTypeCode: "Pos" })).toEqual(["orderType"])
    expect(field({ email: "other@example.com" })).toEqual(["emailNotification"])
    expect(field({ sms: undefined })).toEqual(["smsNotification"])
    expect(field({ orderRemark: "Not fragile." })).toEqual(["orderRemark"])
    expect(field({ freightPrice: undefined })).toEqual(["freightPrice"])
    expect(field({ consignee: { ...state.consignee, address2: "" } })).toEqual(["consignee.address2"])
    expect(field({ lines: [] })).toEqual(["line 1 article", "line 1 quantity"])
    expect(field({ lines: [exampleLineState({ ordered: 2 })] })).toEqual(["line 1 quantity"])
    expect(field({ lines: [...state.lines, exampleLineState({ rowNumber: "2" })] })).toEqual(["line 2 quantity"])
  })

  test("is false of a cancelled order, whatever it holds", () => {
    const wanted = ofShipment({})
    const cancelled = { ...asState(wanted), status: OngoingStatus.make(1000) }
    expect(differences(wanted, cancelled).map((each) => each.field)).toEqual(["status"])
  })
})

describe("orderHash", () => {
  test("does not depend on the sequence of fields and lines", () => {
    fc.assert(
      fc.property(anyOrder, ({ wanted }) => {
        const shuffled = Object.fromEntries(Object.entries(wanted).reverse()) as typeof wanted
        expect(orderHash({ ...shuffled, orderLines: [...wanted.orderLines].reverse() })).toBe(orderHash(wanted))
      })
    )
  })

  test("differs when the order differs, and is the same in every process", () => {
    fc.assert(
      fc.property(anyOrder, anyOrder, ({ wanted: one }, { wanted: other }) => {
        const equal = Bun.deepEquals(
          { ...one, orderLines: [...one.orderLines].sort((a, b) => (a.rowNumber < b.rowNumber ? -1 : 1)) },
          { ...other, orderLines: [...other.orderLines].sort((a, b) => (a.rowNumber < b.rowNumber ? -1 : 1)) }
        )
        expect(orderHash(one) === orderHash(other)).toBe(equal)
      })
    )
    const wanted = ofShipment({})
    expect(orderHash({ ...wanted, deliveryDate: "2026-11-06" })).not.toBe(orderHash(wanted))
    expect(orderHash(wanted)).toBe("5d29fb201153f7b2")
  })
})
