import type { OngoingGoodsOwnerId, OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { Audit } from "@omnium-ongoing/domain/sync/Audit"
import type { Intent } from "@omnium-ongoing/domain/sync/Intent"
import type { WatchedOrder } from "@omnium-ongoing/domain/sync/WatchedOrder"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime } from "effect"

/** Rows as SQLite gives them. Only this folder writes them, so what is closed in the domain is closed here. */
export type ItemRow = {
  readonly id: number
  readonly tenant: string
  readonly flow: WorkItem["flow"]
  readonly key: string
  readonly lane: string
  readonly reference: string | null
  readonly source: WorkItem["source"]
  readonly event_id: string | null
  readonly body_hash: string | null
  readonly run: string | null
  readonly state: WorkItem["state"]
  readonly attempts: number
  readonly created_at: number
  readonly not_before: number | null
  readonly finished_at: number | null
  readonly cause: Exclude<WorkItem["cause"], undefined> | null
  readonly message: string | null
  readonly coalesced_into: number | null
}

export type IntentRow = {
  readonly tenant: string
  readonly flow: Intent["flow"]
  readonly key: string
  readonly state: Intent["state"]
  readonly request: string
  readonly hash: string
  readonly kept: string
  readonly reference: string | null
}

export type AuditRow = {
  readonly id: number
  readonly tenant: string
  readonly item: number
  readonly system: Audit["system"]
  readonly operation: string
  readonly key: string
  readonly at: number
  readonly finished_at: number | null
  readonly outcome: Audit["outcome"]
  readonly message: string | null
}

export type WatchedRow = {
  readonly tenant: string
  readonly order_id: OngoingOrderId
  readonly goods_owner_id: OngoingGoodsOwnerId
  readonly order_number: string
  readonly key: string
  readonly fingerprint: string
  readonly exported_at: number
  readonly sent_at: number | null
  readonly tracking_due: number | null
  readonly next_read: number | null
}

/** Computed waits have fractions, which an INTEGER column refuses; rounded up, nothing becomes due early. */
export const millis = (at: DateTime.Utc): number => Math.ceil(DateTime.toEpochMillis(at))
export const instant = (at: number): DateTime.Utc => DateTime.makeUnsafe(at)
const millisOrNull = (at: DateTime.Utc | undefined): number | null => (at === undefined ? null : millis(at))
const instantOrNone = (at: number | null): DateTime.Utc | undefined => (at === null ? undefined : instant(at))

export const itemRow = (item: WorkItem): ItemRow => ({
  id: item.id,
  tenant: item.tenant,
  flow: item.flow,
  key: item.key,
  lane: item.lane,
  reference: item.reference ?? null,
  source: item.source,
  event_id: item.eventId ?? null,
  body_hash: item.bodyHash ?? null,
  run: item.run ?? null,
  state: item.state,
  attempts: item.attempts,
  created_at: millis(item.createdAt),
  not_before: millisOrNull(item.notBefore),
  finished_at: millisOrNull(item.finishedAt),
  cause: item.cause ?? null,
  message: item.message ?? null,
  coalesced_into: item.coalescedInto ?? null
})

export const workItem = (row: ItemRow): WorkItem => ({
  id: row.id,
  tenant: row.tenant,
  flow: row.flow,
  key: row.key,
  lane: row.lane,
  ...(row.reference === null ? {} : { reference: row.reference }),
  source: row.source,
  ...(row.event_id === null ? {} : { eventId: row.event_id }),
  ...(row.body_hash === null ? {} : { bodyHash: row.body_hash }),
  ...(row.run === null ? {} : { run: row.run }),
  state: row.state,
  attempts: row.attempts,
  createdAt: instant(row.created_at),
  notBefore: instantOrNone(row.not_before),
  finishedAt: instantOrNone(row.finished_at),
  cause: row.cause ?? undefined,
  message: row.message ?? undefined,
  coalescedInto: row.coalesced_into ?? undefined
})

/** The request of a closed intent is not kept: it holds personal data. */
export const intentRow = (intent: Intent): IntentRow => ({
  tenant: intent.tenant,
  flow: intent.flow,
  key: intent.key,
  state: intent.state,
  request: intent.state === "open" ? intent.request : "",
  hash: intent.hash,
  kept: JSON.stringify(intent.kept),
  reference: intent.reference ?? null
})

export const intentOf = (row: IntentRow): Intent => ({
  tenant: row.tenant,
  flow: row.flow,
  key: row.key,
  state: row.state,
  request: row.request,
  hash: row.hash,
  kept: JSON.parse(row.kept),
  ...(row.reference === null ? {} : { reference: row.reference })
})

export const auditOf = (row: AuditRow): Audit => ({
  id: row.id,
  tenant: row.tenant,
  item: row.item,
  system: row.system,
  operation: row.operation,
  key: row.key,
  at: instant(row.at),
  finishedAt: instantOrNone(row.finished_at),
  outcome: row.outcome,
  message: row.message ?? undefined
})

export const watchedRow = (order: WatchedOrder): WatchedRow => ({
  tenant: order.tenant,
  order_id: order.orderId,
  goods_owner_id: order.goodsOwnerId,
  order_number: order.orderNumber,
  key: order.key,
  fingerprint: order.fingerprint,
  exported_at: millis(order.exportedAt),
  sent_at: millisOrNull(order.sentAt),
  tracking_due: millisOrNull(order.trackingDue),
  next_read: millisOrNull(order.nextRead)
})

export const watchedOrder = (row: WatchedRow): WatchedOrder => ({
  tenant: row.tenant,
  orderId: row.order_id,
  goodsOwnerId: row.goods_owner_id,
  orderNumber: row.order_number,
  key: row.key,
  fingerprint: row.fingerprint,
  exportedAt: instant(row.exported_at),
  sentAt: instantOrNone(row.sent_at),
  trackingDue: instantOrNone(row.tracking_due),
  nextRead: instantOrNone(row.next_read)
})
