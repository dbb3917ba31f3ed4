import { Context, type DateTime, type Effect, type Option, Schema, type Stream } from "effect"
import type { OmniumDelivery, OmniumDeliveryLine } from "../omnium/OmniumDelivery.ts"
import type { OmniumInventory } from "../omnium/OmniumInventory.ts"
import type { ExternalId, OmniumOrder, OmniumPackage, Property } from "../omnium/OmniumOrder.ts"
import type { OmniumProduct } from "../omnium/OmniumProduct.ts"
import type { NewReturn } from "../omnium/OmniumReturn.ts"
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

export interface ShipmentUpdated {
  /** The shipment's status just before; undefined when Omnium does not say. */
  readonly previousStatus: string | undefined
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

export interface OmniumDeliveryPage {
  readonly deliveries: ReadonlyArray<OmniumDelivery>
  /** When the first of them were read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

/** What was received of a line just now, not in all. */
export interface GoodsReceptionLine {
  readonly lineItemId: string
  readonly deliveredQuantity: number
  readonly warehouseCode: string
  /** Kept with the inventory transaction, and taken once. */
  readonly goodsReceptionId: string
}

export interface OmniumProductPage {
  readonly products: ReadonlyArray<OmniumProduct>
  /** When the page was read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
}

export interface ProductQuery {
  readonly modifiedSince: DateTime.Utc
  /** If given, only products with available inventory in one of these warehouses. */
  readonly inStockIn?: ReadonlyArray<string>
}

export interface OmniumInventoryPage {
  readonly items: ReadonlyArray<OmniumInventory>
  /** When the first of them were read, by the server's own clock if it tells it. */
  readonly readAt: DateTime.Utc
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
    /**
     * Status and everything that travels with it in one call; external ids and properties are added or updated by key.
     * Tells the status from which it was moved: somebody may have moved it after it was read.
     */
    readonly updateShipment: (update: ShipmentUpdate) => Effect.Effect<ShipmentUpdated, OmniumError>
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
    /** Added or updated by key; those to be removed are gone, and nothing happens if they were not there. Runs no workflow. */
    readonly changeOrderProperties: (
      orderId: string,
      change: { readonly set: ReadonlyArray<Property>; readonly remove: ReadonlyArray<string> }
    ) => Effect.Effect<void, OmniumError>
    /**
     * Makes a return with its lines and properties and gives its id. Omnium adds nothing to its stock and pays nothing
     * back. Refused for a line the order does not have, for more than is left to return of a line, and for a return type
     * the tenant does not have. Not repeatable: look for it on the order before sending it again.
     */
    readonly createReturn: (request: NewReturn) => Effect.Effect<string, OmniumError>
    readonly delivery: (deliveryId: string) => Effect.Effect<Option.Option<OmniumDelivery>, OmniumError>
    /** None for a delivery that does not exist. */
    readonly deliveryLines: (deliveryId: string) => Effect.Effect<ReadonlyArray<OmniumDeliveryLine>, OmniumError>
    /** Deliveries to one of the stores in one of the statuses; of no store or no status, none. */
    readonly deliveries: (query: {
      readonly stores: ReadonlyArray<string>
      readonly statuses: ReadonlyArray<string>
    }) => Effect.Effect<OmniumDeliveryPage, OmniumError>
    /** Added or updated by key, the others stay as they are. An empty value is as good as none. */
    readonly setDeliveryProperties: (
      deliveryId: string,
      properties: ReadonlyArray<Property>
    ) => Effect.Effect<void, OmniumError>
    /** Not shown to suppliers. Not repeatable: look for it before sending it again. */
    readonly addInternalDeliveryComment: (deliveryId: string, text: string) => Effect.Effect<void, OmniumError>
    /** The status becomes Cancelled and is not derived from the lines any more; all else stays as it is. */
    readonly cancelDelivery: (deliveryId: string) => Effect.Effect<void, OmniumError>
    /**
     * Adds to what was delivered of the lines, and to the stock of the warehouses. All of it or nothing: refused if one
     * of the ids was used before, if a line is not the delivery's, or if a warehouse cannot receive.
     */
    readonly receiveGoods: (
      deliveryId: string,
      lines: ReadonlyArray<GoodsReceptionLine>
    ) => Effect.Effect<void, OmniumError>
    /** The ids of all goods receptions that are booked on these purchase orders. */
    readonly goodsReceptionIds: (
      purchaseOrderIds: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlySet<string>, OmniumError>
    /**
     * Every product that fits the query, once or more often, in as many languages as it has, a page at a time. Deleted
     * ones are not among them.
     */
    readonly products: (query: ProductQuery) => Stream.Stream<OmniumProductPage, OmniumError>
    /** Products deleted at or after `since`, a page at a time. One that was removed altogether is not among them. */
    readonly deletedProducts: (since: DateTime.Utc) => Stream.Stream<OmniumProductPage, OmniumError>
    /** Those of the SKUs, at most 200, of which there is a product or a variant that is not deleted. */
    readonly existingSkus: (skus: ReadonlyArray<string>) => Effect.Effect<ReadonlySet<string>, OmniumError>
    /** By its id, or by the SKU of one of its variants. */
    readonly product: (id: string) => Effect.Effect<Option.Option<OmniumProduct>, OmniumError>
    /** These SKUs have these external ids afterwards, and may keep others of theirs; those of other SKUs stay. */
    readonly setProductExternalIds: (
      product: OmniumProduct,
      skus: ReadonlyArray<{ readonly skuId: string; readonly externalIds: ReadonlyArray<ExternalId> }>
    ) => Effect.Effect<void, OmniumError>
    /** Added or updated by key. */
    readonly setProductProperties: (
      product: OmniumProduct,
      properties: ReadonlyArray<Property>
    ) => Effect.Effect<void, OmniumError>
    /** The stock of these SKUs in the warehouse, at most 1,000 of them; of those that have none, none. */
    readonly inventoryOf: (
      warehouse: string,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<OmniumInventory>, OmniumError>
    /** The stock of all SKUs in the warehouse, or of those that changed at or after the given time, a page at a time. */
    readonly inventory: (
      warehouse: string,
      changedSince: DateTime.Utc | undefined
    ) => Stream.Stream<OmniumInventoryPage, OmniumError>
    /** When it was asked, if in none of the warehouses any stock has changed since (at or after); else none. */
    readonly inventoryUnchangedSince: (
      warehouses: ReadonlyArray<string>,
      since: DateTime.Utc
    ) => Effect.Effect<Option.Option<DateTime.Utc>, OmniumError>
    /** Changes the stock by signed quantities, at most 1,000 of them. Not repeatable. */
    readonly changeInventory: (
      warehouse: string,
      changes: ReadonlyArray<{ readonly sku: string; readonly change: number }>
    ) => Effect.Effect<void, OmniumError>
    /** Sets the stock to these quantities, at most 1,000 of them. What is reserved stays. */
    readonly setInventory: (
      warehouse: string,
      items: ReadonlyArray<{ readonly sku: string; readonly inventory: number }>
    ) => Effect.Effect<void, OmniumError>
    /** The SKUs of all products and variants that are not deleted, once or more often, a page at a time. */
    readonly productSkus: Stream.Stream<ReadonlyArray<string>, OmniumError>
    /** Settings may be as old as `settingsAge`, unless `forgetSettings` was called in between. */
    readonly stores: Effect.Effect<ReadonlyArray<OmniumStore>, OmniumError>
    readonly orderTypes: Effect.Effect<ReadonlyArray<OmniumOrderType>, OmniumError>
    readonly shipmentOptions: (marketId: string) => Effect.Effect<ReadonlyArray<ShipmentOption>, OmniumError>
    /** The ids of the tenant's return types. */
    readonly returnTypes: Effect.Effect<ReadonlyArray<string>, OmniumError>
    readonly forgetSettings: Effect.Effect<void>
  }
>()("@omnium-ongoing/domain/ports/Omnium") {}
