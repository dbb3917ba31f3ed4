import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { Effect, Layer } from "effect"
import { Wakes } from "./Wakes.ts"

/** The journal as everybody uses it: whoever inserts an open item wakes its lane. */
export const layer = Layer.effect(
  Journal,
  Effect.gen(function* () {
    const journal = yield* Journal
    const wakes = yield* Wakes
    return Journal.of({
      ...journal,
      commit: (batch) =>
        Effect.tap(journal.commit(batch), (items) =>
          wakes.lanes(items.filter((item) => item.state === "open").map((item) => item.lane))
        ),
      retry: (id) =>
        Effect.tap(journal.retry(id), (item) => (item._tag === "Some" ? wakes.lanes([item.value.lane]) : Effect.void))
    })
  })
)
