import { Schema } from "effect"
import type { Property } from "./OmniumOrder.ts"

/** A return as the order holds it. */
export interface OmniumReturn {
  readonly returnId: string
  /** The store that took the goods. */
  readonly storeId: string | undefined
  readonly lines: ReadonlyArray<{
    readonly lineItemId: string
    readonly quantity: number
    readonly returnType: string | undefined
    readonly returnReason: string | undefined
  }>
  readonly properties: ReadonlyArray<Property>
}

const Text = Schema.optionalKey(Schema.String)

/** A return that is to be made. */
export const NewReturn = Schema.Struct({
  orderId: Schema.String,
  storeId: Text,
  /** An id among the tenant's return types. */
  returnType: Text,
  lines: Schema.Array(
    Schema.Struct({
      lineItemId: Schema.String,
      quantity: Schema.Finite,
      returnType: Text,
      /** In anybody's words. */
      returnReason: Text
    })
  ),
  properties: Schema.Array(Schema.Struct({ key: Schema.String, value: Schema.String }))
})
export type NewReturn = typeof NewReturn.Type
