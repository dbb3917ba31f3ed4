import { describe, expect, test } from "bun:test"
import { forward, mappedStatus, statusMap } from "@omnium-ongoing/domain/order-sync/StatusMapping"
import fc from "fast-check"
import { ongoingStatus, orderType } from "../../support/Arbitraries.ts"
import { exampleOrderType, exampleStatus } from "../../support/OrderExamples.ts"

const offTheLine = [475, 800, 1000]

describe("Status Mapping: OngoingStatus on the order status", () => {
  test("one number, or several by comma", () => {
    expect(Object.fromEntries([...statusMap(exampleOrderType)].map(([number, { name }]) => [number, name]))).toEqual({
      200: "InProgressWarehouse",
      300: "InProgressWarehouse",
      320: "InProgressWarehouse",
      400: "PackedAndReady",
      425: "PartiallyShipped",
      450: "Ship",
      451: "ReadyForPickup",
      475: "Returned",
      500: "Completed",
      800: "Returned",
      1000: "OrderCanceled"
    })
  })

  test("of two statuses that claim a number, the earlier one", () => {
    const statuses = [exampleStatus("Late", 9, "450"), exampleStatus("Early", 2, " 450 ,x, 4.5")]
    expect(mappedStatus({ name: "Online", statuses }, 450)?.name).toBe("Early")
    expect(statusMap({ name: "Online", statuses }).size).toBe(1)
  })

  test("is total: every integer has one status of the type that claims it, or none does", () => {
    fc.assert(
      fc.property(orderType, ongoingStatus, (type, number) => {
        const claimants = type.statuses.filter(({ properties }) =>
          properties.some(({ value }) => value.split(", ").includes(String(number)))
        )
        const mapped = mappedStatus(type, number)
        expect(mapped === undefined).toBe(claimants.length === 0)
        for (const { order } of claimants) expect(mapped?.order).toBeLessThanOrEqual(order)
      })
    )
    expect(mappedStatus(undefined, 450)).toBeUndefined()
  })
})

const moves = (current: string | undefined, ongoing: number) => {
  const mapped = mappedStatus(exampleOrderType, ongoing)
  return mapped !== undefined && forward(exampleOrderType, current, mapped, ongoing)
}

describe("the status moves", () => {
  test("forward along the order type's sequence, never back (R7)", () => {
    expect(moves("InProgressWarehouse", 400)).toBe(true)
    expect(moves("InProgressWarehouse", 500)).toBe(true)
    expect(moves("Ship", 451)).toBe(true)
    expect(moves("Ship", 400)).toBe(false)
    expect(moves("Ship", 450)).toBe(false)
    expect(moves("Completed", 450)).toBe(false)
    expect(moves(undefined, 200)).toBe(true)
  })

  test("off the line for a return and a cancellation", () => {
    expect(moves("Completed", 475)).toBe(true)
    expect(moves("Completed", 800)).toBe(true)
    expect(moves("InProgressWarehouse", 1000)).toBe(true)
    const early = {
      name: "Online",
      statuses: [
        exampleStatus("Canceled", 1, "1000", { isCanceledStatus: true }),
        exampleStatus("Returned", 2, "475,800"),
        exampleStatus("Ship", 6, "450"),
        exampleStatus("Completed", 8, "500", { isDeliveredStatus: true })
      ]
    }
    const [canceled, returned, ship] = early.statuses
    expect(forward(early, "Ship", canceled!, 1000)).toBe(true)
    expect(forward(early, "Completed", canceled!, 1000)).toBe(false)
    expect(forward(early, "Completed", returned!, 800)).toBe(true)
    expect(forward(early, "Returned", ship!, 450)).toBe(false)
  })

  test("never out of a cancelled status, nor out of one the order type does not list", () => {
    for (const ongoing of [200, 450, 500, 800, 1000]) {
      expect(moves("OrderCanceled", ongoing)).toBe(false)
      expect(moves("Deleted", ongoing)).toBe(false)
    }
  })

  test("never back under any sequence of Ongoing statuses, but for 475, 800 and 1000 (R7, C15)", () => {
    fc.assert(
      fc.property(orderType, fc.array(ongoingStatus, { maxLength: 20 }), (type, sequence) => {
        let current = type.statuses[0]!
        for (const number of sequence) {
          const mapped = mappedStatus(type, number)
          if (mapped === undefined || !forward(type, current.name, mapped, number)) continue
          expect(current.isCanceledStatus).toBe(false)
          expect(mapped).not.toBe(current)
          if (!offTheLine.includes(number)) expect(mapped.order).toBeGreaterThan(current.order)
          current = mapped
        }
      })
    )
  })

  test("to the furthest status in whatever sequence the states come, duplicates included (C15)", () => {
    const line = [400, 425, 450, 451, 500]
    fc.assert(
      fc.property(fc.shuffledSubarray(line, { minLength: 1 }), fc.array(fc.constantFrom(...line)), (some, repeated) => {
        const seen = [...some, ...repeated.filter((number) => some.includes(number))]
        const end = seen.reduce(
          (current, number) => (moves(current, number) ? mappedStatus(exampleOrderType, number)!.name : current),
          "InProgressWarehouse"
        )
        expect(end).toBe(mappedStatus(exampleOrderType, Math.max(...some))!.name)
      })
    )
  })
})
