import type { Reply } from "@omnium-ongoing/adapter-kit/Reply"
import type { OmniumError, OmniumOrderPage } from "@omnium-ongoing/domain/ports/Omnium"
import { type DateTime, Effect, Option, Stream } from "effect"
import { stuck } from "./Search.ts"
import type { WireOrderPage } from "./wire/Order.ts"
import { toOrder } from "./wire/OrderMapping.ts"

/** Far more than any scroll holds; reached only when the server never comes to an end. */
const mostBatches = 10_000

type Batch = Effect.Effect<Reply<WireOrderPage>, OmniumError>

interface Position {
  readonly scrollId: string
  readonly startedAt: DateTime.Utc
  readonly batches: number
  readonly lastIds: string
}

/**
 * Every batch of a scroll, the first one even when it is empty. A scroll is a snapshot, so each page counts as read when
 * the scroll began. The id to go on with is always the latest; that it stays the same does not mean that the rows do.
 */
export const scroll = (
  operation: string,
  start: Batch,
  next: (scrollId: string) => Batch
): Stream.Stream<OmniumOrderPage, OmniumError> =>
  Stream.paginate<Position | undefined, OmniumOrderPage, OmniumError>(
    undefined,
    Effect.fnUntraced(function* (position) {
      const { value, readAt } = yield* position === undefined ? start : next(position.scrollId)
      const orders = (value.result ?? []).map(toOrder)
      const startedAt = position?.startedAt ?? readAt
      const page = { orders, readAt: startedAt }
      if (orders.length === 0) return [position === undefined ? [page] : [], Option.none()]

      const lastIds = orders.map(({ id }) => id).join("\n")
      const batches = (position?.batches ?? 0) + 1
      if (lastIds === position?.lastIds || batches > mostBatches) return yield* stuck(operation)
      return [
        [page],
        value.scrollId ? Option.some({ scrollId: value.scrollId, startedAt, batches, lastIds }) : Option.none()
      ]
    })
  )
