import { describe, expect } from "bun:test"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect, Stream } from "effect"
import { fakeHttp } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, orderId, overFake, owner, smallest } from "./Fixtures.ts"

const unreported = Ongoing.use((ongoing) => Stream.runCollect(ongoing.ordersWithUnreportedReturns(owner)))
const report = Ongoing.use((ongoing) => ongoing.reportReturned(orderId, 88, 1.5))

describe("orders with unreported returns", () => {
  itEffect("are asked for by the filter for returned items, from the id after the last one", () =>
    Effect.gen(function* () {
      const http = fakeHttp((request) => json(request.url.searchParams.get("orderIdFrom") === "0" ? [smallest(5)] : []))
      expect((yield* unreported.pipe(overFake(http))).flatMap((page) => page.orders)).toHaveLength(1)
      expect(http.sent.map((sent) => sent.url.search)).toEqual([
        "?goodsOwnerId=7&onlyOrdersWithOrderLinesToReportReturned=true&orderIdFrom=0&maxOrdersToGet=500",
        "?goodsOwnerId=7&onlyOrdersWithOrderLinesToReportReturned=true&orderIdFrom=6&maxOrdersToGet=500"
      ])
    })
  )
})

describe("the report of returned items", () => {
  itEffect("names order, line and quantity", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({}))
      yield* report.pipe(overFake(http))
      expect(http.sent.map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)])).toEqual([
        [
          "PATCH",
          `/epic/api/v1/orders/${orderId}/lines/88/reportedReturnedNumberOfItems`,
          { reportedReturnedNumberOfItems: 1.5 }
        ]
      ])
    })
  )

  const opaque: Readonly<Record<string, () => Response>> = {
    "is empty": () => new Response(""),
    "has no content": () => new Response(null, { status: 204 }),
    "is a file": () =>
      new Response(new Uint8Array([1, 2, 3]), { headers: { "content-type": "application/octet-stream" } }),
    "is a text": () => new Response("OK", { headers: { "content-type": "text/plain" } })
  }
  for (const [name, answer] of Object.entries(opaque)) {
    itEffect(`is done whatever its answer holds, for that is not described: ${name}`, () =>
      report.pipe(overFake(fakeHttp(answer)))
    )
  }

  itEffect("may be done if a gateway answers in Ongoing's place", () =>
    Effect.gen(function* () {
      const page = () => new Response("<html>Please wait</html>", { headers: { "content-type": "text/html" } })
      const { reason } = yield* Effect.flip(report.pipe(overFake(fakeHttp(page))))
      expect(reason._tag).toBe("UnknownOutcome")
    })
  )

  itEffect("is refused in Ongoing's own words", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ message: "Kan ikke være negativ" }, { status: 400 }))
      const { reason } = yield* Effect.flip(report.pipe(overFake(http)))
      expect(reason).toMatchObject({ _tag: "Refused", message: "Kan ikke være negativ" })
    })
  )
})
