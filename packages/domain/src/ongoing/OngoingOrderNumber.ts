import { Option, Schema } from "effect"

/** Ongoing keeps at most 50 characters of an order number. */
const longest = 50

/** `{OrderNumber}-{ShipmentId}`: one Ongoing order for each Omnium shipment. */
export const OngoingOrderNumber = Schema.String.check(
  Schema.isPattern(/^.+-[^-]+$/s),
  Schema.isMaxLength(longest)
).pipe(Schema.brand("OngoingOrderNumber"))
export type OngoingOrderNumber = typeof OngoingOrderNumber.Type

export type Unnumberable = "shipment-id-with-hyphen" | "order-number-too-long"

/** A shipment id with a hyphen (or a slash, in the order's mark) could not be told apart again, so it has no number. */
export const make = (orderNumber: string, shipmentId: string): OngoingOrderNumber | Unnumberable => {
  if (shipmentId === "" || /[-/]/.test(shipmentId)) return "shipment-id-with-hyphen"
  const text = `${orderNumber}-${shipmentId}`
  return text.length > longest ? "order-number-too-long" : OngoingOrderNumber.make(text)
}

export const isNumber = (made: OngoingOrderNumber | Unnumberable): made is OngoingOrderNumber =>
  made !== "shipment-id-with-hyphen" && made !== "order-number-too-long"

/** Order numbers may contain hyphens, shipment ids may not: the last hyphen divides. */
export const parse = (text: string): Option.Option<{ readonly orderNumber: string; readonly shipmentId: string }> => {
  const at = text.lastIndexOf("-")
  return at <= 0 || at === text.length - 1
    ? Option.none()
    : Option.some({ orderNumber: text.slice(0, at), shipmentId: text.slice(at + 1) })
}
