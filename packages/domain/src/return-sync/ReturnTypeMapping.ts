import { DateTime } from "effect"
import type { OngoingLineState, OngoingReturnedItems } from "../ongoing/OngoingOrderState.ts"
import type { NewlyReturned } from "./ReturnedItems.ts"

export interface TypeAndReason {
  readonly returnType?: string
  readonly returnReason?: string
}

/**
 * The return type that Ongoing's return cause names, by its code or its name. A cause that is none of the tenant's
 * return types, or several causes of different types, are told in words.
 */
export const returnTypeMapping = (newly: NewlyReturned, returnTypes: ReadonlyArray<string>): TypeAndReason => {
  const causes = causesOf(newly)
  const types = new Set(causes.map((cause) => typeOf(cause, returnTypes)))
  const [only] = types
  if (types.size === 1 && only !== undefined) return { returnType: only }
  const words = new Set(causes.map(({ causeName, causeCode }) => causeName ?? causeCode))
  const reason = [...words].filter((each) => each !== undefined).join(", ")
  return reason === "" ? {} : { returnReason: reason }
}

const typeOf = (
  { causeCode, causeName }: OngoingReturnedItems,
  returnTypes: ReadonlyArray<string>
): string | undefined =>
  [causeCode, causeName]
    .filter((each) => each !== undefined)
    .map((named) => returnTypes.find((type) => type.trim().toLowerCase() === named.trim().toLowerCase()))
    .find((type) => type !== undefined)

/** The items of the line in the order in which they came back; those that are among the new ones. */
const causesOf = ({ line, spans }: NewlyReturned): ReadonlyArray<OngoingReturnedItems> => {
  let counted = 0
  return inOrder(line).filter(({ quantity }) => {
    const from = counted
    counted += quantity
    return spans.some(([start, end]) => from < end && counted > start)
  })
}

const inOrder = (line: OngoingLineState): ReadonlyArray<OngoingReturnedItems> =>
  [...line.returnedItems].sort((one, other) => millis(one) - millis(other))

const millis = ({ returned }: OngoingReturnedItems): number =>
  returned === undefined ? 0 : DateTime.toEpochMillis(returned)
