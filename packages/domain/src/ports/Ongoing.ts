import { Context, type DateTime, type Effect, type Option, Schema, type Stream } from "effect"
import type {
  OngoingGoodsOwnerId,
  OngoingOrderId,
  OngoingPurchaseOrderId,
  OngoingWarehouseId
} from "../ongoing/Identifiers.ts"
import type { InstallationStatus, InstallationWarehouse } from "../ongoing/Installation.ts"
import type { ArticleKind, InventoryLevel } from "../ongoing/InventoryLevel.ts"
import type { ArticleSystemId, OngoingArticle, OngoingArticleState } from "../ongoing/OngoingArticle.ts"
import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { OngoingFile, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import type { OngoingPurchaseOrder } from "../ongoing/OngoingPurchaseOrder.ts"
import type { OngoingPurchaseOrderState } from "../ongoing/OngoingPurchaseOrderState.ts"
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

export interface OngoingPurchaseOrderPage {
  readonly purchaseOrders: ReadonlyArray<OngoingPurchaseOrderState>
  /** When the page was read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

export interface OngoingInventoryReading {
  readonly levels: ReadonlyArray<InventoryLevel>
  /** When they were read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

export interface OngoingInventoryPage extends OngoingInventoryReading {
  /** The article the next page begins with. */
  readonly next: number
}

export class Ongoing extends Context.Service<
  Ongoing,
  {
    /** A cheap read that needs the credentials: tells whether the system answers us at all. */
    readonly ping: Effect.Effect<void, OngoingError>
    /** Every number that orders can have in this installation, each once. */
    readonly orderStatuses: Effect.Effect<ReadonlyArray<InstallationStatus>, OngoingError>
    /** The same for purchase orders. */
    readonly purchaseOrderStatuses: Effect.Effect<ReadonlyArray<InstallationStatus>, OngoingError>
    /** All warehouses of the installation. */
    readonly warehouses: Effect.Effect<ReadonlyArray<InstallationWarehouse>, OngoingError>
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
    /**
     * Orders of which more has come back than was reported, of any age, by ascending order id, a page at a time. Fails
     * when the server does not advance.
     */
    readonly ordersWithUnreportedReturns: (owner: OngoingGoodsOwnerId) => Stream.Stream<OngoingOrderPage, OngoingError>
    /** From then on so many returned items of the line count as reported, whatever was reported before. */
    readonly reportReturned: (
      order: OngoingOrderId,
      orderLineId: number,
      quantity: number
    ) => Effect.Effect<void, OngoingError>
    /**
     * Creates the article, or replaces it: Ongoing matches on article number and goods owner. The id stays the same.
     * Refused for a barcode that another active article has. An answer without an id is `UnknownOutcome`.
     */
    readonly putArticle: (article: OngoingArticle) => Effect.Effect<ArticleSystemId, OngoingError>
    /** Those that exist, in no particular order; inactive ones too. */
    readonly articlesByNumber: (
      owner: OngoingGoodsOwnerId,
      numbers: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<OngoingArticleState>, OngoingError>
    /** The server's own clock if it tells it, else ours. */
    readonly time: Effect.Effect<DateTime.Utc, OngoingError>
    /**
     * What can be sold in the warehouse of every article of the goods owner, from this article on, by ascending id, a
     * page at a time, and at least one page. An article that is made while it is read is among them. Fails when the
     * server does not advance.
     */
    readonly inventory: (
      owner: OngoingGoodsOwnerId,
      warehouse: OngoingWarehouseId,
      from: number
    ) => Stream.Stream<OngoingInventoryPage, OngoingError>
    /**
     * Of the articles whose stock in any warehouse changed at or after `since` (whole seconds), also of those that have
     * none left; at least one page. Refused for a time more than 24 hours ago.
     */
    readonly inventoryChangedSince: (
      owner: OngoingGoodsOwnerId,
      warehouse: OngoingWarehouseId,
      since: DateTime.Utc
    ) => Stream.Stream<OngoingInventoryPage, OngoingError>
    /** When it was asked, if in none of the warehouses any stock has changed since (at or after); else none. Refused as above. */
    readonly inventoryUnchangedSince: (
      owner: OngoingGoodsOwnerId,
      warehouses: ReadonlyArray<OngoingWarehouseId>,
      since: DateTime.Utc
    ) => Effect.Effect<Option.Option<DateTime.Utc>, OngoingError>
    /** What kind the articles with these numbers are; those that do not exist are missing. */
    readonly articleKinds: (
      owner: OngoingGoodsOwnerId,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<ArticleSystemId, ArticleKind>, OngoingError>
    /** Of the articles with these numbers that exist. */
    readonly inventoryOf: (
      owner: OngoingGoodsOwnerId,
      warehouse: OngoingWarehouseId,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<OngoingInventoryReading, OngoingError>
    /** With their content; an order without files has none. */
    readonly orderFiles: (id: OngoingOrderId) => Effect.Effect<ReadonlyArray<OngoingFile>, OngoingError>
    /**
     * Creates the purchase order, or replaces it: Ongoing matches on number and goods owner, lines on their row number.
     * The id stays the same. Refused once goods reception has begun. An answer without an id is `UnknownOutcome`.
     */
    readonly putPurchaseOrder: (order: OngoingPurchaseOrder) => Effect.Effect<OngoingPurchaseOrderId, OngoingError>
    readonly purchaseOrder: (
      id: OngoingPurchaseOrderId
    ) => Effect.Effect<Option.Option<OngoingPurchaseOrderState>, OngoingError>
    /** Those that exist, in no particular order; cancelled ones too. */
    readonly purchaseOrdersByNumber: (
      owner: OngoingGoodsOwnerId,
      numbers: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<OngoingPurchaseOrderState>, OngoingError>
    /**
     * Purchase orders whose status number changed, or of which something was received, at or after `since` (whole
     * seconds), once or more often, a page at a time. Fails when the server does not advance.
     */
    readonly purchaseOrdersChangedSince: (
      owner: OngoingGoodsOwnerId,
      since: DateTime.Utc
    ) => Stream.Stream<OngoingPurchaseOrderPage, OngoingError>
  }
>()("@omnium-ongoing/domain/ports/Ongoing") {}
