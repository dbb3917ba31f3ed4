import { Context, type DateTime, type Effect, type Option, Schema, type Stream } from "effect"
import type { ExternalId, OmniumOrder, OmniumPackage, Property } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType, OmniumStore, ShipmentOption } from "../omnium/OmniumSettings.ts"
import { UpstreamReason } from "./Upstream.ts"

export class OmniumError extends Schema.TaggedError<OmniumError>()("OmniumError", {
  operation: Schema.String,
  reason: UpstreamReason
}) {
  override get message() {
    return `${this.operation}: ${this.reason.message}`
  }
}

export interface OmniumOrderPage {
  readonly orders: ReadonlyArray<OmniumOrder>
  /** When the page was read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

/** What is left `undefined` stays as it is. */
export interface ShipmentUpdate {
  readonly orderId: string
  readonly shipmentId: string
  /** A status of the order's type. */
  readonly status: string
  /** Whether Omnium runs the steps of that status: notification, capture, stock reduction. */
  readonly runWorkflow: boolean
  readonly trackingNumber?: string
  readonly trackingLink?: string
  readonly labelLink?: string
  readonly returnTrackingNumber?: string
  readonly returnTrackingLink?: string
  readonly returnLabelLink?: string
  /** All packages of the shipment, not only new ones. */
  readonly packages?: ReadonlyArray<OmniumPackage>
  readonly externalIds?: ReadonlyArray<ExternalId>
  readonly properties?: ReadonlyArray<Property>
}

/** A part of a shipment that has been sent, as a shipment of its own. */
export interface PartialDelivery extends Omit<ShipmentUpdate, "runWorkflow"> {
  /** An id the order has no shipment of yet. */
  readonly shipmentId: string
  /** Lines of the shipment it is taken from. */
  readonly lines: ReadonlyArray<{ readonly lineItemId: string; readonly deliveredQuantity: number }>
}

export interface NewOrderError {
  readonly key: string
  readonly referenceId: string
  readonly message: string
  readonly status: "New" | "Solved"
  readonly occurred: DateTime.Utc
}

export interface OrderQuery {
  readonly modifiedSince: DateTime.Utc
  readonly statuses: ReadonlyArray<string>
}

export class Omnium extends Context.Service<
  Omnium,
  {
    /** A cheap read that needs the credentials: tells whether the system answers us at all. */
    readonly ping: Effect.Effect<void, OmniumError>
    readonly order: (orderId: string) => Effect.Effect<Option.Option<OmniumOrder>, OmniumError>
    /** Every order that fits the query, once or more often, a page at a time. A page may lag a moment behind the writes. */
    readonly orders: (query: OrderQuery) => Stream.Stream<OmniumOrderPage, OmniumError>
    /** Orders with a shipment that carries this external id, of whatever provider. */
    readonly ordersByShipmentExternalId: (id: string) => Effect.Effect<ReadonlyArray<OmniumOrder>, OmniumError>
    /** Orders of this number; numbers are not unique over markets. */
    readonly ordersByNumber: (orderNumber: string) => Effect.Effect<ReadonlyArray<OmniumOrder>, OmniumError>
    /** Status and everything that travels with it in one call; external ids and properties are added or updated by key. */
    readonly updateShipment: (update: ShipmentUpdate) => Effect.Effect<void, OmniumError>
    /**
     * Makes a new shipment of the delivered quantities, with everything that travels with it, and runs the workflow of
     * its status; the rest stays on the shipment it was taken from, whose status does not move. Not repeatable: look
     * for the shipment before sending it again.
     */
    readonly deliverLines: (delivery: PartialDelivery) => Effect.Effect<void, OmniumError>
    /** Added to those the order has, by provider and id. Runs no workflow. */
    readonly addOrderExternalIds: (orderId: string, ids: ReadonlyArray<ExternalId>) => Effect.Effect<void, OmniumError>
    /** The order's whole list of errors becomes: those of other keys as they are, then these. Runs no workflow. */
    readonly setOrderErrors: (
      order: OmniumOrder,
      key: string,
      errors: ReadonlyArray<NewOrderError>
    ) => Effect.Effect<void, OmniumError>
    /** Added or updated by key, line by line. Runs no workflow. */
    readonly setOrderLineProperties: (
      orderId: string,
      lines: ReadonlyArray<{ readonly lineItemId: string; readonly properties: ReadonlyArray<Property> }>
    ) => Effect.Effect<void, OmniumError>
    /** Settings may be up to five minutes old, unless `forgetSettings` was called in between. */
    readonly stores: Effect.Effect<ReadonlyArray<OmniumStore>, OmniumError>
    readonly orderTypes: Effect.Effect<ReadonlyArray<OmniumOrderType>, OmniumError>
    readonly shipmentOptions: (marketId: string) => Effect.Effect<ReadonlyArray<ShipmentOption>, OmniumError>
    readonly forgetSettings: Effect.Effect<void>
  }
>()("@omnium-ongoing/domain/ports/Omnium") {}
