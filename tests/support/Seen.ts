/** What tests read of an item in the connector's list of work. */
export interface ItemSeen {
  readonly id: number
  readonly flow: string
  readonly key: string
  readonly state: "open" | "done" | "skipped" | "coalesced" | "dead" | "held"
  readonly source: string
  readonly attempts: number
  readonly createdAt: string
  readonly notBefore: string | null
  readonly finishedAt: string | null
  readonly cause: string | null
  readonly message: string | null
  readonly coalescedInto: number | null
}

interface Named {
  readonly providerName?: string
  readonly id: string
}

interface Keyed {
  readonly key?: string
  readonly value?: string
}

export interface LineSeen {
  readonly lineItemId: string
  readonly code: string
  readonly quantity: number
  readonly canceledQuantity: number
  readonly deliveredQuantity: number
  readonly properties?: ReadonlyArray<Keyed>
}

/** What tests read of a shipment in Omnium. */
export interface ShipmentSeen {
  readonly shipmentId: string
  readonly status?: string
  readonly lineItems: ReadonlyArray<LineSeen>
  readonly properties?: ReadonlyArray<Keyed>
  readonly orderStatus?: string
  readonly externalIds?: ReadonlyArray<Named>
  readonly shipmentTrackingNumber?: string
  readonly shipmentTrackingLink?: string
  readonly shipmentLabelLink?: string
  readonly returnTrackingNumber?: string
  readonly returnLabelLink?: string
  readonly packages?: ReadonlyArray<{ readonly shipmentTracking?: { readonly shipmentTrackingNumber?: string } }>
}

/** What tests read of an order in Omnium. */
export interface OmniumOrderSeen {
  readonly id: string
  readonly status: string
  readonly externalIds?: ReadonlyArray<Named>
  readonly errors?: ReadonlyArray<{ readonly key: string; readonly message: string; readonly status: string }>
  readonly orderForm: { readonly shipments: ReadonlyArray<ShipmentSeen> }
}

/** What tests read of an order in Ongoing. */
export interface OngoingOrderSeen {
  readonly orderInfo: {
    readonly orderId: number
    readonly orderNumber: string
    readonly goodsOwnerOrderId: string | null
    readonly orderRemark: string | null
    readonly orderStatus: { readonly number: number }
    readonly orderedNumberOfItems: number
  }
  readonly consignee: { readonly name: string; readonly address1: string | null }
  readonly orderLines: ReadonlyArray<{ readonly rowNumber: string; readonly orderedNumberOfItems: number }>
}
