import { type Habits, habits, type Persona } from "./Persona.ts"
import { countShelf, purchaseOrderChore } from "./RobotGoods.ts"
import { orderChore, returnChores } from "./RobotOrders.ts"
import type { Act, Warehouse } from "./Warehouse.ts"

/** Staff that work by themselves. Plain data, so that a snapshot takes them along. */
export interface Robot {
  readonly persona: Persona
  readonly everySeconds: number
  /** When they work next; null until their world's clock says from when. */
  readonly dueAt: number | null
  /** Customers who have decided to send something back, and when it arrives. */
  readonly returns: ReadonlyArray<{ readonly orderId: number; readonly at: number }>
}

export const newRobot = (persona: Persona, everySeconds = habits[persona].everySeconds): Robot => ({
  persona,
  everySeconds,
  dueAt: null,
  returns: []
})

/** A number in [0, 1). */
export type Random = () => number

/** Something that can be done now; habits and random numbers decide how. What turns out to be impossible changes nothing. */
export type Chore = (habits: Habits, random: Random, act: Act) => unknown

/** Does what the persona does at a time: each thing is one of those that can be done then. */
export const workOnce = (warehouse: Warehouse, persona: Persona, random: Random, act: Act): void => {
  const own = habits[persona]
  for (let left = oneOf(own.tasks, random) ?? 0; left > 0; left--) {
    if (random() < own.countsShelves) countShelf(warehouse, own, random, act)
    else oneOf(chores(warehouse, act.now), random)?.(own, random, act)
  }
}

const chores = (warehouse: Warehouse, now: number): ReadonlyArray<Chore> => [
  ...[...warehouse.orders.values()].flatMap((order) => orderChore(warehouse, order, now) ?? []),
  ...returnChores(warehouse, now),
  ...[...warehouse.purchaseOrders.values()].flatMap((order) => purchaseOrderChore(warehouse, order, now) ?? [])
]

const oneOf = <A>(choices: ReadonlyArray<A>, random: Random): A | undefined =>
  choices[Math.floor(random() * choices.length)]
