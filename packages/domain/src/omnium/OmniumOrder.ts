import type { DateTime } from "effect"
import type { OmniumReturn } from "./OmniumReturn.ts"

export interface ExternalId {
  readonly providerName: string
  readonly id: string
}

/** Values are always texts, switches too: "true". */
export interface Property {
  readonly key: string
  readonly value: string
}

export interface OrderError {
  readonly key: string
  readonly message: string
  readonly referenceId: string | undefined
  /** New, Solved or Deleted; a page of the documentation says Active for New. */
  readonly status: string
  readonly severity: string
  readonly occurred: DateTime.Utc | undefined
}

export interface OmniumAddress {
  readonly name: string | undefined
  readonly firstName: string | undefined
  readonly lastName: string | undefined
  readonly organization: string | undefined
  readonly organizationalNumber: string | undefined
  readonly line1: string | undefined
  readonly line2: string | undefined
  readonly streetNumber: string | undefined
  readonly postalCode: string | undefined
  readonly city: string | undefined
  readonly regionCode: string | undefined
  readonly countryCode: string | undefined
  readonly phone: string | undefined
  readonly daytimePhoneNumber: string | undefined
  readonly email: string | undefined
}

export interface OmniumOrderLine {
  readonly lineItemId: string
  /** The SKU. */
  readonly code: string
  readonly quantity: number
  readonly canceledQuantity: number
  readonly deliveredQuantity: number
  readonly returnQuantity: number
  readonly isVirtualProduct: boolean
  /** A package header whose parts stand on lines of their own. */
  readonly isPackageBrokeDown: boolean
  readonly comment: string | undefined
  readonly properties: ReadonlyArray<Property>
}

export interface OmniumPackage {
  readonly id: string
  readonly trackingNumber: string | undefined
  readonly trackingLink: string | undefined
  readonly labelLink: string | undefined
}

export interface OmniumShipment {
  readonly shipmentId: string
  /** The store id of the warehouse that ships. */
  readonly warehouseCode: string | undefined
  /** The shipment's own vocabulary: Packing, Shipped, Cancelled … */
  readonly status: string | undefined
  /** The order's vocabulary, on which workflows run: New, InProgress, InProgressWarehouse … */
  readonly orderStatus: string | undefined
  /** The one before that. */
  readonly previousStatus: string | undefined
  readonly lines: ReadonlyArray<OmniumOrderLine>
  readonly address: OmniumAddress | undefined
  readonly shippingMethodId: string | undefined
  readonly shippingMethodName: string | undefined
  readonly shippingMethodProductId: string | undefined
  readonly servicePointId: string | undefined
  readonly pickUpServicePointId: string | undefined
  readonly expectedShipmentDate: DateTime.Utc | undefined
  readonly shippingTotal: number
  readonly comment: string | undefined
  readonly trackingNumber: string | undefined
  readonly trackingLink: string | undefined
  readonly labelLink: string | undefined
  readonly returnTrackingNumber: string | undefined
  readonly returnTrackingLink: string | undefined
  readonly returnLabelLink: string | undefined
  readonly packages: ReadonlyArray<OmniumPackage>
  readonly externalIds: ReadonlyArray<ExternalId>
  readonly properties: ReadonlyArray<Property>
}

export interface OrderNote {
  readonly created: DateTime.Utc | undefined
  readonly creator: string | undefined
  readonly detail: string
}

/** An order as the connector needs it. Absent, null and empty texts are all `undefined`; lists are never absent. */
export interface OmniumOrder {
  readonly id: string
  readonly orderNumber: string
  readonly orderType: string
  readonly status: string
  readonly marketId: string | undefined
  readonly storeId: string | undefined
  readonly created: DateTime.Utc
  readonly modified: DateTime.Utc
  readonly requestedDeliveryDate: DateTime.Utc | undefined
  readonly customerNumber: string | undefined
  readonly customerName: string | undefined
  readonly customerEmail: string | undefined
  readonly customerPhone: string | undefined
  readonly billingAddress: OmniumAddress | undefined
  /** Internal notes, not those the customer sees. */
  readonly orderNotes: ReadonlyArray<OrderNote>
  readonly shipments: ReadonlyArray<OmniumShipment>
  readonly returns: ReadonlyArray<OmniumReturn>
  readonly externalIds: ReadonlyArray<ExternalId>
  readonly properties: ReadonlyArray<Property>
  readonly errors: ReadonlyArray<OrderError>
  readonly isReadOnly: boolean
}

/** The first value of that key, whatever its case. */
export const propertyOf = (properties: ReadonlyArray<Property>, key: string): string | undefined =>
  properties.find((property) => property.key.toLowerCase() === key.toLowerCase())?.value

export const externalIdOf = (ids: ReadonlyArray<ExternalId>, provider: string): string | undefined =>
  ids.find((id) => id.providerName.toLowerCase() === provider.toLowerCase())?.id

/** Omnium's switches are texts, and tenants type them by hand. */
export const isOn = (value: string | undefined): boolean => /^(true|1|yes)$/i.test(value?.trim() ?? "")
