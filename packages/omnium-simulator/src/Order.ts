import type {
  OrderFormMembers,
  OrderLineMembers,
  OrderMembers,
  ReturnOrderForm,
  ShipmentMembers
} from "./wire/Order.ts"
import type { Comment, EntityError, ExternalId, PropertyItem } from "./wire/Parts.ts"

/** A line as it is stored: what the wire may leave out has its default. */
export interface OrderLine extends OrderLineMembers {
  readonly lineItemId: string
  readonly quantity: number
  readonly canceledQuantity: number
  readonly deliveredQuantity: number
  readonly returnQuantity: number
  readonly externalIds: ReadonlyArray<ExternalId>
  readonly properties: ReadonlyArray<PropertyItem>
}

export interface Shipment extends ShipmentMembers {
  readonly shipmentId: string
  /** The shipment's own vocabulary (Released, Shipped, Cancelled …). */
  readonly status: string
  /** The order's vocabulary; workflows run on this one. */
  readonly orderStatus: string
  readonly lineItems: ReadonlyArray<OrderLine>
  readonly externalIds: ReadonlyArray<ExternalId>
  readonly properties: ReadonlyArray<PropertyItem>
}

export interface OrderForm extends OrderFormMembers {
  /** Each shipment repeats its lines of `lineItems`. */
  readonly shipments: ReadonlyArray<Shipment>
  readonly lineItems: ReadonlyArray<OrderLine>
}

export interface Order extends OrderMembers {
  readonly id: string
  readonly orderNumber: string
  readonly orderType: string
  readonly status: string
  readonly created: string
  readonly modified: string
  readonly orderForm: OrderForm
  readonly returnOrderForms: ReadonlyArray<ReturnOrderForm>
  readonly orderNotes: ReadonlyArray<Comment>
  readonly publicOrderNotes: ReadonlyArray<Comment>
  readonly properties: ReadonlyArray<PropertyItem>
  readonly externalIds: ReadonlyArray<ExternalId>
  readonly errors: ReadonlyArray<EntityError>
  readonly tags: ReadonlyArray<string>
}

/** What is still to be shipped of a line. */
export const remainingQuantity = (line: OrderLine): number =>
  line.quantity - line.canceledQuantity - line.deliveredQuantity

/** Changes a line wherever it stands: among the order's lines and in its shipment. */
export const mapLines = (order: Order, change: (line: OrderLine) => OrderLine): Order => ({
  ...order,
  orderForm: {
    ...order.orderForm,
    lineItems: order.orderForm.lineItems.map(change),
    shipments: order.orderForm.shipments.map((shipment) => ({ ...shipment, lineItems: shipment.lineItems.map(change) }))
  }
})

export const mapShipments = (order: Order, change: (shipment: Shipment) => Shipment): Order => ({
  ...order,
  orderForm: { ...order.orderForm, shipments: order.orderForm.shipments.map(change) }
})
