import { Schema } from "effect"
import { absent } from "./Tolerant.ts"

export const OrderStatuses = Schema.Struct({
  orderStatuses: absent(Schema.Array(Schema.Struct({ number: Schema.Int })))
})
