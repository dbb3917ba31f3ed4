import type { Dice } from "./Dice.ts"
import type { Happening, PlacedOrder, WarehouseAction } from "./Story.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Tenants number their orders alike, so that numbers may collide at a goods owner they share. */
export const drawOrders = (dice: Dice, tenant: string, count: number): ReadonlyArray<PlacedOrder> =>
  Array.from({ length: count }, (_, index) => {
    const number = dice.chance(0.3) ? `EPIC-${1000 + index}-${dice.pick(["1", "A"])}` : `EPIC${1000 + index}`
    const warehouses = dice.chance(0.25)
      ? dice.pick([
          ["main", "second"],
          ["main", "shop"],
          ["main", "main"]
        ] as const)
      : [dice.pick(["main", "main", "main", "second", "shop"] as const)]
    return {
      tenant,
      id: tenant === "epic" ? number : `${tenant}${number}`,
      number,
      shipments: warehouses.map((warehouse) => ({ warehouse, quantity: dice.int(1, 4) })),
      article: dice.int(0, 3),
      hasAddress: !dice.chance(0.05)
    }
  })

/** Numbers of orders in Ongoing that leave the warehouse with nothing to follow them by. */
export const drawUnpacked = (dice: Dice, orders: ReadonlyArray<PlacedOrder>): ReadonlySet<string> =>
  new Set(
    orders
      .flatMap(({ number, shipments }) => shipments.map((_, index) => `${number}-${index + 1}`))
      .filter(() => dice.chance(0.15))
  )

/** What was never packed and is set back to picked is again what it was: there the books show nothing to do. */
export const isLeftOut = (unpacked: ReadonlySet<string>, happening: Happening): boolean =>
  ((happening.do === "work" && happening.action === "pack") || happening.do === "set back") &&
  unpacked.has(happening.number)

/** An order with nothing odd about it, so that no story is of nothing. */
export const plainLife = (at: number): ReadonlyArray<Happening> => {
  const number = "EPIC999"
  const shipments = [{ warehouse: "main", quantity: 2 }] as const
  return [
    { at, do: "order", order: { tenant: "epic", id: number, number, shipments, article: 0, hasAddress: true } },
    { at: at + minute, do: "trigger", tenant: "epic", id: number, silent: false }
  ]
}

export const lifeOf = (
  dice: Dice,
  order: PlacedOrder,
  pace: number,
  inBurst: () => number
): ReadonlyArray<Happening> => {
  const { tenant, id, number } = order
  const triggered = inBurst()
  const placed = Math.max(0, triggered - dice.pick([5 * second, 20 * minute, 3 * hour]))
  const life: Array<Happening> = [{ at: placed, do: "order", order }]
  if (dice.chance(0.93)) life.push({ at: triggered, do: "trigger", tenant, id, silent: dice.chance(0.35) })
  const aside = (): number =>
    Math.max(placed + second, triggered + dice.int(-20, 20) * dice.pick([second / 10, second, minute]))
  if (dice.chance(0.2)) life.push({ at: aside(), do: "edit", tenant, id, quantity: dice.int(1, 5) })
  if (dice.chance(0.08)) life.push({ at: aside(), do: "cancel", tenant, id })
  if (dice.chance(0.06)) life.push({ at: aside(), do: "stranger", number: `${number}-1` })
  order.shipments.forEach((_, index) => {
    const ongoingNumber = `${number}-${index + 1}`
    if (dice.chance(0.03)) life.push({ at: placed, do: "poison", number: ongoingNumber })
    let at = triggered
    const step = (action: WarehouseAction, nth = 1): void => {
      at += dice.chance(0.6) ? dice.int(5 * second, 5 * minute) : dice.int(5 * minute, 2 * pace)
      life.push({ at, do: "work", number: ongoingNumber, action, nth })
    }
    if (dice.chance(0.1)) {
      // What the warehouse never begins may be changed all the time.
      const changed = triggered + dice.int(minute, 3 * pace)
      life.push({ at: changed, do: "edit", tenant, id, quantity: dice.int(1, 5) })
      return
    }
    // The first step waits for the export, which may need the next poll.
    at += dice.pick([2 * second, 30 * second, pace, pace + 10 * minute])
    step("release")
    if (dice.chance(0.15)) step("pickSome")
    else step("pick")
    step("pack", 1)
    step("ship")
    if (dice.chance(0.5)) step("addParcel", 2)
    if (dice.chance(0.3)) {
      step("pick")
      step("ship")
    }
    if (dice.chance(0.2)) step("closeShort")
    if (dice.chance(0.5)) step("collect")
    if (dice.chance(0.1)) life.push({ at: at + dice.int(second, pace), do: "set back", number: ongoingNumber })
    if (dice.chance(0.2)) step("addParcel", 3)
  })
  return life
}

const returnCauses = ["Angrerett", "Reklamasjon", "FeilStorrelse", "Skadet under transport"]

/** What was sent may come back: some of it, then more, and more than there was. */
export const returnsOf = (dice: Dice, lives: ReadonlyArray<Happening>, pace: number): ReadonlyArray<Happening> => [
  ...lives
    .filter((each) => each.do === "work" && each.action === "ship")
    .flatMap((shipped) =>
      shipped.do === "work" && dice.chance(0.6)
        ? Array.from(
            { length: dice.int(1, 3) },
            (): Happening => ({
              at: shipped.at + dice.int(minute, dice.pick([10 * minute, 2 * pace])),
              do: "return",
              number: shipped.number,
              quantity: dice.int(1, 2),
              cause: dice.pick(returnCauses)
            })
          )
        : []
    ),
  ...lives
    .filter((each) => each.do === "order" && dice.chance(0.1))
    .map((each): Happening => {
      const tenant = each.do === "order" ? each.order.tenant : ""
      return { at: each.at + dice.int(0, 4 * pace), do: "no return types", tenant, for: dice.int(1, 3) * pace }
    })
]
