import { describe, expect, test } from "bun:test"
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

  test("not once a part of the order was delivered: its quantities are moved by what the warehouse does", () => {
    const part = (key: string) => exampleShipment({ shipmentId: "2", properties: [property(key, "{}")] })
    expect(changeable({}, [part("OngoingDeliveryKey")])).toBe(false)
    expect(changeable({}, [part("Other")])).toBe(true)
  })
})
