import { read } from "@omnium-ongoing/domain/return-sync/OngoingReturnKey"
import { type Span, sizeOf, without } from "@omnium-ongoing/domain/return-sync/Spans"
import type { Order as OmniumOrder } from "@omnium-ongoing/omnium-simulator/Order"
import { type Order as OngoingOrder, type OrderLine, returnedOn } from "@omnium-ongoing/ongoing-simulator/Order"
import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import { Option } from "effect"
import type { EndState } from "./AtRest.ts"
import type { StoredItem } from "./Bookkeeping.ts"
import type { Fail, Judge } from "./Judge.ts"
import type { Exchange } from "./Network.ts"
import type { Story } from "./Story.ts"
import type { Systems } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

/** The items of returns that stand for what is not in Omnium: given up, or dismissed by somebody. */
type GivenUp = () => ReadonlyArray<StoredItem>

const isGivenUp = (item: StoredItem): boolean =>
  item.flow === "return-sync" &&
  (item.state === "dead" || item.state === "held" || (item.state === "skipped" && item.cause === "dismissed"))

/** Nothing is reported to Ongoing before it is in Omnium or stands in the work list, and Omnium has no more than came. */
export class ReturnSafety implements Judge {
  readonly #story: Story
  readonly #systems: Systems
  readonly #items: GivenUp
  readonly #fail: Fail

  constructor(story: Story, systems: Systems, items: GivenUp, fail: Fail) {
    this.#story = story
    this.#systems = systems
    this.#items = items
    this.#fail = fail
  }

  ongoing(row: LedgerRow, exchange: Exchange | undefined): void {
    if (row.kind !== "order" || exchange === undefined) return
    const after = row.after as OngoingOrder | null // The table of this kind holds orders.
    const before = row.before as OngoingOrder | null
    for (const line of after?.lines ?? []) {
      const earlier = before?.lines.find((each) => each.id === line.id)
      const reported = line.reportedReturned ?? 0
      if (after === null || reported <= (earlier?.reportedReturned ?? 0)) continue
      const inOmnium = Math.max(...this.#story.tenants.map(({ id }) => returnedIn(this.#systems, id, after, line)))
      if (reported <= inOmnium) continue
      const orders = this.#story.tenants.map(({ id }) => omniumOrder(this.#systems, id, after))
      const accounted = inOmnium + sizeGivenUp(this.#items(), orders, after, line)
      if (reported > accounted) {
        this.#fail(
          "R15",
          `Of row ${line.sent.rowNumber} of Ongoing order ${after.id} ${reported} are reported as returned, and ${accounted} are in Omnium or given up.`
        )
      }
    }
  }

  omnium(tenant: string, row: LedgerRow): void {
    const order = row.after as OmniumOrder | null // The table of this kind holds orders.
    if (row.kind !== "Order" || order === null || order.returnOrderForms.length === 0) return
    const returned = Map.groupBy(linesOf(order), (line) => baseOf(line.lineItemId))
    for (const [lineItemId, lines] of returned) {
      const quantity = lines.reduce((sum, line) => sum + line.quantity, 0)
      const came = [...this.#systems.ongoing.world().state.orders.values()]
        .filter((each) => (each.header.goodsOwnerOrderId ?? "").startsWith(`${order.id}/`))
        .flatMap((each) => each.lines)
        .filter((line) => line.sent.rowNumber === lineItemId)
        .reduce((sum, line) => sum + returnedOn(line), 0)
      if (quantity > came) {
        this.#fail("R15", `Of line ${lineItemId} of ${tenant} ${order.id} ${quantity} are returned, and ${came} came.`)
      }
    }
  }
}

/** At rest all that came back is in Omnium or visible, and Ongoing has been told. */
export const returnsAtRest = (end: EndState): ReadonlyArray<Violation> => {
  if (!end.story.switches.returns) return []
  return [...end.systems.ongoing.world().state.orders.values()].flatMap((order) => {
    const tenant = end.story.tenants.find(({ id }) => omniumOrder(end.systems, id, order) !== undefined)
    if (tenant === undefined) return []
    const isShown = omniumOrder(end.systems, tenant.id, order)?.properties.some(
      (each) => each.key === "OngoingReturnError"
    )
    // Of what was given up after the copy was made, only the order tells.
    if (end.wasRestored && isShown) return []
    return order.lines.flatMap((line): ReadonlyArray<Violation> => {
      const came = returnedOn(line)
      const inOmnium = [omniumOrder(end.systems, tenant.id, order)]
      const accounted = returnedIn(end.systems, tenant.id, order, line) + sizeGivenUp(end.items, inOmnium, order, line)
      const named = `row ${line.sent.rowNumber} of Ongoing order ${order.id}`
      if (came !== accounted) {
        return [{ rule: "R15", words: `Of ${named} ${came} came back; ${accounted} are in Omnium or given up.` }]
      }
      const reported = line.reportedReturned ?? 0
      return reported === came
        ? []
        : [{ rule: "R15", words: `Of ${named} ${came} came back, and ${reported} are reported.` }]
    })
  })
}

const linesOf = (order: OmniumOrder | undefined) =>
  (order?.returnOrderForms ?? [])
    .flatMap((form) => form.lineItems ?? [])
    .map(({ lineItemId = "", returnQuantity = 0 }) => ({ lineItemId, quantity: returnQuantity }))

/** Omnium numbers the part of a line that it splits off `{line}-{shipment}`. */
const baseOf = (lineItemId: string): string => lineItemId.split("-")[0] ?? ""

const omniumOrder = (systems: Systems, tenant: string, { header }: OngoingOrder): OmniumOrder | undefined => {
  const mark = header.goodsOwnerOrderId ?? ""
  return systems.omniums
    .get(tenant)
    ?.world()
    .state.orders.get(mark.slice(0, mark.lastIndexOf("/")))
}

const returnedIn = (systems: Systems, tenant: string, order: OngoingOrder, line: OrderLine): number =>
  linesOf(omniumOrder(systems, tenant, order))
    .filter((each) => baseOf(each.lineItemId) === line.sent.rowNumber)
    .reduce((sum, each) => sum + each.quantity, 0)

/** What was given up after its return had been made stands for nothing more. */
const sizeGivenUp = (
  items: ReadonlyArray<StoredItem>,
  omnium: ReadonlyArray<OmniumOrder | undefined>,
  order: OngoingOrder,
  line: OrderLine
): number => {
  const spansIn = (keys: ReadonlyArray<string>): ReadonlyArray<Span> =>
    keys
      .flatMap((key) => Option.toArray(read(key)))
      .filter((key) => key.order === order.id)
      .flatMap((key) => key.lines.get(line.id) ?? [])
  const made = spansIn(
    omnium
      .flatMap((each) => each?.returnOrderForms ?? [])
      .flatMap((form) => form.properties ?? [])
      .filter((property) => property.key === "OngoingReturnKey")
      .map((property) => property.value ?? "")
  )
  const given = spansIn(items.filter(isGivenUp).map((item) => item.reference ?? ""))
  return sizeOf(given.flatMap((span) => without(span, made)))
}
