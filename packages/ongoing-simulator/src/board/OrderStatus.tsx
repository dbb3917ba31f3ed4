/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import type { Order } from "../Order.ts"
import { cancelled, orderStatuses, partlySent, released, sent, statusText } from "../OrderStatuses.ts"
import type { Status } from "../Statuses.ts"
import type { Warehouse } from "../Warehouse.ts"

/** Every status of the installation, with its text. */
export const statusColumns = ({ settings }: Warehouse): ReadonlyArray<Status> => orderStatuses(settings)

/** The number, its text, and a colour that says nothing more than these. */
export const OrderStatus: FC<{ readonly warehouse: Warehouse; readonly order: Order }> = ({ warehouse, order }) => (
  <span class={`badge ${toneOf(order.status)}`}>
    {order.status} {statusText(order.status, warehouse.settings) ?? ""}
  </span>
)

const toneOf = (status: number): string => {
  if (status < 200) return "bad"
  if (status === partlySent) return "part"
  if (status < released || status >= cancelled) return "over"
  return status >= sent ? "good" : "plain"
}
