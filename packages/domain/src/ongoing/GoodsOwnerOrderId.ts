import { Option, Schema } from "effect"

/**
 * `{Omnium order id}/{shipment id}`, written into Ongoing's `goodsOwnerOrderId`: the mark by which we know our own
 * orders, because order numbers are not unique across markets.
 */
export const GoodsOwnerOrderId = Schema.String.check(Schema.isPattern(/^.+\/[^/]+$/s)).pipe(
  Schema.brand("GoodsOwnerOrderId")
)
export type GoodsOwnerOrderId = typeof GoodsOwnerOrderId.Type

export const make = (orderId: string, shipmentId: string): GoodsOwnerOrderId =>
  GoodsOwnerOrderId.make(`${orderId}/${shipmentId}`)

export const parse = (text: string): Option.Option<{ readonly orderId: string; readonly shipmentId: string }> => {
  const at = text.lastIndexOf("/")
  return at <= 0 || at === text.length - 1
    ? Option.none()
    : Option.some({ orderId: text.slice(0, at), shipmentId: text.slice(at + 1) })
}
