import type { Order as OmniumOrder } from "@omnium-ongoing/omnium-simulator/Order"
import { type Order as OngoingOrder, pickedOn, returnedOn, sentOn } from "@omnium-ongoing/ongoing-simulator/Order"
import { receivedOn } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import type { CrashWorld } from "./CrashWorld.ts"

const finished: ReadonlyArray<string> = ["done", "skipped", "coalesced"]

/** A cause and what was said of it: only the first names nothing that differs between two runs. */
const causeOf = (message: string | undefined): string => (message ?? "").split(":", 1)[0] ?? ""

const property = (
  of: { readonly properties?: ReadonlyArray<{ readonly key?: string; readonly value?: string }> },
  key: string
) => of.properties?.find((each) => each.key === key)?.value

/** Everything that both systems and the list of work show in the end, without ids and times. */
export const pictureOf = async (world: CrashWorld) => {
  const ongoing = world.ongoing.world().state
  const omnium = world.omnium.world().state
  const items = await world.items()
  return {
    ongoing: {
      orders: byName([...ongoing.orders.values()].map((order) => [order.number, ongoingOrder(order)])),
      purchaseOrders: byName(
        [...ongoing.purchaseOrders.values()].map((order) => [
          order.number,
          [order.status, ...order.lines.map((line) => `${receivedOn(line)} of ${line.advised}`)]
        ])
      ),
      articles: byName(
        [...ongoing.articles.values()].map(({ number, sent }) => [
          number,
          [sent.articleName, sent.isActive, sent.barCodeInfo?.barCode]
        ])
      )
    },
    omnium: {
      orders: byName([...omnium.orders.values()].map((order) => [order.id, omniumOrder(order)])),
      deliveries: byName(
        [...omnium.deliveries.values()].map((delivery) => [
          delivery.id,
          {
            status: delivery.deliveryStatus,
            notes: delivery.deliveryNotes.map((note) => causeOf(note.detail)),
            inOngoing: property(delivery, "OngoingPurchaseOrderStatus"),
            error: causeOf(property(delivery, "OngoingExportError"))
          }
        ])
      ),
      received: byName(
        [...omnium.purchaseOrders.values()].map((order) => [
          order.id,
          order.purchaseOrderForm.lineItems.map((line) => `${line.deliveredQuantity} of ${line.quantity}`)
        ])
      ),
      products: byName(
        [...omnium.products.values()].map((product) => [
          product.id,
          {
            error: causeOf(property(product, "OngoingExportError")),
            articles: product.variants.map((variant) =>
              (variant.externalIds ?? []).map(({ providerName }) => providerName)
            )
          }
        ])
      )
    },
    unfinished: items
      .filter(({ state }) => !finished.includes(state))
      .map(({ flow, key, state, cause }) => `${flow} ${key} ${state}: ${cause}`)
      .sort()
  }
}

const byName = <A>(entries: ReadonlyArray<readonly [string, A]>) =>
  Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))

const ongoingOrder = (order: OngoingOrder) => ({
  status: order.status,
  remark: order.header.orderRemark,
  parcels: order.parcels.map((parcel) => parcel.waybill),
  lines: order.lines.map((line) => ({
    row: line.sent.rowNumber,
    ordered: line.ordered,
    picked: pickedOn(line),
    sent: sentOn(line),
    returned: returnedOn(line),
    reported: line.reportedReturned
  }))
})

const omniumOrder = (order: OmniumOrder) => ({
  status: order.status,
  externalIds: order.externalIds.map(({ providerName }) => providerName),
  errors: order.errors.filter(({ status }) => status === "New").map(({ message }) => causeOf(message)),
  returnError: property(order, "OngoingReturnError"),
  returns: order.returnOrderForms.map((form) =>
    (form.lineItems ?? []).map(({ lineItemId, returnQuantity, returnType }) => [lineItemId, returnQuantity, returnType])
  ),
  shipments: order.orderForm.shipments.map((shipment) => ({
    id: shipment.shipmentId,
    status: shipment.orderStatus,
    isDelivered: property(shipment, "IsDeliveredShipment"),
    externalIds: shipment.externalIds.map(({ providerName }) => providerName),
    tracking: shipment.shipmentTrackingNumber,
    packages: (shipment.packages ?? []).map((each) => each.shipmentTracking?.shipmentTrackingNumber),
    hasLabel: shipment.shipmentLabelLink !== undefined,
    lines: shipment.lineItems.map((line) => ({
      id: line.lineItemId,
      quantity: line.quantity,
      cancelled: line.canceledQuantity,
      delivered: line.deliveredQuantity,
      isMarked: property(line, "IsOrderLineDelivered")
    }))
  }))
})
