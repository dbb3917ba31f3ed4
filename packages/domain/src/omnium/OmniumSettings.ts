import { Duration } from "effect"
import type { ExternalId, Property } from "./OmniumOrder.ts"

/** How old settings may be: people change them rarely, and whoever does may ask for a run, which reads them anew. */
export const settingsAge = Duration.hours(1)

/** A store or a warehouse: in Omnium they are one entity. */
export interface OmniumStore {
  readonly id: string
  readonly name: string | undefined
  readonly isWarehouse: boolean
  readonly properties: ReadonlyArray<Property>
  readonly externalIds: ReadonlyArray<ExternalId>
}

export interface WorkflowStep {
  readonly name: string
  readonly active: boolean
  readonly connector: string | undefined
}

export interface OmniumOrderStatus {
  readonly name: string
  /** The place in the sequence of its order type. */
  readonly order: number
  readonly isCanceledStatus: boolean
  readonly isDeliveredStatus: boolean
  readonly workflowSteps: ReadonlyArray<WorkflowStep>
  readonly properties: ReadonlyArray<Property>
}

export interface OmniumOrderType {
  readonly name: string
  readonly statuses: ReadonlyArray<OmniumOrderStatus>
}

/** How a shipping method is carried out, as configured on a market. */
export interface ShipmentOption {
  readonly shippingMethodName: string | undefined
  readonly shippingMethodId: string | undefined
  /** Unifaun, Porterbuddy, Ingrid, Bring … */
  readonly shippingGateway: string | undefined
  readonly shippingCompany: string | undefined
  readonly shipmentProduct: string | undefined
  readonly properties: ReadonlyArray<Property>
}
