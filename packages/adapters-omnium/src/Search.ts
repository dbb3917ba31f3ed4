import { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect } from "effect"

/** The most rows that Omnium gives a page of a search. */
export const pageSize = 100

export interface SearchPage<Row> {
  readonly rows: ReadonlyArray<Row>
  /** How many rows there are on all pages; 0 when it is not told. */
  readonly total: number
}

/**
 * All rows of a search, read page by page from page 0, each once. A short page is the last, unless there are said to be
 * more. Beyond 10,000 rows Omnium refuses the next page. A page without a new row means that the server does not advance.
 */
export const everyPage = Effect.fnUntraced(function* <Row extends { readonly id: string }>(
  operation: string,
  read: (page: number) => Effect.Effect<SearchPage<Row>, OmniumError>
): Effect.fn.Return<ReadonlyArray<Row>, OmniumError> {
  const all = new Map<string, Row>()
  for (let page = 0; ; page++) {
    const { rows, total } = yield* read(page)
    const before = all.size
    for (const row of rows) all.set(row.id, row)
    const isLast = rows.length === 0 || (rows.length < pageSize && total <= all.size)
    if (isLast) return [...all.values()]
    if (all.size === before) return yield* stuck(operation)
  }
})

export const stuck = (operation: string): OmniumError =>
  new OmniumError({ operation, reason: new MalformedAnswer({ message: "the server does not advance" }) })
