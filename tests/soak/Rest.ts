import type { Violation } from "../chaos/Violation.ts"
import { read } from "./Call.ts"
import { goodsAtRest } from "./GoodsAtRest.ts"
import { type Item, itemsIn } from "./Item.ts"
import { labelsAtRest } from "./LabelsAtRest.ts"
import { ordersAtRest } from "./OrdersAtRest.ts"
import type { Staff } from "./Staff.ts"
import type { Witness } from "./Witness.ts"

/**
 * The longest that anything may take by itself: after refused calls the connector leaves an operation of Ongoing alone
 * for ten minutes, and a lost change of stock is not repeated for one.
 */
const patience = 13 * 60_000

/** As long as nothing has happened for so long, both systems are compared. */
const quiet = 6000

export interface Rest {
  readonly seconds: number
  readonly violations: ReadonlyArray<Violation>
  /** What people have to see. */
  readonly visible: ReadonlyArray<Item & { readonly tenant: string }>
}

/** Waits until the two systems say the same and nothing is open, or until that is not to be expected any more. */
export const comeToRest = async (
  connector: string,
  witnesses: ReadonlyMap<Witness, Staff>,
  tell: (text: string) => void
): Promise<Rest> => {
  const began = performance.now()
  let moved = began
  for (;;) {
    for (const [witness, staff] of witnesses) {
      const { ongoing, isQuiet } = await witness.look()
      staff.see(ongoing)
      if (!isQuiet || !staff.agenda.isEmpty) moved = performance.now()
    }
    const now = performance.now()
    const isOver = now - began > patience
    if (isOver || now - moved > quiet) {
      const { violations, visible, open } = await compared(connector, [...witnesses.keys()])
      const seconds = (now - began) / 1000
      if (isOver || violations.length === 0) return { seconds, violations, visible }
      tell(`${open} items are open, ${violations.length} things differ: ${violations[0]?.rule} ${violations[0]?.words}`)
    } else tell("what was begun is being finished")
    await Bun.sleep(1000)
  }
}

/** Causes that only what people did can have: a cancel or a change that came too late, and goods that were not there. */
const explained: ReadonlySet<string | null> = new Set([
  "cancel-refused",
  "change-refused",
  "delivered-short",
  "over-delivered",
  "shipped-after-cancel",
  "return-of-cancelled-order"
])

const compared = async (connector: string, witnesses: ReadonlyArray<Witness>) => {
  const violations: Array<Violation> = []
  const visible: Array<Rest["visible"][number]> = []
  let open = 0
  for (const witness of witnesses) {
    const { tenant } = witness
    const waiting = await itemsIn(connector, tenant.id, "open")
    const shown = [...(await itemsIn(connector, tenant.id, "dead")), ...(await itemsIn(connector, tenant.id, "held"))]
    open += waiting.length
    visible.push(...shown.map((item) => ({ ...item, tenant: tenant.id })))
    const words = (item: Item) =>
      `${tenant.id}: ${item.flow} ${item.key} is ${item.state}: ${item.cause} ${item.message}`
    violations.push(
      ...waiting.map((item) => ({ rule: "R21", words: words(item) })),
      ...shown.filter((item) => !explained.has(item.cause)).map((item) => ({ rule: "dead", words: words(item) })),
      ...ordersAtRest(witness, shown),
      ...(await goodsAtRest(witness, shown)),
      ...(await labelsAtRest(witness)),
      ...(await lawsOf(tenant.ongoing)),
      ...(await lawsOf(tenant.omnium))
    )
  }
  return { violations, visible, open }
}

const lawsOf = async (world: string): Promise<ReadonlyArray<Violation>> => {
  const broken = await read<ReadonlyArray<string>>("GET", `${world}/_simulator/laws`)
  return broken.map((words) => ({ rule: "laws", words }))
}
