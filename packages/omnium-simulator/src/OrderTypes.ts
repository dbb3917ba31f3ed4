import { refuse } from "./Refusal.ts"
import type { OrderStatus, OrderType } from "./wire/Settings.ts"

export const orderTypeOf = (types: ReadonlyArray<OrderType>, name: string | undefined): OrderType => {
  const found =
    name === undefined
      ? (types.find((type) => type.defaultOrderType === true) ?? types[0])
      : types.find((type) => type.name?.toLowerCase() === name.toLowerCase())
  return (
    found ??
    refuse(400, `Order type '${name}' is not configured; known are: ${types.map((type) => type.name).join(", ")}`)
  )
}

/** The configured status of that name; a status the order type lacks is refused. */
export const statusOf = (type: OrderType, name: string): OrderStatus =>
  findStatus(type, name) ??
  refuse(
    400,
    `Order status '${name}' is not configured for order type '${type.name}'; known are: ${(type.orderStatuses ?? [])
      .map((status) => status.name)
      .join(", ")}`
  )

export const findStatus = (type: OrderType, name: string): OrderStatus | undefined =>
  type.orderStatuses?.find((status) => status.name?.toLowerCase() === name.toLowerCase())

/** The goods have left: a delivered status, or one that puts shipments into `Shipped`. */
export const isShipped = (status: OrderStatus | undefined): boolean =>
  status?.isDeliveredStatus === true || status?.shipmentStatusUpdate === "Shipped"
