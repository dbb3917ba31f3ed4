import { describe, expect, test } from "bun:test"
import { PropertyKey } from "@omnium-ongoing/domain/omnium/OmniumNames"
import type { OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { isChangeable } from "@omnium-ongoing/domain/order-export/ExportDecision"
import { exampleLine, exampleOrder, exampleOrderType, exampleShipment, property } from "../../support/OrderExamples.ts"

const changeable = (with_: Partial<OmniumShipment>, others: ReadonlyArray<OmniumShipment> = []) => {
  const shipment = exampleShipment({ orderStatus: "InProgressWarehouse", ...with_ })
  return isChangeable(exampleOrder({ shipments: [shipment, ...others] }), shipment, exampleOrderType)
}

describe("an exported shipment may be changed in Ongoing", () => {
  test.each(["New", "InProgress", "InProgressWarehouse", "PackedAndReady"])("while it is %s", (orderStatus) => {
    expect(changeable({ orderStatus })).toBe(true)
  })

  test.each(["Ship", "ReadyForPickup", "Completed", "Returned"])("not when it is %s", (orderStatus) => {
    expect(changeable({ orderStatus })).toBe(false)
  })

  test("not when its own status says shipped, or a line of it has been delivered", () => {
    expect(changeable({ status: "Shipped" })).toBe(false)
    expect(
      changeable({ lines: [exampleLine({ quantity: 2 }), exampleLine({ quantity: 2, deliveredQuantity: 1 })] })
    ).toBe(false)
  })

  const marked = (shipmentId: string, ongoing: string, ...keys: ReadonlyArray<string>) =>
    exampleShipment({
      shipmentId,
      externalIds: [{ providerName: "OngoingOrderId", id: ongoing }],
      properties: keys.map((key) => property(key, "{}"))
    })

  test("not once a part of it was delivered: its quantities are moved by what the warehouse does", () => {
    const { externalIds } = marked("1", "4711")
    expect(changeable({ externalIds }, [marked("2", "4711", "OngoingDeliveryKey")])).toBe(false)
    expect(changeable({ externalIds }, [marked("2", "4711", "Other")])).toBe(true)
    const ofABackOrder = marked("2", "4790", "OngoingDeliveryKey")
    expect(changeable({ externalIds }, [ofABackOrder])).toBe(false)
    expect(changeable(marked("1", "4711", "OngoingDeliveryKey"), [marked("2", "4711")])).toBe(false)
  })

  test("though a part of another shipment was delivered", () => {
    const { externalIds } = marked("1", "4711")
    expect(changeable({ externalIds }, [marked("2", "4712"), marked("3", "4712", "OngoingDeliveryKey")])).toBe(true)
  })

  test("though a part of another shipment's back order was delivered: its rows tell whose it is", () => {
    const of = (shipmentId: string, ongoing: string, row: string) => ({
      ...marked(shipmentId, ongoing),
      lines: [exampleLine({ lineItemId: row, quantity: 2 })]
    })
    const part = (...rows: ReadonlyArray<string>) => ({
      ...marked("3", "4790"),
      properties: [
        property(
          PropertyKey.OngoingDeliveryKey,
          JSON.stringify({ order: 4790, rows: Object.fromEntries(rows.map((row) => [row, 1])) })
        )
      ]
    })
    expect(changeable(of("2", "4712", "b"), [of("1", "4711", "a"), part("a")])).toBe(true)
    expect(changeable(of("1", "4711", "a"), [of("2", "4712", "b"), part("a")])).toBe(false)
    expect(changeable(of("2", "4712", "b"), [of("1", "4711", "a"), part("a", "b")])).toBe(false)
    expect(changeable(of("2", "4712", "b"), [of("1", "4711", "a"), part("c")])).toBe(false)
  })
})
