import type { Reply } from "@omnium-ongoing/adapter-kit/Reply"
import type { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { type DateTime, Effect, Option, Stream } from "effect"
import { stuck } from "./Search.ts"

/** Far more than any scroll holds; reached only when the server never comes to an end. */
const mostBatches = 10_000

interface Batch<Row> {
  readonly result?: ReadonlyArray<Row> | null
  readonly scrollId?: string | null
}

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
export const scroll = <Row>(options: {
  readonly operation: string
  readonly idOf: (row: Row) => string
  readonly start: Effect.Effect<Reply<Batch<Row>>, OmniumError>
  readonly next: (scrollId: string) => Effect.Effect<Reply<Batch<Row>>, OmniumError>
}): Stream.Stream<{ readonly rows: ReadonlyArray<Row>; readonly readAt: DateTime.Utc }, OmniumError> =>
  Stream.paginate<
    Position | undefined,
    { readonly rows: ReadonlyArray<Row>; readonly readAt: DateTime.Utc },
    OmniumError
  >(
    undefined,
    Effect.fnUntraced(function* (position) {
      const { value, readAt } = yield* position === undefined ? options.start : options.next(position.scrollId)
      const rows = value.result ?? []
      const startedAt = position?.startedAt ?? readAt
      const page = { rows, readAt: startedAt }
      if (rows.length === 0) return [position === undefined ? [page] : [], Option.none()]

      const lastIds = rows.map(options.idOf).join("\n")
      const batches = (position?.batches ?? 0) + 1
      if (lastIds === position?.lastIds || batches > mostBatches) return yield* stuck(options.operation)
      return [
        [page],
        value.scrollId ? Option.some({ scrollId: value.scrollId, startedAt, batches, lastIds }) : Option.none()
      ]
    })
  )
