import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { fullArticle, fullOrder, fullPurchaseOrder } from "../simulators/ongoing/FullBodies.ts"
import { VirtualTime } from "../support/VirtualTime.ts"
import type { Document } from "./Operations.ts"
import type { Target } from "./Target.ts"

const origin = "http://ongoing.test"
const password = 'canary-Ω"og&1+/='

export const ongoingTarget = async (): Promise<Target> => {
  const time = new VirtualTime("2026-11-02T08:00:00.570Z")
  const simulator = createOngoingSimulator({
    host: { now: () => time.now, later: time.later, send: async () => new Response() },
    password,
    articles: 10,
    orders: 10,
    robot: "careful",
    selfCheck: true
  })
  const described = await simulator.fetch(new Request(`${origin}/_simulator/openapi.json`))
  const authorization = `Basic ${Buffer.from(`demo:${password}`).toString("base64")}`
  const counted = () =>
    simulator.fetch(
      new Request(`${origin}/_simulator/articles/0123ABC/adjust`, { method: "POST", body: '{"quantity":50}' })
    )
  let calls = 0
  return {
    // The validator compiles what is used of it, and its own tests hold the rest.
    document: (await described.json()) as Document,
    origin,
    base: "/demo/api/v1",
    root: "/demo/api/v1/",
    send: simulator.fetch,
    credentials: () => ({ authorization }),
    secrets: [password],
    known: [{ goodsOwnerId: 7, warehouseId: 1 }],
    examples: {
      "PUT /articles": [{ ...fullArticle, articleNumber: "FULL-{new}" }],
      "PUT /orders": [{ ...fullOrder, orderNumber: "FULL-{new}" }],
      "PUT /orders/{orderId}": [{ ...fullOrder, orderNumber: "{orderNumber}" }],
      "PUT /purchaseOrders/{purchaseOrderId}": [{ ...fullPurchaseOrder, purchaseOrderNumber: "{purchaseOrderNumber}" }],
      "PUT /returnOrders": [
        {
          goodsOwnerId: 7,
          returnOrderNumber: "RETURN-{new}",
          customerOrder: { orderId: "{orderId}" },
          returnOrderLines: [
            {
              returnOrderRowNumber: "1",
              customerOrderLine: { orderLineId: "{orderLineId}" },
              toBeReturnedNumberOfItems: 1
            }
          ]
        }
      ],
      "PUT /purchaseOrders": [{ ...fullPurchaseOrder, purchaseOrderNumber: "FULL-{new}" }]
    },
    aliases: {},
    unanswered: {},
    between: async () => {
      calls++
      if (calls % 10 === 0) await time.pass("5 minutes")
      if (calls % 100 === 0) await counted()
    },
    [Symbol.asyncDispose]: async () => simulator.reset()
  }
}
