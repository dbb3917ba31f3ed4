import type { Dice } from "./Dice.ts"
import type { Happening, Purchase } from "./Story.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute

const arrived = 199
const notified = 200

export const drawPurchases = (dice: Dice, tenants: ReadonlyArray<string>): ReadonlyArray<Purchase> =>
  tenants.flatMap((tenant) =>
    Array.from({ length: dice.int(1, 3) }, (_, index) => ({
      tenant,
      id: `D-${tenant}-${index + 1}`,
      warehouse: dice.pick(["main", "main", "second"] as const),
      lines: Array.from({ length: dice.int(1, 2) }, () => ({ article: dice.int(0, 3), quantity: dice.int(2, 9) }))
    }))
  )

/** Goods come in rounds, now and then more of them than were announced; then the purchase order ends, or is voided. */
export const lifeOfPurchase = (
  dice: Dice,
  purchase: Purchase,
  pace: number,
  inBurst: () => number
): ReadonlyArray<Happening> => {
  const { tenant, id } = purchase
  const announced = inBurst()
  const life: Array<Happening> = [{ at: announced, do: "purchase", purchase }]
  let at = announced + dice.pick([5 * second, minute, pace, pace + 10 * minute])
  const next = (): number => {
    at += dice.chance(0.5) ? dice.int(5 * second, 5 * minute) : dice.int(5 * minute, 2 * pace)
    return at
  }
  if (dice.chance(0.3)) life.push({ at: next(), do: "invoice", tenant, id, number: `F-${dice.int(100, 999)}` })
  if (dice.chance(0.3)) life.push({ at: next(), do: "inbound status", id, number: dice.pick([arrived, notified]) })
  for (let round = dice.int(0, 3); round > 0; round--) {
    const line = dice.int(1, purchase.lines.length)
    life.push({ at: next(), do: "receive", id, line, quantity: dice.int(1, 6) })
  }
  if (dice.chance(0.1)) life.push({ at: next(), do: "inbound status", id, number: dice.pick([900, 1000]) })
  else if (dice.chance(0.5)) life.push({ at: next(), do: "inbound end", id, accept: dice.chance(0.5) })
  if (dice.chance(0.1)) life.push({ at: next() + hour, do: "receive", id, line: 1, quantity: 1 })
  return life
}
