/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import { type Order, pickedOn, returnedOn, shownTotal, topLines } from "../Order.ts"
import { nextStep } from "./OrderActions.ts"

/** An order as one sees it from afar, and what the staff would do with it next. */
export const OrderCard: FC<{ readonly ask: Ask; readonly order: Order }> = ({ ask, order }) => {
  const next = nextStep(order)
  const ordered = shownTotal(order, (line) => line.ordered)
  const picked = shownTotal(order, pickedOn)
  const returned = shownTotal(order, returnedOn)
  return (
    <article class="card" id={`order-${order.id}`}>
      <p class="title">
        <a href={`${ask.base}/board/orders/${order.id}`} id={`order-${order.id}-link`}>
          {order.number}
        </a>
      </p>
      <p class="sub">
        {order.header.consignee.name ?? "–"} ·{" "}
        {topLines(order).length === 1 ? "1 line" : `${topLines(order).length} lines`}
      </p>
      <p>
        {picked} of {ordered} picked
        {returned > 0 && `, ${returned} back`}
        {order.parcels.length > 0 &&
          ` · ${order.parcels.length === 1 ? "1 parcel" : `${order.parcels.length} parcels`}`}
      </p>
      <progress value={picked} max={Math.max(ordered, picked, 1)} aria-label={`Picked of ${order.number}`} />
      {order.refusesCancel && <p class="sub">Declines to be cancelled</p>}
      {next !== undefined && <ActionButton ask={ask} action={{ ...next, tone: "primary" }} />}
    </article>
  )
}
