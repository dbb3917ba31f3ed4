import { Effect, Schema } from "effect"
import { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { Intent } from "./Intent.ts"

const Request = Schema.fromJsonString(OngoingOrder)

export const encodeRequest = Schema.encodeSync(Request)

const decode = Schema.decodeUnknownEffect(Request)

/** The order that an open export sends. What cannot be read was not written by this code: a defect. */
export const requestOf = ({ request }: Intent): Effect.Effect<OngoingOrder> => Effect.orDie(decode(request))
