import { demoOrder } from "./DemoOrder.ts"
import { at, list } from "./Json.ts"
import type { Systems } from "./Systems.ts"
import { orderIn, type Steps } from "./Views.ts"

const statusIn = (ongoing: unknown) => at(ongoing, "orderInfo", "orderStatus", "number")
const quantityIn = (ongoing: unknown) => at(ongoing, "orderLines", 0, "orderedNumberOfItems")
const errorsOf = (order: unknown) => list(at(order, "errors")).filter((error) => at(error, "status") === "New")
const cancel = (systems: Systems, orderId: string) =>
  systems.omnium("POST", `/Orders/${orderId}/UpdateStatus`, { status: "OrderCanceled" })

/** What becomes of an order that is edited, cancelled, cancelled too late, or sent in parts. */
export const orderChanges = (systems: Systems) => {
  const edited = orderIn(systems, "DEMO-1002")
  const late = orderIn(systems, "DEMO-1003")
  const parts = orderIn(systems, "DEMO-1004")
  return {
    edited: {
      title: "DEMO-1002 is exported; then a piece less is wanted",
      play: async () => {
        await edited.placed(demoOrder("DEMO-1002"))
        await systems.omnium("PATCH", "/Orders/DEMO-1002/PatchUpdateOrderLines", [
          { lineItemId: "1", canceledQuantity: 1 }
        ])
        await systems.polled()
        return edited.look((_, ongoing) => [["Ongoing's order has one piece left", quantityIn(ongoing) === 1]])
      }
    },
    cancelled: {
      title: "DEMO-1002 is cancelled before the warehouse has begun",
      play: async () => {
        await cancel(systems, "DEMO-1002")
        await systems.drained()
        return edited.look((order, ongoing) => [
          ["Ongoing's order has status 1000", statusIn(ongoing) === 1000],
          ["Omnium shows no error", errorsOf(order).length === 0]
        ])
      }
    },
    refused: {
      title: "DEMO-1003 is cancelled when it is already picked: Ongoing refuses",
      play: async () => {
        await late.placed(demoOrder("DEMO-1003"))
        await late.warehouse("release", "pick")
        await cancel(systems, "DEMO-1003")
        await systems.drained()
        return late.look(
          (order, ongoing) => [
            ["Ongoing's order is still picked (400)", statusIn(ongoing) === 400],
            [
              "and Omnium's order says so: cancel-refused",
              errorsOf(order).some((error) => String(at(error, "message")).startsWith("cancel-refused"))
            ]
          ],
          "order"
        )
      }
    },
    sentInPart: {
      title: "Of the ten pieces of DEMO-1004 the warehouse sends eight",
      play: async () => {
        await parts.placed(demoOrder("DEMO-1004", 10))
        await parts.warehouse(
          "release",
          ["pick", { lines: [{ rowNumber: "1", quantity: 8 }] }],
          ["pack", { parcels: [{ parcelNumber: "D4-P1", waybill: "7099900001" }] }],
          ["ship", { labels: true }]
        )
        await systems.synced("orders")
        return parts.look((order, ongoing) => [
          ["Ongoing says sent in part (425)", statusIn(ongoing) === 425],
          ["Omnium has a new shipment for the eight", at(order, "orderForm", "shipments", 1, "orderStatus") === "Ship"],
          ["with their tracking", at(order, "orderForm", "shipments", 1, "shipmentTrackingNumber") === "7099900001"],
          [
            "and the rest stays in the warehouse",
            at(order, "orderForm", "shipments", 0, "orderStatus") === "InProgressWarehouse"
          ]
        ])
      }
    },
    sentInFull: {
      title: "Later it sends the other two",
      play: async () => {
        await parts.warehouse(
          "pick",
          ["pack", { parcels: [{ parcelNumber: "D4-P2", waybill: "7099900002" }] }],
          ["ship", { labels: true }]
        )
        await systems.synced("orders")
        return parts.look((order, ongoing) => [
          ["Ongoing says sent (450)", statusIn(ongoing) === 450],
          ["the original shipment is sent too", at(order, "orderForm", "shipments", 0, "orderStatus") === "Ship"],
          ["with its own tracking", at(order, "orderForm", "shipments", 0, "shipmentTrackingNumber") === "7099900002"],
          ["and there is no third shipment", list(at(order, "orderForm", "shipments")).length === 2]
        ])
      }
    }
  } satisfies Steps
}
