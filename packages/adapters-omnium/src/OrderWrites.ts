import { oneLine } from "@omnium-ongoing/adapter-kit/ErrorText"
import type { OmniumPackage } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { type NewOrderError, type Omnium, OmniumError, type ShipmentUpdate } from "@omnium-ongoing/domain/ports/Omnium"
import { Refused, UnknownOutcome } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Effect, Option, Schema } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { WireChangedOrder, WireCounters, WireRawErrors, WireWorkflowResult } from "./wire/Answers.ts"

const readWorkflowResult = Schema.decodeUnknownResult(WireWorkflowResult)
const readCounters = Schema.decodeUnknownResult(WireCounters)
const readChangedOrder = Schema.decodeUnknownResult(WireChangedOrder)
const readRawErrors = Schema.decodeUnknownResult(WireRawErrors)

const updateStatus = { operation: "POST /api/Orders/{orderId}/UpdateStatus", write: true }
const updateLines = { operation: "POST /api/Orders/{orderId}/OrderLinesUpdate", write: true }
const patchOrder = { operation: "PATCH /api/Orders/{orderId}/PatchOrder", write: true }
const addLineProperties = { operation: "PUT /api/Orders/{orderId}/AddOrderLineProperties", write: true }
const getOrder = { operation: "GET /api/Orders/{orderId}", write: false }

type Writes = Pick<
  Omnium["Service"],
  | "updateShipment"
  | "deliverLines"
  | "addOrderExternalIds"
  | "setOrderErrors"
  | "setOrderLineProperties"
  | "changeOrderProperties"
>

export const orderWrites = (client: OmniumClient): Writes => {
  const patch = Effect.fnUntraced(function* (orderId: string, body: object) {
    const path = yield* segment(orderId, patchOrder.operation)
    const request = yield* HttpClientRequest.patch(`/api/Orders/${path}/PatchOrder`).pipe(
      HttpClientRequest.bodyJson(body),
      Effect.mapError(() => refused(patchOrder.operation, "what the order holds is nested too deeply to be sent back"))
    )
    const { value } = yield* client.call(patchOrder, request, readCounters)
    if (value.errorCount > 0 || value.notFoundCount > 0) {
      const said = value.errorMessage || (value.notFoundCount > 0 ? "the order was not found" : "the patch failed")
      return yield* refused(patchOrder.operation, said)
    }
  })

  const runWorkflow = Effect.fnUntraced(function* (
    { operation, write }: typeof updateStatus,
    orderId: string,
    action: string,
    body: object
  ) {
    const path = yield* segment(orderId, operation)
    const request = HttpClientRequest.post(`/api/Orders/${path}/${action}`).pipe(HttpClientRequest.bodyJsonUnsafe(body))
    const { value } = yield* client.call({ operation, write }, request, readWorkflowResult)
    // A step that failed without aborting is Omnium's own affair, shown there: the status has been set.
    if (value.isAborted) {
      const texts = (value.orderActionExecutionResults ?? [])
        .filter(({ actionStatus }) => actionStatus === "Error")
        .map(({ actionType, errorReason }) => `${actionType ?? "step"}: ${errorReason || "failed"}`)
      return yield* refused(operation, texts.join("; ") || "the workflow was aborted")
    }
    if (!value.order?.id) {
      const reason = new UnknownOutcome({ status: Option.some(200), message: "the answer holds no order" })
      return yield* new OmniumError({ operation, reason })
    }
    return value.order
  })

  return {
    updateShipment: Effect.fn("Omnium.updateShipment")(function* (update) {
      const order = yield* runWorkflow(updateStatus, update.orderId, "UpdateStatus", {
        status: update.status,
        skipRunWorkflow: !update.runWorkflow,
        shipmentInfo: shipmentInfo(update)
      })
      const shipment = order.orderForm?.shipments?.find((each) => each.shipmentId === update.shipmentId)
      return { previousStatus: shipment?.prevStatus || undefined }
    }),

    deliverLines: Effect.fn("Omnium.deliverLines")(function* (delivery) {
      yield* runWorkflow(updateLines, delivery.orderId, "OrderLinesUpdate", {
        lineItemUpdates: delivery.lines,
        status: delivery.status,
        shipmentInfo: shipmentInfo(delivery),
        // The customer has paid for one shipping, not for as many as the warehouse makes of it.
        isShippingCostKeptForExistingShipment: true
      })
    }),

    changeOrderProperties: Effect.fn("Omnium.changeOrderProperties")(function* (orderId, { set, remove }) {
      yield* patch(orderId, {
        properties: set,
        propertiesRemovalConditions: remove.map((key) => ({ key })),
        keepExistingCustomProperties: true
      })
    }),

    addOrderExternalIds: Effect.fn("Omnium.addOrderExternalIds")(function* (orderId, ids) {
      yield* patch(orderId, { externalIds: ids, keepExistingListItems: true })
    }),

    setOrderErrors: Effect.fn("Omnium.setOrderErrors")(function* (order, key, errors) {
      // Others' errors have members that we do not know, and the list is replaced as a whole.
      const path = yield* segment(order.id, getOrder.operation)
      const { value } = yield* client.call(getOrder, HttpClientRequest.get(`/api/Orders/${path}`), readRawErrors)
      const others = (value.errors ?? []).filter((error) => error.key !== key)
      yield* patch(order.id, { errors: [...others, ...errors.map(orderError)], keepExistingListItems: false })
    }),

    setOrderLineProperties: Effect.fn("Omnium.setOrderLineProperties")(function* (orderId, lines) {
      const path = yield* segment(orderId, addLineProperties.operation)
      const request = HttpClientRequest.put(`/api/Orders/${path}/AddOrderLineProperties`).pipe(
        HttpClientRequest.bodyJsonUnsafe(lines)
      )
      yield* client.call(addLineProperties, request, readChangedOrder)
    })
  }
}

const refused = (operation: string, message: string): OmniumError =>
  new OmniumError({ operation, reason: new Refused({ status: 200, message: oneLine(message) }) })

/** The update speaks of tracking and label by other names than the shipment does. JSON leaves out what is undefined. */
const shipmentInfo = (update: Omit<ShipmentUpdate, "runWorkflow">) => ({
  shipmentId: update.shipmentId,
  trackingNumber: update.trackingNumber,
  trackingUrl: update.trackingLink,
  labelLink: update.labelLink,
  returnTrackingNumber: update.returnTrackingNumber,
  returnTrackingLink: update.returnTrackingLink,
  returnLabelLink: update.returnLabelLink,
  packages: update.packages?.map(shipmentPackage),
  externalIds: update.externalIds,
  properties: update.properties
})

const shipmentPackage = ({ id, trackingNumber, trackingLink, labelLink }: OmniumPackage) => ({
  id,
  shipmentTracking: {
    shipmentTrackingNumber: trackingNumber,
    shipmentTrackingLink: trackingLink,
    shipmentLabelLink: labelLink
  }
})

const orderError = ({ key, referenceId, message, status, occurred }: NewOrderError) => ({
  key,
  referenceId,
  message,
  severity: "Error",
  status,
  occurred: DateTime.formatIso(occurred)
})
