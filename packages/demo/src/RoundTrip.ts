import { demoOrder } from "./DemoOrder.ts"
import { at, list, text } from "./Json.ts"
import type { Systems } from "./Systems.ts"
import { externalId, isOk, orderIn, type Steps, shipmentsOf } from "./Views.ts"

const shipment = (order: unknown, index = 0): unknown => at(order, "orderForm", "shipments", index)

/** The whole way of an order, step by step: what is done, and what both sides show of it afterwards. */
export const roundTrip = (systems: Systems, orderId: string) => {
  const order = orderIn(systems, orderId)
  return {
    ordered: {
      title: `A customer orders; the shop posts ${orderId} to Omnium`,
      play: async () => {
        const posted = await systems.omnium("POST", "/Orders", demoOrder(orderId))
        return order.look((inOmnium, inOngoing) => [
          ["Omnium has taken the order", isOk(posted)],
          ["the shipment is New", at(shipment(inOmnium), "orderStatus") === "New"],
          ["Ongoing knows nothing of it yet", inOngoing === undefined]
        ])
      }
    },
    exported: {
      title: "Omnium moves it to InProgress; its workflow step calls the connector, which exports it",
      play: async () => {
        await systems.omnium("POST", `/Orders/${orderId}/UpdateStatus`, { status: "InProgress" })
        await systems.drained()
        return order.look((inOmnium, inOngoing) => [
          [`Ongoing has the order ${order.number}`, at(inOngoing, "orderInfo", "orderNumber") === order.number],
          ["with the customer's address", at(inOngoing, "consignee", "name") === "Kari Testesen"],
          ["with both pieces", at(inOngoing, "orderLines", 0, "orderedNumberOfItems") === 2],
          ["Omnium shows InProgressWarehouse", at(shipment(inOmnium), "orderStatus") === "InProgressWarehouse"],
          ["and the OngoingOrderId", externalId(shipment(inOmnium)) === text(at(inOngoing, "orderInfo", "orderId"))]
        ])
      }
    },
    picked: {
      title: "The warehouse releases, allocates and picks",
      play: async () => {
        await order.warehouse("release", "allocate", "pick")
        await systems.synced("orders")
        return order.look((inOmnium, inOngoing) => [
          ["Ongoing says picked (400)", at(inOngoing, "orderInfo", "orderStatus", "number") === 400],
          ["Omnium shows PackedAndReady", at(shipment(inOmnium), "orderStatus") === "PackedAndReady"]
        ])
      }
    },
    sent: {
      title: "It packs two parcels and ships them; the labels are printed",
      play: async () => {
        const id = await order.ongoingId()
        const parcels = [1, 2].map((each) => ({
          parcelNumber: `${order.number}-P${each}`,
          waybill: `70${id.padStart(8, "0")}${each}`,
          trackingUrl: `https://tracking.example/70${id.padStart(8, "0")}${each}`,
          lines: [{ rowNumber: "1", quantity: 1 }]
        }))
        await order.warehouse(["pack", { parcels }], ["ship", { labels: true }])
        await systems.synced("orders")
        const link = at(shipmentsOf(await order.omnium())[0], "shipmentLabelLink")
        const label = typeof link === "string" ? await systems.file(link) : undefined
        return order.look((inOmnium, inOngoing) => {
          const [sent] = list(at(inOmnium, "orderForm", "shipments"))
          return [
            ["Ongoing says sent (450)", at(inOngoing, "orderInfo", "orderStatus", "number") === 450],
            ["Omnium shows Ship", at(sent, "orderStatus") === "Ship"],
            ["the first waybill is the tracking number", at(sent, "shipmentTrackingNumber") === parcels[0]?.waybill],
            ["the tracking link leads to it", at(sent, "shipmentTrackingLink") === parcels[0]?.trackingUrl],
            ["both parcels are packages", list(at(sent, "packages")).length === 2],
            [
              "the label link opens a PDF",
              label?.status === 200 && new TextDecoder().decode(label.bytes.slice(0, 5)) === "%PDF-"
            ],
            ["there is a return label too", at(sent, "returnLabelLink") !== undefined]
          ]
        })
      }
    },
    collected: {
      title: "The carrier collects it",
      play: async () => {
        await order.warehouse("collect")
        await systems.synced("orders")
        return order.look((inOmnium, inOngoing) => [
          ["Ongoing says collected (500)", at(inOngoing, "orderInfo", "orderStatus", "number") === 500],
          ["Omnium shows Completed", at(shipment(inOmnium), "orderStatus") === "Completed"]
        ])
      }
    },
    returned: {
      title: "The customer sends one piece back; the warehouse registers the return",
      play: async () => {
        await order.warehouse(["return", { lines: [{ rowNumber: "1", quantity: 1, cause: "Angrerett" }] }])
        await systems.synced("returns")
        return order.look((inOmnium, inOngoing) => {
          const [made, ...more] = list(at(inOmnium, "returnOrderForms"))
          const marked = list(at(made, "properties")).some((each) => at(each, "key") === "ReturnedByOngoing")
          return [
            ["Omnium has one return", made !== undefined && more.length === 0],
            ["of one piece", at(made, "lineItems", 0, "returnQuantity") === 1],
            ["of the type of Ongoing's cause", at(made, "lineItems", 0, "returnType") === "Angrerett"],
            ["made by Ongoing", marked],
            ["and Ongoing counts it as reported", at(inOngoing, "orderLines", 0, "reportedReturnedNumberOfItems") === 1]
          ]
        }, "returns")
      }
    }
  } satisfies Steps
}
