import { Array, Effect } from "effect"
import { Omnium } from "../ports/Omnium.ts"

/** As many SKUs as Omnium is asked for at once. */
const batch = 200

/** Those of a deleted product's SKUs that another product has now: their articles are that one's. */
export const movedSkus = Effect.fn("movedSkus")(function* (deleted: ReadonlyArray<string>) {
  const omnium = yield* Omnium
  const living = yield* Effect.forEach(Array.chunksOf(deleted, batch), (some) => omnium.existingSkus(some))
  return new Set(living.flatMap((some) => [...some]))
})
