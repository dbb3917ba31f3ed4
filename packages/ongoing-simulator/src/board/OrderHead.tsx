/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import { Chain, type Step } from "@omnium-ongoing/simulator-kit/board/Chain"
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import { Instant } from "@omnium-ongoing/simulator-kit/board/Instant"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import type { Order } from "../Order.ts"
import { allocated, cancelled, collected, picked, released, sent } from "../OrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { nextStep } from "./OrderActions.ts"
import { statusColumns } from "./OrderStatus.tsx"

/** What an order goes through if nothing special happens. */
const usual = [200, released, allocated, picked, sent, collected]

interface HeadProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
  readonly order: Order
}

export const OrderHead: FC<HeadProps> = ({ ask, warehouse, order }) => {
  const { consignee, transporter, deliveryDate, orderRemark } = order.header
  const next = nextStep(order)
  const original = order.backOrderFor === null ? undefined : warehouse.orders.get(order.backOrderFor)
  return (
    <div class="card">
      {order.refusesCancel && (
        <p>
          <span class="badge warn">Declines to be cancelled</span>
        </p>
      )}
      <Chain label="Statuses of the order" steps={stepsOf(warehouse, order)} />
      {next !== undefined && (
        <ActionButton ask={ask} action={{ ...next, label: `Next: ${next.label}`, tone: "primary" }} />
      )}
      <Facts
        facts={[
          ["Order id", order.id],
          [
            "Consignee",
            joined(", ", consignee.name, consignee.address1, joined(" ", consignee.postCode, consignee.city))
          ],
          ["Warehouse", warehouse.sites.get(order.warehouseId)?.name ?? order.warehouseId],
          ["Transporter", joined(" ", transporter?.transporterCode, transporter?.transporterServiceCode)],
          ["Delivery date", String(deliveryDate).slice(0, 10)],
          ["Remark", orderRemark ?? undefined],
          ["Created", <Instant at={order.created} />],
          ["Shipped", <Instant at={order.shipped} />],
          ["Back order of", original && <a href={`${ask.base}/board/orders/${original.id}`}>{original.number}</a>]
        ]}
      />
    </div>
  )
}

/** A status off the usual way, such as partly sent, stands where it belongs by its number. */
const stepsOf = (warehouse: Warehouse, { status }: Order): ReadonlyArray<Step> =>
  statusColumns(warehouse)
    .filter(({ number }) => number === status || (usual.includes(number) && status !== cancelled))
    .map(({ number, text }) => ({
      name: `${number} ${text}`,
      state: number === status ? "here" : number < status ? "passed" : "ahead"
    }))

const joined = (separator: string, ...parts: ReadonlyArray<string | null | undefined>): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== "").join(separator)
