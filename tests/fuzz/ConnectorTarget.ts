import { adminKey, ConnectorWorld, secretOf } from "../support/ConnectorWorld.ts"
import type { Described, Document } from "./Operations.ts"
import type { Target } from "./Target.ts"

const passwords = { ongoing: 'canary-Ω"og&1+/=', omnium: "canary-øm\\ni um&2?#" }
const token = "label".padEnd(32, "0")
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

/** What each kind of security takes. */
const shown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  adminKey: bearer(adminKey),
  webhookBearer: bearer(secretOf("epic")),
  ongoingToken: { "x-auth-token": secretOf("epic") }
}

export const connectorTarget = async (): Promise<Target> => {
  const world = await ConnectorWorld.open({ passwords })
  for (const id of ["A-1", "A-2"]) await world.exported(id)
  world.blobs.set(token, { bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]), contentType: "application/pdf" })
  const described = await world.door("GET", "/openapi.json")
  let calls = 0
  return {
    // The validator compiles what is used of it, and its own tests hold the rest.
    document: (await described.json()) as Document,
    origin: "http://connector.test",
    base: "",
    root: "/",
    send: async (request) => {
      const answer = world.connector(request)
      let isOpen = true
      const ended = () => {
        isOpen = false
      }
      answer.then(ended, ended)
      await world.quiet()
      // A drain waits for an hour at most.
      if (isOpen) await world.pass("61 minutes")
      return answer
    },
    credentials: ({ security = [] }: Described) => shown[Object.keys(security[0] ?? {})[0] ?? ""] ?? {},
    secrets: [adminKey, secretOf("epic"), passwords.ongoing, passwords.omnium],
    known: [
      { tenant: "epic", step: "OngoingOrderExporter", task: "OngoingSyncScheduledTask", key: "A-1" },
      { token, orderId: 50_001, goodsOwnerId: 7 }
    ],
    examples: {
      "POST /tenants/{tenant}/workflow/{step}": [
        { id: "{key}" },
        { order: { id: "N-{new}" } },
        { value: { id: "A-1" }, workflowStep: {} },
        { guiExtension: {}, eventData: { className: "Order", objectId: "A-2" } }
      ],
      "POST /tenants/{tenant}/events/omnium": [
        { id: "E{new}", className: "Order", objectId: "{key}" },
        { id: "E{new}", className: "Product", objectId: "P1000" },
        { id: "E{new}", className: "Delivery", objectId: "D1001" }
      ],
      "POST /tenants/{tenant}/webhooks/ongoing": [{ orderId: "{orderId}", goodsOwnerId: 7, webhookEventId: 1 }],
      "POST /api/tenants/{tenant}/tasks/{task}/run": [{}],
      "POST /api/tenants/{tenant}/drain": [{}],
      "POST /api/items/{id}/dismiss": [{ note: "Not needed" }]
    },
    aliases: { orderNumber: "key" },
    unanswered: {},
    between: async () => {
      calls++
      if (calls % 25 !== 0) return
      // An order that there is not is dead after a quarter of an hour.
      await world.announce({ id: `B-${calls}` })
      await world.pass("20 minutes")
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]()
  }
}
