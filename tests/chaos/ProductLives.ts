import type { Dice } from "./Dice.ts"
import type { Happening } from "./Story.ts"

const day = 24 * 3_600_000

/** Barcodes are few, so that a new product may get one that another has, or had. */
const barcodes = ["7031234500014", "7031234500021", "7031234500038"]

/** Products that nobody orders come, change their names and barcodes, and go. */
export const drawProducts = (
  dice: Dice,
  tenant: string,
  lasts: number,
  inBurst: () => number
): ReadonlyArray<Happening> =>
  Array.from({ length: dice.int(1, 4) }, (_, index): ReadonlyArray<Happening> => {
    const id = `NEW${index + 1}`
    const begins = inBurst()
    let at = begins
    const later = (): number => {
      at += dice.int(0, dice.pick([60_000, Math.min(day, lasts)]))
      return at
    }
    return [
      { at: begins, do: "product", tenant, id, ean: dice.pick(barcodes) },
      ...(dice.chance(0.5)
        ? [{ at: later(), do: "rename", tenant, id, name: `Name ${dice.int(1, 99)}` } as const]
        : []),
      ...(dice.chance(0.4) ? [{ at: later(), do: "barcode", tenant, id, ean: dice.pick(barcodes) } as const] : []),
      ...(dice.chance(0.4) ? [{ at: later(), do: "delete product", tenant, id } as const] : [])
    ]
  }).flat()
