import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { ofTenant } from "@omnium-ongoing/domain/sync/Lane"
import type { NewItem, Source } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect } from "effect"

export interface Announced {
  readonly tenant: string
  readonly flow: "order-intake" | "delivery-intake" | "product-intake"
  /** The entity's id. */
  readonly key: string
  readonly source: Source
  readonly eventId?: string
  /** SHA-256 of the body as it came. */
  readonly bodyHash: string
}

/** Stores that an entity was announced. Durable once it has returned; only then may the sender be answered. */
export const announce = Effect.fnUntraced(function* (announced: Announced) {
  const journal = yield* Journal
  yield* journal.commit({
    items: [
      {
        tenant: announced.tenant,
        flow: announced.flow,
        key: announced.key,
        lane: ofTenant(announced.tenant),
        source: announced.source,
        bodyHash: announced.bodyHash,
        ...(announced.eventId === undefined ? {} : { eventId: announced.eventId })
      } satisfies NewItem
    ]
  })
  yield* (yield* CrashPoint)("announcement not answered")
})
