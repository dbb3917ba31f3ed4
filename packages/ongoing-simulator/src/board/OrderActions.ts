import type { Action } from "@omnium-ongoing/simulator-kit/board/Action"
import { leftOn, type Order, packedOn, pickedOn, total } from "../Order.ts"
import { cancelled, collected, picked, released, sent } from "../OrderStatuses.ts"

/** The buttons of an order. Each is a call of the back door; what the warehouse could not do, it refuses there. */

const onOrder = (order: Order, name: string, action: Omit<Action, "path">): Action => ({
  ...action,
  path: `/_simulator/orders/${order.id}/${name}`
})

const parcelNumber = (order: Order): string => `${order.number}-P${order.parcels.length + 1}`
const waybill = (order: Order): string => `3700${order.id}${String(order.parcels.length + 1).padStart(2, "0")}`
const trackingUrl = (order: Order): string => `https://tracking.example.com/${waybill(order)}`

const parcel = (order: Order) => ({
  parcelNumber: parcelNumber(order),
  waybill: waybill(order),
  trackingUrl: trackingUrl(order)
})

const isLoose = (order: Order): boolean => total(order, pickedOn) > total(order, packedOn)

const release = (order: Order): Action => onOrder(order, "release", { label: "Release", hint: "200 → 300" })

const pickAll = (order: Order): Action =>
  onOrder(order, "pick", { label: "Pick all", hint: "Takes everything that is there from the shelves" })

const ship = (order: Order): Action =>
  onOrder(order, "ship", {
    label: "Ship",
    hint: "Packs what is loose, prints the labels and hands the order to the carrier",
    body: { ...(isLoose(order) && { parcels: [parcel(order)] }), labels: true }
  })

const collect = (order: Order): Action => onOrder(order, "collect", { label: "Collect", hint: "→ 500" })

/** What the staff would do if nothing goes wrong. */
export const nextStep = (order: Order): Action | undefined => {
  const { status } = order
  if (status === cancelled || status >= collected) return undefined
  const isLeft = order.lines.some((line) => leftOn(order, line) > 0)
  const step =
    status < released
      ? release(order)
      : status >= sent
        ? collect(order)
        : total(order, pickedOn) > order.quantitySent && (status === picked || !isLeft)
          ? ship(order)
          : pickAll(order)
  return { ...step, tone: "primary" }
}
