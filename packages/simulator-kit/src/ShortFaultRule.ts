import { Schema } from "effect"
import { BackDoorError } from "./BackDoorError.ts"
import { type FaultRule, mannerFields, matchFields } from "./FaultRule.ts"

const { count: _count, ...matchWithoutCount } = matchFields

/** `{"rule": "503:0.1:before"}` and what else there is to say of it. */
export const ShortFaultRule = Schema.Struct({
  rule: Schema.NonEmptyString,
  ...matchWithoutCount,
  ...mannerFields
})

const pattern = /^([a-z0-9-]+):(\d*\.?\d+):(before|after)(?::(\d+))?$/

/** The long form, still unchecked, of `ACTION:RATE:PHASE[:COUNT]`; the action is a status or the name of a fault. */
export const longForm = (text: string): { readonly [Member in keyof FaultRule]?: unknown } => {
  const [, action = "", rate, phase, count] = pattern.exec(text.trim()) ?? []
  if (action === "") {
    throw new BackDoorError(
      400,
      `"${text.trim()}" is not ACTION:RATE:PHASE[:COUNT] such as 503:0.1:before or reset:1:after:1.`
    )
  }
  return {
    ...(/^\d+$/.test(action) ? { fault: "status", status: Number(action) } : { fault: action }),
    rate: Number(rate),
    phase,
    ...(count !== undefined && { count: Number(count) })
  }
}
