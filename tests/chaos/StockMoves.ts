import type { Dice } from "./Dice.ts"
import type { Happening } from "./Story.ts"

/** Shelves are counted at the warehouse, and somebody now and then corrects what Omnium holds. */
export const drawStockMoves = (
  dice: Dice,
  tenants: ReadonlyArray<string>,
  inBurst: () => number
): ReadonlyArray<Happening> => [
  ...Array.from(
    { length: dice.int(0, 8) },
    (): Happening => ({
      at: inBurst(),
      do: "count",
      article: dice.int(0, 3),
      warehouse: dice.pick(["main", "main", "second"]),
      by: dice.pick([-7, -2, -1, 1, 2, 3, 50])
    })
  ),
  ...Array.from(
    { length: dice.int(0, 3) },
    (): Happening => ({
      at: inBurst(),
      do: "set stock",
      tenant: dice.pick(tenants),
      article: dice.int(0, 3),
      warehouse: dice.pick(["main", "second"]),
      to: dice.int(0, 200)
    })
  )
]
