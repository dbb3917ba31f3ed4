import { Context, type DateTime, type Effect, type Option, Schema, type Stream } from "effect"
import type { OngoingGoodsOwnerId, OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { OngoingFile, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { UpstreamReason } from "./Upstream.ts"

export class OngoingError extends Schema.TaggedError<OngoingError>()("OngoingError", {
  operation: Schema.String,
  reason: UpstreamReason
}) {
  override get message() {
    return `${this.operation}: ${this.reason.message}`
  }
}

export interface OngoingOrderPage {
  readonly orders: ReadonlyArray<OngoingOrderState>
  /** When the page was read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

export class Ongoing extends Context.Service<
  Ongoing,
  {
    /** A cheap read that needs the credentials: tells whether the system answers us at all. */
    readonly ping: Effect.Effect<void, OngoingError>
    /**
     * Creates the order, or replaces it: Ongoing matches on order number and goods owner, lines on their row number.
     * The id stays the same. Refused once the warehouse has started on it. An answer without an id is `UnknownOutcome`.
     */
    readonly putOrder: (order: OngoingOrder) => Effect.Effect<OngoingOrderId, OngoingError>
    /**
     * Asks for the order to be cancelled. Refused once the warehouse has started on it, and when it is cancelled
     * already: what has become of it is read back.
     */
    readonly cancelOrder: (id: OngoingOrderId) => Effect.Effect<void, OngoingError>
    /** Orders into which the warehouse has moved what it could not send of this one. */
    readonly backOrdersOf: (
      owner: OngoingGoodsOwnerId,
      id: OngoingOrderId
    ) => Effect.Effect<ReadonlyArray<OngoingOrderState>, OngoingError>
    readonly order: (id: OngoingOrderId) => Effect.Effect<Option.Option<OngoingOrderState>, OngoingError>
    /** Those that exist, in no particular order; cancelled ones too. */
    readonly ordersByNumber: (
      owner: OngoingGoodsOwnerId,
      numbers: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<OngoingOrderState>, OngoingError>
    /**
     * Orders whose status number changed at or after `since` (whole seconds), by ascending order id, a page at a time.
     * Quantities, parcels and files that change without the status do not make an order appear. Fails when the server
     * does not advance.
     */
    readonly ordersChangedSince: (
      owner: OngoingGoodsOwnerId,
      since: DateTime.Utc
    ) => Stream.Stream<OngoingOrderPage, OngoingError>
    /** With their content; an order without files has none. */
    readonly orderFiles: (id: OngoingOrderId) => Effect.Effect<ReadonlyArray<OngoingFile>, OngoingError>
  }
>()("@omnium-ongoing/domain/ports/Ongoing") {}
