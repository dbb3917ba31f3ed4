import { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect } from "effect"

/** The most rows that Omnium gives a page of a search. */
export const pageSize = 100

/**
 * All rows of a search, read page by page from page 0, each once. Beyond 10,000 rows Omnium refuses the next page.
 * A full page without a new row means that the server does not advance.
 */
export const everyPage = Effect.fnUntraced(function* <Row extends { readonly id: string }>(
  operation: string,
  read: (page: number) => Effect.Effect<ReadonlyArray<Row>, OmniumError>
): Effect.fn.Return<ReadonlyArray<Row>, OmniumError> {
  const rows = new Map<string, Row>()
  for (let page = 0; ; page++) {
    const found = yield* read(page)
    const before = rows.size
    for (const row of found) rows.set(row.id, row)
    if (found.length < pageSize) return [...rows.values()]
    if (rows.size === before) return yield* stuck(operation)
  }
})

export const stuck = (operation: string): OmniumError =>
  new OmniumError({ operation, reason: new MalformedAnswer({ message: "the server does not advance" }) })
