import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { basicAuthorization } from "../BasicAuthorization.ts"
import { nextId, type Warehouse } from "../Warehouse.ts"
import type { Webhook, WebhookDelivery, WebhookEvent } from "../Webhook.ts"
import type { Payload } from "./WebhookPayloads.ts"

const minute = 60_000
const hour = 60 * minute

/** After 1, 5, 15 and 30 minutes, then every two hours until a day has passed since the event. */
const oneDayDelays = [minute, 5 * minute, 15 * minute, 30 * minute]
const laterDelay = 2 * hour
const day = 24 * hour

/** Sends an event to every webhook that wants it, once the running command is through. */
export const announce = (world: World<Warehouse>, event: WebhookEvent, payload: Payload): void => {
  for (const webhook of world.state.webhooks.values()) {
    if (!webhook.events.includes(event)) continue
    const id = nextId(world.state, "webhookEvent")
    const body = JSON.stringify(bodyOf(world, id, webhook, payload))
    const now = world.clock.now()
    save(world, { id, webhookId: webhook.id, event, body, attempts: [], state: "waiting", since: now, dueAt: now })
    void Promise.resolve().then(() => deliver(world, id, now))
  }
}

/** Sends a delivery once more, whatever became of it; false if there is none. */
export const replay = async (world: World<Warehouse>, id: number): Promise<boolean> => {
  const delivery = world.state.deliveries.get(id)
  if (delivery === undefined) return false
  const now = world.clock.now()
  save(world, { ...delivery, state: "waiting", since: now, dueAt: now })
  await deliver(world, id, now)
  return true
}

/** Schedules the next try of every delivery that waits for one. */
export const armWebhooks = (world: World<Warehouse>): void => {
  for (const delivery of world.state.deliveries.values()) schedule(world, delivery)
}

const schedule = (world: World<Warehouse>, { id, webhookId, dueAt }: WebhookDelivery): void => {
  if (dueAt !== null) world.clock.at(dueAt, `webhook ${webhookId}, event ${id}`, () => deliver(world, id, dueAt))
}

/** Does nothing when the delivery is no longer due then: it was sent, replayed, or the world was reset. */
const deliver = async (world: World<Warehouse>, id: number, dueAt: number): Promise<void> => {
  const waiting = world.state.deliveries.get(id)
  const webhook = waiting === undefined ? undefined : world.state.webhooks.get(waiting.webhookId)
  if (waiting === undefined || webhook === undefined || waiting.dueAt !== dueAt) return
  const outcome = await world.host.send(requestOf(webhook, waiting.body)).then(
    (response) => response.status,
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  )
  const present = world.state.deliveries.get(id)
  if (present === undefined) return
  const now = world.clock.now()
  const attempts = [...present.attempts, { at: now, outcome }]
  if (typeof outcome === "number" && outcome >= 200 && outcome < 300) {
    save(world, { ...present, attempts, state: "delivered", dueAt: null })
    return
  }
  const when = now + (oneDayDelays[attempts.length - 1] ?? laterDelay)
  const isOver = webhook.retry === "none" || when > present.since + day
  const tried: WebhookDelivery = isOver
    ? { ...present, attempts, state: "given up", dueAt: null }
    : { ...present, attempts, dueAt: when }
  save(world, tried)
  schedule(world, tried)
}

const save = (world: World<Warehouse>, delivery: WebhookDelivery): void => {
  world.state.deliveries.set(delivery.id, delivery, unrecorded)
}

const requestOf = (webhook: Webhook, body: string): Request =>
  new Request(webhook.url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(webhook.token !== null && { "x-auth-token": webhook.token }),
      ...(webhook.basic !== null && {
        authorization: basicAuthorization(webhook.basic.user, webhook.basic.password)
      })
    }
  })

/** A retry repeats it as it is, its timestamp included. */
const bodyOf = (world: World<Warehouse>, id: number, webhook: Webhook, { webhookIdName, path, members }: Payload) => ({
  [webhookIdName]: webhook.id,
  webhookEventId: id,
  webhookTemplate: null,
  system: "ongoing-simulator",
  path,
  timestamp: new Date(world.clock.now()).toISOString().replace("Z", "0000"),
  ...members,
  byUser: null,
  byComputer: null
})
