import type { Action, Field } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Order, OrderLine } from "../Order.ts"

/** An action of the back door on an order. */
export const on = (order: Order, name: string, action: Omit<Action, "path">): Action => ({
  ...action,
  path: `/_simulator/orders/${order.id}/${name}`
})

/** A quantity for each line that has goods; `most` is what is possible. */
export const lineFields = (order: Order, most: (line: OrderLine) => number): ReadonlyArray<Field> =>
  order.lines
    .filter((line) => line.shouldBePicked)
    .flatMap((line, index) => [
      { name: `lines.${index}.rowNumber:with`, value: line.sent.rowNumber },
      {
        name: `lines.${index}.quantity:number`,
        label: `Row ${line.sent.rowNumber}: ${line.sent.articleNumber}`,
        type: "number",
        placeholder: `up to ${most(line)}`
      }
    ])
