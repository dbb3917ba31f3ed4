import { demoOrder } from "./DemoOrder.ts"
import { at, list, text } from "./Json.ts"
import type { Answer, Systems } from "./Systems.ts"

export interface Seen {
  readonly omnium: ReadonlyArray<string>
  readonly ongoing: ReadonlyArray<string>
  /** What must be true after the step, and whether it is. */
  readonly holds: ReadonlyArray<readonly [string, boolean]>
}

export interface Step {
  readonly title: string
  readonly play: () => Promise<Seen>
}

const ok = ({ status }: Answer): boolean => status >= 200 && status < 300

/** The whole way of an order, step by step: what is done, and what both sides show of it afterwards. */
export const roundTrip = (systems: Systems, orderId: string): ReadonlyArray<Step> => {
  const number = `${orderId}-1`
  const omniumOrder = () => systems.omnium("GET", `/Orders/${orderId}`)
  const shipmentOf = (order: Answer) => at(order.json, "orderForm", "shipments", 0)
  const ongoingOrder = async () => {
    const answer = await systems.ongoing("GET", `/orders?goodsOwnerId=7&orderNumber=${encodeURIComponent(number)}`)
    return list(answer.json)[0]
  }
  const drained = () => systems.connector("POST", "/api/tenants/epic/drain", { timeoutSeconds: 20 })
  const synced = async () => {
    await systems.connector("POST", "/api/tenants/epic/tasks/OngoingSyncScheduledTask/run", { only: ["orders"] })
    await drained()
  }
  const orderIdInOngoing = async () => text(at(await ongoingOrder(), "orderInfo", "orderId"))

  const look = async (holds: (shipment: unknown, ongoing: unknown) => Seen["holds"]): Promise<Seen> => {
    const shipment = shipmentOf(await omniumOrder())
    const ongoing = await ongoingOrder()
    return { omnium: omniumLines(shipment), ongoing: ongoingLines(ongoing), holds: holds(shipment, ongoing) }
  }

  return [
    {
      title: `A customer orders; the shop posts ${orderId} to Omnium`,
      play: async () => {
        const posted = await systems.omnium("POST", "/Orders", demoOrder(orderId))
        return look((shipment, ongoing) => [
          ["Omnium has taken the order", ok(posted)],
          ["the shipment is New", at(shipment, "orderStatus") === "New" || at(shipment, "orderStatus") === undefined],
          ["Ongoing knows nothing of it yet", ongoing === undefined]
        ])
      }
    },
    {
      title: "Omnium moves it to InProgress; its workflow step calls the connector, which exports it",
      play: async () => {
        await systems.omnium("POST", `/Orders/${orderId}/UpdateStatus`, { status: "InProgress" })
        await drained()
        return look((shipment, ongoing) => [
          [`Ongoing has the order ${number}`, at(ongoing, "orderInfo", "orderNumber") === number],
          ["with the customer's address", at(ongoing, "consignee", "name") === "Kari Testesen"],
          ["with both pieces", at(ongoing, "orderLines", 0, "orderedNumberOfItems") === 2],
          ["Omnium shows InProgressWarehouse", at(shipment, "orderStatus") === "InProgressWarehouse"],
          ["and the OngoingOrderId", externalId(shipment) === text(at(ongoing, "orderInfo", "orderId"))]
        ])
      }
    },
    {
      title: "The warehouse releases, allocates and picks",
      play: async () => {
        const id = await orderIdInOngoing()
        for (const action of ["release", "allocate", "pick"]) await systems.warehouse(`/orders/${id}/${action}`)
        await synced()
        return look((shipment, ongoing) => [
          ["Ongoing says picked (400)", at(ongoing, "orderInfo", "orderStatus", "number") === 400],
          ["Omnium has moved on from InProgressWarehouse", at(shipment, "orderStatus") !== "InProgressWarehouse"]
        ])
      }
    },
    {
      title: "It packs two parcels and ships them; the labels are printed",
      play: async () => {
        const id = await orderIdInOngoing()
        const parcels = [1, 2].map((each) => ({
          parcelNumber: `${number}-P${each}`,
          waybill: `70${id.padStart(8, "0")}${each}`,
          trackingUrl: `https://tracking.example/70${id.padStart(8, "0")}${each}`,
          lines: [{ rowNumber: "1", quantity: 1 }]
        }))
        await systems.warehouse(`/orders/${id}/pack`, { parcels })
        await systems.warehouse(`/orders/${id}/ship`, { labels: true })
        await synced()
        const shipment = shipmentOf(await omniumOrder())
        const link = at(shipment, "shipmentLabelLink")
        const label = typeof link === "string" ? await systems.file(link) : undefined
        return look((shipment, ongoing) => [
          ["Ongoing says sent (450)", at(ongoing, "orderInfo", "orderStatus", "number") === 450],
          ["Omnium shows Ship", at(shipment, "orderStatus") === "Ship"],
          [
            "the first parcel's waybill is the tracking number",
            at(shipment, "shipmentTrackingNumber") === parcels[0]?.waybill
          ],
          ["the tracking link leads to it", at(shipment, "shipmentTrackingLink") === parcels[0]?.trackingUrl],
          ["both parcels are packages", list(at(shipment, "packages")).length === 2],
          [
            "the label link opens a PDF",
            label?.status === 200 && new TextDecoder().decode(label.bytes.slice(0, 5)) === "%PDF-"
          ],
          ["there is a return label too", at(shipment, "returnLabelLink") !== undefined]
        ])
      }
    },
    {
      title: "The carrier collects it",
      play: async () => {
        await systems.warehouse(`/orders/${await orderIdInOngoing()}/collect`)
        await synced()
        return look((shipment, ongoing) => [
          ["Ongoing says collected (500)", at(ongoing, "orderInfo", "orderStatus", "number") === 500],
          ["Omnium shows Completed", at(shipment, "orderStatus") === "Completed"]
        ])
      }
    }
  ]
}

const externalId = (shipment: unknown): string | undefined => {
  const found = list(at(shipment, "externalIds")).find((id) => at(id, "providerName") === "OngoingOrderId")
  return found === undefined ? undefined : text(at(found, "id"))
}

const omniumLines = (shipment: unknown): ReadonlyArray<string> =>
  shipment === undefined
    ? ["no order"]
    : [
        `status ${text(at(shipment, "orderStatus"))}`,
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
