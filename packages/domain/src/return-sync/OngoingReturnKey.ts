import { Option, Schema } from "effect"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { type OmniumOrder, propertyOf } from "../omnium/OmniumOrder.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { rounded, type Span } from "./Spans.ts"

/**
 * Which items of an Ongoing order are meant, by the id of their line there. It is written on every return that is made,
 * so that Omnium alone tells what it holds; and it is the reference of the work item that brings them.
 */
export interface ReturnKey {
  readonly order: OngoingOrderId
  readonly lines: ReadonlyMap<number, ReadonlyArray<Span>>
}

const Written = Schema.fromJsonString(
  Schema.Struct({
    order: OngoingOrderId,
    lines: Schema.Record(Schema.String, Schema.Array(Schema.Tuple([Schema.Finite, Schema.Finite])))
  })
)
const encode = Schema.encodeSync(Written)
const decode = Schema.decodeOption(Written)

/** The same items are always the same text. */
export const write = ({ order, lines }: ReturnKey): string =>
  encode({
    order,
    lines: Object.fromEntries(
      [...lines]
        .sort(([one], [other]) => one - other)
        .map(([line, spans]) => [
          String(line),
          [...spans].sort(([one], [other]) => one - other).map(([from, to]): Span => [rounded(from), rounded(to)])
        ])
    )
  })

export const read = (text: string): Option.Option<ReturnKey> =>
  Option.map(decode(text), ({ order, lines }) => ({
    order,
    lines: new Map(Object.entries(lines).map(([line, spans]) => [Number(line), spans]))
  }))

/** Of all the returns on the order in Omnium that the connector made. */
export const keysOn = (order: OmniumOrder): ReadonlyArray<ReturnKey> =>
  order.returns.flatMap((each) => Option.toArray(read(propertyOf(each.properties, PropertyKey.OngoingReturnKey) ?? "")))
