import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect, Option } from "effect"
import { noticesOf } from "./ItemRun.ts"
import { Upstreams } from "./Upstreams.ts"

/** What a person may do with an item. `Closed` is one that is neither dead nor held. */
export type Acted =
  | { readonly _tag: "Item"; readonly item: WorkItem }
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Closed"; readonly item: WorkItem }

/** Back to work, with everything read anew: whoever retries has mended something. */
export const retry = Effect.fn("retry")(function* (id: number) {
  const journal = yield* Journal
  const before = Option.getOrUndefined(yield* journal.item(id))
  if (before === undefined) return { _tag: "Unknown" } as const satisfies Acted
  if (before.state !== "dead" && before.state !== "held")
    return { _tag: "Closed", item: before } as const satisfies Acted
  const upstreams = yield* Upstreams
  yield* upstreams.tryAgain(before.tenant)
  const item = Option.getOrElse(yield* journal.retry(id), () => before)
  yield* Effect.logInfo("item retried by an operator", { item: id, tenant: item.tenant, key: item.key })
  return { _tag: "Item", item } as const satisfies Acted
})

/** Given up for good, with a note that says why. The error on the order goes with it. */
export const dismiss = Effect.fn("dismiss")(function* (id: number, note: string) {
  const journal = yield* Journal
  const before = Option.getOrUndefined(yield* journal.item(id))
  if (before === undefined) return { _tag: "Unknown" } as const satisfies Acted
  if (before.state !== "dead" && before.state !== "held")
    return { _tag: "Closed", item: before } as const satisfies Acted
  yield* journal.commit({
    outcomes: [{ item: id, outcome: { _tag: "Skipped", cause: "dismissed", message: note } }],
    items: noticesOf(before).map((notice) => ({ ...notice, source: "operator" }))
  })
  yield* Effect.logInfo("item dismissed by an operator", { item: id, tenant: before.tenant, key: before.key })
  return { _tag: "Item", item: Option.getOrElse(yield* journal.item(id), () => before) } as const satisfies Acted
})
