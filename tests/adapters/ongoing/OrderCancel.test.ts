import { describe, expect } from "bun:test"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { fakeHttp } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, orderId, overFake, owner, smallest } from "./Fixtures.ts"

const cancel = Ongoing.use((ongoing) => ongoing.cancelOrder(orderId))
const backOrders = Ongoing.use((ongoing) => ongoing.backOrdersOf(owner, orderId))

describe("cancelling an order", () => {
  const answers = [
    () => json({ orderId: 11, message: "Order 'A-1001-1' was cancelled." }),
    () => json(null),
    () => json({ orderId: null })
  ]
  for (const [index, answer] of answers.entries()) {
    itEffect(`is one DELETE, whatever a success says (${index + 1})`, () =>
      Effect.gen(function* () {
        const http = fakeHttp(answer)
        yield* cancel.pipe(overFake(http))
        expect(http.sent.map(({ method, url, body }) => [method, url.href, body])).toEqual([
          ["DELETE", "https://ongoing.test/epic/api/v1/orders/11", ""]
        ])
      })
    )
  }

  const messages = [
    { message: "Ordern 'A-1001-1' kan inte makuleras eftersom plockning har börjat." },
    { Message: "Ordren er allerede kansellert." },
    "Order is already cancelled"
  ]
  for (const body of messages) {
    itEffect(`is refused by a 400, whatever its words: ${JSON.stringify(body)} (C13)`, () =>
      Effect.gen(function* () {
        const http = fakeHttp(() => json(body, { status: 400 }))
        const { reason } = yield* Effect.flip(cancel).pipe(overFake(http))
        expect(reason).toMatchObject({ _tag: "Refused", status: 400 })
        expect(http.sent).toHaveLength(1)
      })
    )
  }

  itEffect("of an unknown order is not found; without an answer its outcome is unknown", () =>
    Effect.gen(function* () {
      const gone = fakeHttp(() => json({ message: "No such order" }, { status: 404 }))
      expect((yield* Effect.flip(cancel).pipe(overFake(gone))).reason._tag).toBe("NotFound")
      const failing = fakeHttp(() => json({}, { status: 502 }))
      expect((yield* Effect.flip(cancel).pipe(overFake(failing))).reason._tag).toBe("UnknownOutcome")
    })
  )
})

describe("back orders", () => {
  itEffect("are asked for by the order they continue, at its goods owner", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json([12, 13].map(smallest)))
      const found = yield* backOrders.pipe(overFake(http))
      expect(found.map((order) => Number(order.orderId))).toEqual([12, 13])
      expect(http.sent.map((sent) => sent.url.search)).toEqual(["?goodsOwnerId=7&backOrderForOrderId=11"])
    })
  )

  itEffect("are none when the list is null", () =>
    Effect.gen(function* () {
      expect(yield* backOrders.pipe(overFake(fakeHttp(() => json(null))))).toEqual([])
    })
  )
})
