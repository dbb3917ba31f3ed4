/** Called by the warehouse when something happens. */
export interface Webhook {
  readonly id: number
  readonly url: string
  /** Sent as `X-Auth-Token`. */
  readonly token: string | null
  readonly basic: { readonly user: string; readonly password: string } | null
  readonly events: ReadonlyArray<WebhookEvent>
  readonly retry: "none" | "oneDay"
}

/** What a webhook is told of unless it names its events. */
export const orderEvents = ["created", "statusChanged", "picked"] as const

export const webhookEvents = [
  ...orderEvents,
  "purchaseOrderCreated",
  "purchaseOrderStatusChanged",
  "purchaseOrderReceived",
  "returned",
  "inventory"
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export interface WebhookDelivery {
  readonly id: number
  readonly webhookId: number
  readonly event: WebhookEvent
  readonly body: string
  /** Each try: when, and the answer's status or what went wrong. */
  readonly attempts: ReadonlyArray<{ readonly at: number; readonly outcome: number | string }>
  readonly state: "waiting" | "delivered" | "given up"
  /** The event, or the last replay: how long it is tried counts from here. */
  readonly since: number
  /** When it is tried next, as long as it waits. */
  readonly dueAt: number | null
}
