import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { shopOrder } from "../support/ShopOrder.ts"
import { VirtualTime } from "../support/VirtualTime.ts"
import type { Document } from "./Operations.ts"
import type { Target } from "./Target.ts"

const origin = "http://omnium.test"
const clientSecret = "canary-øm\\ni um&2?#"

export const omniumTarget = async (): Promise<Target> => {
  const time = new VirtualTime("2026-11-02T08:00:00Z")
  const simulator = createOmniumSimulator({
    host: { now: () => time.now, later: time.later, send: async () => new Response() },
    clientSecret,
    products: 10,
    orders: 10,
    selfCheck: true
  })
  const described = await simulator.fetch(new Request(`${origin}/_simulator/openapi.json`))
  const shown = `clientId=demo&clientSecret=${encodeURIComponent(clientSecret)}`
  const given = await simulator.fetch(new Request(`${origin}/api/Token?${shown}`, { method: "POST" }))
  const authorization = `Bearer ${await given.text()}`
  let calls = 0
  return {
    // The validator compiles what is used of it, and its own tests hold the rest.
    document: (await described.json()) as Document,
    origin,
    base: "",
    root: "/api/",
    send: simulator.fetch,
    credentials: () => ({ authorization }),
    secrets: [clientSecret],
    known: [{ clientId: "demo", clientSecret, marketId: "epic_market_no" }],
    examples: {
      "POST /api/Orders": [shopOrder("FUZZ-{new}")],
      "POST /api/Orders/Update": [shopOrder("{orderId}")],
      "PUT /api/Orders/Update": [shopOrder("{orderId}")],
      "PATCH /api/Stores/PatchStore": [{ id: "{storeId}", name: "Butikken" }],
      "PUT /api/Inventory/Update": [{ sku: "{skuId}", warehouseCode: "{warehouseCode}", inventory: 7 }],
      "POST /api/Deliveries/CreateDelivery/{purchaseOrderId}": [[{ lineItemId: "{lineItemId}", quantity: 1 }]],
      "POST /api/Orders/{orderId}/OrderLinesUpdate": [
        { lineItemUpdates: [{ lineItemId: "{lineItemId}", deliveredQuantity: 1 }] }
      ],
      "POST /api/Returns/{orderId}/Return": [{ returns: [{ lineItemId: "{lineItemId}", returnQuantity: 1 }] }],
      "POST /api/Returns/{orderId}/UpdateStatus": [{ returnId: "{returnId}", status: "Completed" }]
    },
    aliases: { variantId: "skuId" },
    unanswered: { "GET /api/Inventory/Scroll/{scrollId}": "a scroll begins with more than 1,000 items" },
    between: async () => {
      calls++
      if (calls % 10 === 0) await time.pass("10 seconds")
    },
    [Symbol.asyncDispose]: async () => simulator.reset()
  }
}
