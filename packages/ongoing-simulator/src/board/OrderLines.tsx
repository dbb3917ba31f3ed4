/** @jsxImportSource hono/jsx */
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import { allocatedOn, type Order, packedOn, pickedOn, returnedOn, shownOn } from "../Order.ts"
import type { Warehouse } from "../Warehouse.ts"

const figures = [
  ["Allocated", allocatedOn],
  ["Picked", pickedOn],
  ["Packed", packedOn],
  ["Returned", returnedOn]
] as const

interface LinesProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
  readonly order: Order
}

/** Each line with how far it has come; the components of a kit follow it. */
export const OrderLines: FC<LinesProps> = ({ ask, warehouse, order }) => (
  <table class="stacked">
    <thead>
      <tr>
        <th>Row</th>
        <th>Article</th>
        <th class="n">Ordered</th>
        {figures.map(([name]) => (
          <th class="n">{name}</th>
        ))}
        <th class="n">Reported</th>
      </tr>
    </thead>
    <tbody>
      {order.lines.map((line) => (
        <tr id={`line-${line.id}`}>
          <td data-label="Row">
            {line.kit === null ? "" : "↳ "}
            {line.sent.rowNumber}
          </td>
          <td data-label="Article">
            <span>
              <a href={`${ask.base}/board/articles/${line.articleId}`}>{line.sent.articleNumber}</a>{" "}
              {warehouse.articles.get(line.articleId)?.sent.articleName ?? ""}
            </span>
          </td>
          <td class="n" data-label="Ordered">
            {line.ordered}
          </td>
          {figures.map(([name, figure]) => (
            <td class="n" data-label={name}>
              {shownOn(order, line, figure)}
            </td>
          ))}
          <td class="n" data-label="Reported">
            {line.reported ?? "–"}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
