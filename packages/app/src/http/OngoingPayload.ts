import { Option, Schema } from "effect"

export const WebhookOrder = Schema.Struct({
  orderId: Schema.Int.check(Schema.isGreaterThan(0)),
  goodsOwnerId: Schema.Int,
  goodsOwnerOrderId: Schema.optionalKey(Schema.NullOr(Schema.String)),
  webhookEventId: Schema.optionalKey(Schema.NullOr(Schema.Int))
})

const decode = Schema.decodeUnknownOption(WebhookOrder)

/** The order a webhook of Ongoing is about. Its test button sends zeros, which are about none. */
export const orderHint = (payload: unknown): typeof WebhookOrder.Type | undefined =>
  Option.getOrUndefined(decode(payload))
