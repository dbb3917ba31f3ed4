import { createHash } from "node:crypto"
import { cancellationStep } from "@omnium-ongoing/domain/omnium/OrderStatus"
import { OngoingGoodsOwnerId, OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { keyOf } from "@omnium-ongoing/domain/order-sync/MatchedOrderSync"
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { ofGoodsOwner } from "@omnium-ongoing/domain/sync/Lane"
import type { Source } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect, Schema } from "effect"
import type { Context } from "hono"
import { announce } from "../engine/Inbox.ts"
import { Tenants } from "../engine/Tenants.ts"
import { limits, readJson } from "./Body.ts"
import { type AnnouncedEntity, type Announcement, announcement } from "./OmniumPayload.ts"
import { orderHint, WebhookOrder } from "./OngoingPayload.ts"
import { problem } from "./Problem.ts"
import type { Route, Run } from "./Route.ts"

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

const received = async (c: Context, limit: number) => {
  const body = await readJson(c.req.raw, limit)
  if (body._tag === "TooLarge") return problem(c, 413, "Content Too Large", `At most ${limit} bytes are read.`)
  return body._tag === "Malformed" ? problem(c, 400, "Bad Request", "The body is not JSON.") : body
}

/** What could not be stored was not received: 503 makes Omnium and Ongoing send it again, 4xx would not. */
const stored = async (c: Context, storing: Promise<unknown>, answer: Response): Promise<Response> => {
  try {
    await storing
    return answer
  } catch {
    return problem(c, 503, "Service Unavailable", "It could not be stored. Send it again.")
  }
}

const intakeOf = {
  order: "order-intake",
  delivery: "delivery-intake",
  product: "product-intake"
} as const satisfies Record<AnnouncedEntity, string>

const announced = (run: Run, c: Context, source: Source, announced: Announcement, bytes: Uint8Array) =>
  run(
    announce({
      tenant: c.req.param("tenant") ?? "",
      flow: intakeOf[announced.entity],
      key: announced.id,
      source,
      bodyHash: sha256(bytes),
      ...(announced.eventId === undefined ? {} : { eventId: announced.eventId })
    })
  )

/** The workflow steps, and the buttons in their stead, with what they announce. */
const announcedBySteps: ReadonlyMap<string, AnnouncedEntity> = new Map([
  ["OngoingOrderExporter", "order"],
  [cancellationStep, "order"],
  ["OngoingDeliveryExporter", "delivery"],
  ["OngoingProductExporter", "product"]
])

/** What a button in Omnium's user interface waits for; a workflow step does not. */
const Verdict = Schema.Struct({ isValid: Schema.Boolean })

/** The doors through which the two systems announce work. Nothing is done here but storing it. */
export const doors = (run: Run): ReadonlyArray<Route> => [
  {
    method: "POST",
    path: "/tenants/:tenant/workflow/:step",
    access: "omnium",
    summary: "A workflow step of Omnium, or a button in its user interface, announces an entity.",
    body: Schema.Unknown,
    answer: { json: Verdict, isOptional: true },
    problems: [400, 413, 501, 503],
    handler: async (c) => {
      const step = c.req.param("step")
      const expected = announcedBySteps.get(step ?? "")
      if (expected === undefined) {
        return problem(c, 501, "Not Implemented", `The workflow step ${step} is not supported by this version.`)
      }
      const body = await received(c, limits.workflow)
      if (body instanceof Response) return body
      const named = announcement(body.json, expected)
      if (named === undefined) return problem(c, 400, "Bad Request", `The body names no ${expected}.`)
      const answer = named.isGuiExtension ? c.json({ isValid: true }) : c.body(null, 200)
      // A call to cancel exports nothing, even if it comes before the cancelled order is saved: it is merely noticed.
      const source = step === cancellationStep ? "event" : "workflow"
      return stored(c, announced(run, c, source, named, body.bytes), answer)
    }
  },
  {
    method: "POST",
    path: "/tenants/:tenant/events/omnium",
    access: "omnium",
    summary:
      "An event subscription of Omnium. Events about anything but orders, deliveries and products are answered and left.",
    body: Schema.Unknown,
    answer: "nothing",
    problems: [400, 413, 503],
    handler: async (c) => {
      const body = await received(c, limits.other)
      if (body instanceof Response) return body
      const named = announcement(body.json)
      if (named === undefined) return c.body(null, 200)
      return stored(c, announced(run, c, "event", named, body.bytes), c.body(null, 200))
    }
  },
  {
    method: "POST",
    path: "/tenants/:tenant/webhooks/ongoing",
    access: "ongoing",
    summary: "A webhook of Ongoing: a hint that an order has changed. The order is read afterwards.",
    body: WebhookOrder,
    answer: "nothing",
    problems: [400, 413, 503],
    handler: async (c) => {
      const body = await received(c, limits.other)
      if (body instanceof Response) return body
      const hint = orderHint(body.json)
      if (hint === undefined) return c.body(null, 200)
      const storing = run(
        Effect.gen(function* () {
          const tenant = (yield* Tenants).get(c.req.param("tenant") ?? "")
          if (tenant === undefined) return
          const journal = yield* Journal
          const state = {
            orderId: OngoingOrderId.make(hint.orderId),
            goodsOwnerOrderId: hint.goodsOwnerOrderId ?? undefined
          }
          yield* journal.commit({
            items: [
              {
                tenant: tenant.tenant.id,
                flow: "order-sync",
                key: keyOf(state),
                reference: String(hint.orderId),
                lane: ofGoodsOwner(tenant.tenant.installation, OngoingGoodsOwnerId.make(hint.goodsOwnerId)),
                source: "webhook",
                bodyHash: sha256(body.bytes),
                ...(hint.webhookEventId == null ? {} : { eventId: String(hint.webhookEventId) })
              }
            ]
          })
          yield* (yield* CrashPoint)("hint not answered")
        })
      )
      return stored(c, storing, c.body(null, 200))
    }
  }
]
