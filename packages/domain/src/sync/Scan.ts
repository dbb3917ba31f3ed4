import { type DateTime, Effect, Stream } from "effect"
import { advanced, type Cursor } from "./Cursor.ts"
import { type Counts, noCounts } from "./SyncReport.ts"
import type { NewItem } from "./WorkItem.ts"

interface Read {
  readonly items: ReadonlyArray<NewItem>
  readonly counts: Counts
  readonly readAt: DateTime.Utc | undefined
}

/**
 * Turns pages that were read into work, one commit a page. The cursor enters the journal with the last page, so that a
 * scan that breaks off is simply done again; it is taken from the time at which the first page was read.
 */
export const scan = <Page extends { readonly readAt: DateTime.Utc }, E, R, E2, R2, E3>(options: {
  readonly pages: Stream.Stream<Page, E, R>
  readonly rows: (page: Page, counts: Counts) => Effect.Effect<Pick<Read, "items" | "counts">, E2, R2>
  readonly commit: (batch: {
    readonly items: ReadonlyArray<NewItem>
    readonly cursor?: Cursor
  }) => Effect.Effect<unknown, E3>
  readonly cursor: { readonly at: Omit<Cursor, "position">; readonly before: DateTime.Utc | undefined }
}): Effect.Effect<Counts, E | E2 | E3, R | R2> =>
  Effect.gen(function* () {
    const start: Read = { items: [], counts: noCounts, readAt: undefined }
    const last = yield* Stream.runFoldEffect(
      options.pages,
      () => start,
      (read, page) =>
        Effect.gen(function* () {
          if (read.items.length > 0) yield* options.commit({ items: read.items })
          return { ...(yield* options.rows(page, read.counts)), readAt: read.readAt ?? page.readAt }
        })
    )
    if (last.readAt !== undefined) {
      const position = advanced(options.cursor.before, last.readAt)
      yield* options.commit({ items: last.items, cursor: { ...options.cursor.at, position } })
    }
    return last.counts
  })
