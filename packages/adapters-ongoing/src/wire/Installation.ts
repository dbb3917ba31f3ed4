import { OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { Schema } from "effect"
import { absent, text } from "./Tolerant.ts"

/** Ongoing names the list so for orders and for purchase orders. */
export const StatusList = Schema.Struct({
  orderStatuses: absent(Schema.Array(Schema.Struct({ number: Schema.Int, text })))
})

export const WarehouseList = Schema.NullOr(Schema.Array(Schema.Struct({ id: OngoingWarehouseId, name: text })))
