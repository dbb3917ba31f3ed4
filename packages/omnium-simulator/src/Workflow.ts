import type { Delivery } from "./Delivery.ts"
import { findStatus, orderTypeOf } from "./OrderTypes.ts"
import type { StatusChange } from "./StatusUpdate.ts"
import type { Settings, WorkflowTarget } from "./Tenant.ts"
import type { WorkflowStep } from "./wire/Settings.ts"

/** A step of the entered status that calls the connector. */
export interface WorkflowCall {
  readonly step: WorkflowStep
  readonly url: string
  readonly secret: string
  readonly body: unknown
  /** The order is saved only after the call was answered. */
  readonly beforeSave: boolean
}

/** The name that steps give as their connector when they are meant for the integration under test. */
const connectorName = "ongoing"

export const workflowCalls = (settings: Settings, change: StatusChange): ReadonlyArray<WorkflowCall> => {
  const target = settings.workflow
  if (target === undefined) return []
  return activeSteps(settings, change)
    .filter((step) => step.connector?.toLowerCase() === connectorName)
    .map((step) => ({
      step,
      url: stepUrl(target, step.name ?? ""),
      secret: target.secret,
      body: bodyOf(target, step, change),
      beforeSave: step.runAfterOrderIsSaved === false
    }))
}

const exporterName = "OngoingDeliveryExporter"

/** Deliveries have no workflow of their own: their exporter is called whenever one is saved. */
export const deliveryExport = ({ workflow }: Settings, delivery: Delivery): WorkflowCall | undefined => {
  if (workflow === undefined) return undefined
  const step = { name: exporterName, active: true, connector: "Ongoing" }
  return {
    step,
    url: stepUrl(workflow, exporterName),
    secret: workflow.secret,
    body: workflow.payload === "value" ? { value: delivery, workflowStep: step } : { delivery },
    beforeSave: false
  }
}

const stepUrl = (target: WorkflowTarget, step: string): string =>
  `${target.url.replace(/\/+$/, "")}/${encodeURIComponent(step)}`

/** The steps that run when an order or shipment enters the status, from top to bottom. */
export const activeSteps = (settings: Settings, change: StatusChange): ReadonlyArray<WorkflowStep> => {
  const type = orderTypeOf(settings.orderTypes, change.order.orderType)
  if (type.disableWorkflow === true) return []
  const status = findStatus(type, change.status.name ?? "")
  const { order } = change
  const shipments = order.orderForm.shipments.filter(
    (shipment) => change.shipmentId === undefined || shipment.shipmentId === change.shipmentId
  )
  return (status?.workflowSteps ?? []).filter(
    (step) =>
      step.active === true &&
      isEnabled(step.enabledForMarkets, step.disabledForMarkets, [order.marketId]) &&
      isEnabled(step.enabledForStores, step.disabledForStores, [order.storeId]) &&
      isEnabled(
        step.enabledForWarehouses,
        step.disabledForWarehouses,
        shipments.map((it) => it.warehouseCode)
      ) &&
      isEnabled(
        step.enabledForShipmentOptions,
        step.disabledForShipmentOptions,
        shipments.map((it) => it.shippingMethodName)
      )
  )
}

const isEnabled = (
  enabled: ReadonlyArray<string> | undefined,
  disabled: ReadonlyArray<string> | undefined,
  values: ReadonlyArray<string | undefined>
): boolean => {
  const named = values.filter((value) => value !== undefined)
  const isAllowed = enabled === undefined || enabled.length === 0 || named.some((value) => enabled.includes(value))
  const isBarred = named.length > 0 && named.every((value) => disabled?.includes(value) === true)
  return isAllowed && !isBarred
}

const bodyOf = (target: WorkflowTarget, step: WorkflowStep, change: StatusChange): unknown => {
  if (target.payload === "value") return { value: change.order, workflowStep: step }
  const shipment = change.order.orderForm.shipments.find((candidate) => candidate.shipmentId === change.shipmentId)
  return shipment === undefined ? { order: change.order } : { order: change.order, shipment }
}
