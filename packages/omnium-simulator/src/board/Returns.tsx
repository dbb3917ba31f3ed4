/** @jsxImportSource hono/jsx */
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import type { FC } from "hono/jsx"
import type { Order } from "../Order.ts"
import { When } from "./When.tsx"

/** What came back of an order, and who says so. */
export const Returns: FC<{ readonly order: Order }> = ({ order }) => (
  <div class="cards">
    {order.returnOrderForms.map((form) => (
      <article class="card">
        <h3>
          {form.rmaNumber} <span class="badge">{form.status}</span>
        </h3>
        <ul class="plain">
          {(form.lineItems ?? []).map((line) => (
            <li>
              {line.returnQuantity} × <b>{line.code}</b>
              {line.returnType === undefined ? "" : ` ${line.returnType}`}
              {line.returnReason === undefined ? "" : `: ${line.returnReason}`}
            </li>
          ))}
        </ul>
        <Facts
          facts={[
            ["Registered", <When at={form.created} />],
            ["Type", form.returnType],
            ["Comment", form.returnComment],
            ...(form.properties ?? []).map(({ key = "", value }) => [key, value] as const)
          ]}
        />
      </article>
    ))}
  </div>
)
