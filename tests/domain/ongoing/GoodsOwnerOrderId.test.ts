import { expect, test } from "bun:test"
import { make, parse } from "@omnium-ongoing/domain/ongoing/GoodsOwnerOrderId"
import { Option } from "effect"
import fc from "fast-check"

const id = fc.string({ minLength: 1, unit: fc.constantFrom("/", "%", "2", "F", "A", "-") })

test("the mark of a shipment is read back as it was made, whatever the ids hold", () => {
  fc.assert(
    fc.property(id, id, (orderId, shipmentId) => {
      expect(parse(make(orderId, shipmentId))).toEqual(Option.some({ orderId, shipmentId }))
    })
  )
})

test("an ordinary mark is its order and its shipment", () => {
  expect(String(make("EPIC000001", "1"))).toBe("EPIC000001/1")
  expect(parse("EPIC000001/1")).toEqual(Option.some({ orderId: "EPIC000001", shipmentId: "1" }))
})
