import { Option } from "effect"
import type { WorkItem } from "../sync/WorkItem.ts"
import { read } from "./OngoingReturnKey.ts"
import { sizeOf } from "./Spans.ts"

/** What stands in `OngoingReturnError`: every return that is given up until somebody decides, the oldest first. */
export const returnErrorText = (given: ReadonlyArray<WorkItem>): string =>
  [...given]
    .sort((one, other) => one.id - other.id)
    .map((item) => `${item.cause ?? "unexpected-failure"}: ${item.message ?? ""}${itemsOf(item)}`)
    .join(" | ")

const itemsOf = ({ reference = "" }: WorkItem): string =>
  Option.match(read(reference), {
    onNone: () => "",
    onSome: ({ order, lines }) =>
      ` [Ongoing order ${order}, ${[...lines].map(([line, spans]) => `line ${line}: ${sizeOf(spans)}`).join(", ")}]`
  })
