import type { OngoingLineState, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import type { ReturnKey } from "./OngoingReturnKey.ts"
import { reach, rounded, type Span, without } from "./Spans.ts"

/** Items of a line that came back and that nothing stands for yet. */
export interface NewlyReturned {
  readonly line: OngoingLineState
  readonly spans: ReadonlyArray<Span>
}

/** What came back and has not been reported; undefined if there is no such thing. */
export const unreported = (state: OngoingOrderState): ReturnKey | undefined => {
  const lines = state.lines.filter((line) => rounded(line.returned - line.reportedReturned) > 0)
  return lines.length === 0
    ? undefined
    : {
        order: state.orderId,
        lines: new Map(lines.map((line) => [line.orderLineId, [[line.reportedReturned, line.returned]]]))
      }
}

/** Of what was seen: what is returned still, and is in none of the others. */
export const newlyReturned = (
  seen: ReturnKey,
  state: OngoingOrderState,
  others: ReadonlyArray<ReturnKey>
): ReadonlyArray<NewlyReturned> =>
  state.lines
    .map((line) => ({
      line,
      spans: (seen.lines.get(line.orderLineId) ?? []).flatMap(([from, to]) =>
        without([from, Math.min(to, line.returned)], spansOf(line, state, others))
      )
    }))
    .filter(({ spans }) => spans.length > 0)

/** How many of each line may be reported: what something stands for, without a gap. Only where that is more than was. */
export const reportable = (
  state: OngoingOrderState,
  accounted: ReadonlyArray<ReturnKey>
): ReadonlyArray<{ readonly line: OngoingLineState; readonly quantity: number }> =>
  state.lines
    .map((line) => ({
      line,
      quantity: rounded(Math.min(line.returned, reach(line.reportedReturned, spansOf(line, state, accounted))))
    }))
    .filter(({ line, quantity }) => quantity > line.reportedReturned)

const spansOf = (
  line: OngoingLineState,
  state: OngoingOrderState,
  keys: ReadonlyArray<ReturnKey>
): ReadonlyArray<Span> =>
  keys.filter((key) => key.order === state.orderId).flatMap((key) => key.lines.get(line.orderLineId) ?? [])
