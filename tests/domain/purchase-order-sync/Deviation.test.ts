import { describe, expect, test } from "bun:test"
import { deviation } from "@omnium-ongoing/domain/purchase-order-sync/Deviation"
import { exampleDeliveryLine, examplePurchaseOrder, examplePurchaseOrderLine } from "../../support/DeliveryExamples.ts"

const of = (status: number, received: number) =>
  deviation({
    state: examplePurchaseOrder({ status, lines: [examplePurchaseOrderLine({ received })] }),
    warehouseCode: "main",
    lines: [exampleDeliveryLine()],
    booked: new Map()
  })

describe("what the merchant is told of a receipt", () => {
  test("nothing while it is under way, or when all has come", () => {
    expect([of(200, 0), of(300, 8), of(300, 10), of(500, 10)]).toEqual([undefined, undefined, undefined, undefined])
  })

  test("a deviation (400), with the lines that differ", () => {
    expect(of(400, 8)).toBe("Ongoing purchase order 60001: Avvik (400). 0123ABC (line 1): 8 of 10 received.")
    expect(of(400, 10)).toBe("Ongoing purchase order 60001: Avvik (400).")
  })

  test("less than was ordered, which the warehouse accepted (500)", () => {
    expect(of(500, 8)).toBe("Ongoing purchase order 60001: Mottatt (500). 0123ABC (line 1): 8 of 10 received.")
  })

  test("more than was ordered at once, also in a status that has no name here (X3)", () => {
    expect(of(300, 12)).toContain("Inkommende (300). 0123ABC (line 1): 12 of 10 received.")
    expect(of(310, 12)).toContain("status 310. 0123ABC (line 1): 12 of 10 received.")
  })
})
