import type { World } from "@omnium-ongoing/simulator-kit/World"
import { basicAuthorization } from "../BasicAuthorization.ts"
import type { Order } from "../Order.ts"
import { statusText } from "../OrderStatuses.ts"
import { nextId, type OrderEvent, type Warehouse, type Webhook, type WebhookDelivery } from "../Warehouse.ts"

const minute = 60_000
const hour = 60 * minute

/** After 1, 5, 15 and 30 minutes, then every two hours until a day has passed since the event. */
const oneDayDelays = [minute, 5 * minute, 15 * minute, 30 * minute]
const laterDelay = 2 * hour
const day = 24 * hour

/** Sends an event to every webhook that wants it, once the running command is through. */
export const announce = (world: World<Warehouse>, event: OrderEvent, order: Order): void => {
  for (const webhook of world.state.webhooks.values()) {
    if (!webhook.events.includes(event)) continue
    const id = nextId(world.state, "webhookEvent")
    const body = JSON.stringify(payload(world, id, webhook, order))
    save(world, { id, webhookId: webhook.id, event, body, attempts: [], state: "waiting" })
    const since = world.clock.now()
    void Promise.resolve().then(() => deliver(world, id, since))
  }
}

/** Sends a delivery once more, whatever became of it; false if there is none. */
export const replay = async (world: World<Warehouse>, id: number): Promise<boolean> => {
  const delivery = world.state.deliveries.get(id)
  if (delivery === undefined) return false
  save(world, { ...delivery, state: "waiting" })
  await deliver(world, id, world.clock.now())
  return true
}

const deliver = async (world: World<Warehouse>, id: number, since: number): Promise<void> => {
  const waiting = world.state.deliveries.get(id)
  const webhook = waiting === undefined ? undefined : world.state.webhooks.get(waiting.webhookId)
  if (waiting === undefined || webhook === undefined || waiting.state !== "waiting") return
  const outcome = await world.host.send(requestOf(webhook, waiting.body)).then(
    (response) => response.status,
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  )
  const present = world.state.deliveries.get(id)
  if (present === undefined) return
  const attempts = [...present.attempts, { at: world.clock.now(), outcome }]
  if (typeof outcome === "number" && outcome >= 200 && outcome < 300) {
    save(world, { ...present, attempts, state: "delivered" })
    return
  }
  const when = world.clock.now() + (oneDayDelays[attempts.length - 1] ?? laterDelay)
  const isOver = webhook.retry === "none" || when > since + day
  save(world, { ...present, attempts, state: isOver ? "given up" : "waiting" })
  if (!isOver) world.clock.at(when, `webhook ${webhook.id}, event ${id}`, () => deliver(world, id, since))
}

const save = (world: World<Warehouse>, delivery: WebhookDelivery): void =>
  world.state.deliveries.set(delivery.id, delivery, () => {})

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

/** Small on purpose: a receiver fetches the order. A retry repeats it as it is, its timestamp included. */
const payload = (world: World<Warehouse>, id: number, webhook: Webhook, order: Order) => ({
  webhookOrdersId: webhook.id,
  webhookEventId: id,
  webhookTemplate: null,
  system: "ongoing-simulator",
  path: `/api/v1/orders/${order.id}`,
  timestamp: new Date(world.clock.now()).toISOString().replace("Z", "0000"),
  orderId: order.id,
  orderNumber: order.number,
  goodsOwnerOrderId: order.header.goodsOwnerOrderId ?? null,
  consigneeOrderNumber: order.header.consigneeOrderNumber ?? null,
  goodsOwnerId: order.ownerId,
  goodsOwnerName: world.state.owners.get(order.ownerId)?.name ?? null,
  orderStatus: { number: order.status, text: statusText(order.status, world.state.settings.statusLanguage) },
  tracking: [...order.tracking, ...order.returnTracking].map((tracking) => ({
    waybill: tracking.waybill,
    trackingUrl: tracking.trackingUrl,
    isReturn: order.returnTracking.includes(tracking)
  })),
  parcels: order.parcels.map((parcel) => ({
    id: parcel.id,
    parcelNumber: parcel.number,
    isReturnParcel: parcel.isReturn,
    tracking: { trackingUrl: parcel.trackingUrl }
  })),
  byUser: null,
  byComputer: null
})
