import { at, list, text } from "./Json.ts"
import type { Answer, Systems } from "./Systems.ts"

export interface Seen {
  readonly omnium: ReadonlyArray<string>
  readonly ongoing: ReadonlyArray<string>
  /** What must be true after the step, and whether it is. */
  readonly holds: ReadonlyArray<readonly [string, boolean]>
  /** The pages of the two boards that show it best. */
  readonly pages: { readonly omnium: string; readonly ongoing: string }
}

export interface Step {
  readonly title: string
  readonly play: () => Promise<Seen>
}

/** The steps of a tale by their names, in the order they are played in. */
export type Steps = Readonly<Record<string, Step>>

export const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300

export const shipmentsOf = (order: Answer): ReadonlyArray<unknown> => list(at(order.json, "orderForm", "shipments"))

/** An order as both sides have it, looked up as their users would. */
export const orderIn = (systems: Systems, orderId: string) => {
  const number = `${orderId}-1`
  const omnium = () => systems.omnium("GET", `/Orders/${orderId}`)
  const ongoing = async () => {
    const answer = await systems.ongoing("GET", `/orders?goodsOwnerId=7&orderNumber=${encodeURIComponent(number)}`)
    return list(answer.json)[0]
  }
  const ongoingId = async () => text(at(await ongoing(), "orderInfo", "orderId"))
  return {
    number,
    omnium,
    ongoing,
    ongoingId,
    /** The warehouse does these, one after the other. */
    warehouse: async (...actions: ReadonlyArray<string | readonly [string, unknown]>) => {
      const id = await ongoingId()
      for (const action of actions) {
        const [name, body] = typeof action === "string" ? [action, {}] : action
        await systems.warehouse(`/orders/${id}/${name}`, body)
      }
    },
    /** Omnium takes the order and releases it to the warehouse. */
    placed: async (body: object) => {
      await systems.omnium("POST", "/Orders", body)
      await systems.omnium("POST", `/Orders/${orderId}/UpdateStatus`, { status: "InProgress" })
      await systems.drained()
    },
    look: async (
      holds: (order: unknown, ongoing: unknown) => Seen["holds"],
      part: "order" | "shipments" | "returns" = "shipments"
    ): Promise<Seen> => {
      const order = await omnium()
      const inOngoing = await ongoing()
      return {
        omnium: shipmentsOf(order).flatMap(omniumLines),
        ongoing: ongoingLines(inOngoing),
        holds: holds(order.json, inOngoing),
        pages: {
          omnium: `/board/orders/${orderId}#${part}`,
          ongoing: inOngoing === undefined ? "/" : `/board/orders/${text(at(inOngoing, "orderInfo", "orderId"))}`
        }
      }
    }
  }
}

export const externalId = (shipment: unknown): string | undefined => {
  const found = list(at(shipment, "externalIds")).find((id) => at(id, "providerName") === "OngoingOrderId")
  return found === undefined ? undefined : text(at(found, "id"))
}

const omniumLines = (shipment: unknown): ReadonlyArray<string> => [
  `shipment ${text(at(shipment, "shipmentId"))}: ${text(at(shipment, "orderStatus"))}`,
  `OngoingOrderId ${text(externalId(shipment))}`,
  `tracking ${text(at(shipment, "shipmentTrackingNumber"))}`,
  `packages ${list(at(shipment, "packages")).length}`,
  `label ${text(at(shipment, "shipmentLabelLink"))}`
]

const ongoingLines = (order: unknown): ReadonlyArray<string> =>
  order === undefined
    ? ["no order"]
    : [
        `order ${text(at(order, "orderInfo", "orderNumber"))} (id ${text(at(order, "orderInfo", "orderId"))})`,
        `status ${text(at(order, "orderInfo", "orderStatus", "number"))} ${text(at(order, "orderInfo", "orderStatus", "text"))}`,
        `picked ${text(at(order, "orderInfo", "pickedNumberOfItems"))} of ${text(at(order, "orderInfo", "orderedNumberOfItems"))}`,
        `parcels ${list(at(order, "parcels")).length}`
      ]
