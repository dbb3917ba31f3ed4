import { Option, Schema } from "effect"

/**
 * `{Omnium order id}/{shipment id}`, written into Ongoing's `goodsOwnerOrderId`: the mark by which we know our own
 * orders, because order numbers are not unique across markets. A slash in the shipment id is escaped: the last one
 * divides.
 */
export const GoodsOwnerOrderId = Schema.String.check(Schema.isPattern(/^.+\/[^/]+$/s)).pipe(
  Schema.brand("GoodsOwnerOrderId")
)
export type GoodsOwnerOrderId = typeof GoodsOwnerOrderId.Type

export const make = (orderId: string, shipmentId: string): GoodsOwnerOrderId =>
  GoodsOwnerOrderId.make(`${orderId}/${shipmentId.replaceAll("%", "%25").replaceAll("/", "%2F")}`)

export const parse = (text: string): Option.Option<{ readonly orderId: string; readonly shipmentId: string }> => {
  const at = text.lastIndexOf("/")
  return at <= 0 || at === text.length - 1
    ? Option.none()
    : Option.some({
        orderId: text.slice(0, at),
        shipmentId: text
          .slice(at + 1)
          .replaceAll("%2F", "/")
          .replaceAll("%25", "%")
      })
}
