import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { type Operation as EventOperation, operations, orderEvent } from "../Events.ts"
import type { Order } from "../Order.ts"
import { refuse } from "../Refusal.ts"
import type { StatusChange } from "../StatusUpdate.ts"
import { lockKey, saveOrder, takeNumber } from "../Tenant.ts"
import { activeSteps, workflowCalls } from "../Workflow.ts"
import type { WorkflowStep } from "../wire/Settings.ts"
import { announce, callAfterSave, callBeforeSave } from "./Dispatching.ts"
import type { Exchange } from "./Exchange.ts"

export interface StepResult {
  readonly actionType: string
  readonly actionStatus: "Success" | "Error"
  readonly errorReason?: string
  readonly cancelWorkflow: boolean
  readonly isInvisible: boolean
}

export interface WorkflowResult {
  readonly isAborted: boolean
  readonly order: Order
  readonly orderActionExecutionResults: ReadonlyArray<StepResult>
}

export const requireOrder = (exchange: Exchange, id: string): Order =>
  exchange.tenant.orders.get(id) ?? refuse(404, `Order ${id} does not exist`)

/** For writing: not while another operation holds it. */
export const openOrder = (exchange: Exchange, id: string): Order => {
  const order = requireOrder(exchange, id)
  exchange.refuseLocked("Order", id)
  return order
}

/** What a patch answers. */
export const counters = (isModified: boolean) => ({
  totalCount: 1,
  updatedCount: isModified ? 1 : 0,
  unchangedCount: isModified ? 0 : 1,
  notFoundCount: 0,
  errorCount: 0,
  isModified
})

/** Saves a change that runs no workflow. An unchanged order is not written again. */
export const save = (exchange: Exchange, before: Order | undefined, after: Order, event?: EventOperation): Order => {
  if (after === before) return after
  saveOrder(exchange.tenant, after, exchange.write)
  if (event !== undefined) tell(exchange, event, before, after, undefined)
  return after
}

/**
 * Saves an order that enters a status and runs the steps of that status. Steps that want the order saved first are
 * called after the answer; for the others the order is locked, and unsaved, until the connector has answered.
 */
export const saveWithWorkflow = async (
  exchange: Exchange,
  before: Order | undefined,
  change: StatusChange,
  event: EventOperation
): Promise<WorkflowResult> => {
  const { tenant, world } = exchange
  const calls = workflowCalls(tenant.settings, change)
  const failures = new Map<WorkflowStep, string>()
  const lock = lockKey("Order", change.order.id)
  const waiting = calls.filter((call) => call.beforeSave)
  if (waiting.length > 0) {
    tenant.locks.set(lock, Number.MAX_SAFE_INTEGER, unrecorded)
    for (const call of waiting) {
      const attempt = await callBeforeSave(world, change.order.id, call)
      const status = attempt?.status ?? 0
      if (status >= 200 && status < 300) continue
      failures.set(call.step, attempt?.error ?? `The connector answered ${status}`)
      if (call.step.stopOnError === true) break
    }
    tenant.locks.delete(lock, unrecorded)
  }
  saveOrder(tenant, change.order, exchange.write)
  tell(exchange, event, before, change.order, change.shipmentId)
  for (const call of calls) if (!call.beforeSave) callAfterSave(world, change.order.id, call)
  return {
    isAborted: [...failures.keys()].some((step) => step.stopOnError === true),
    order: change.order,
    orderActionExecutionResults: activeSteps(tenant.settings, change).map((step) =>
      stepResult(step, failures.get(step))
    )
  }
}

const stepResult = (step: WorkflowStep, errorReason: string | undefined): StepResult => ({
  actionType: step.name ?? "",
  actionStatus: errorReason === undefined ? "Success" : "Error",
  ...(errorReason === undefined ? {} : { errorReason }),
  cancelWorkflow: errorReason !== undefined && step.stopOnError === true,
  isInvisible: step.isInvisible ?? false
})

const tell = (
  exchange: Exchange,
  operation: EventOperation,
  before: Order | undefined,
  after: Order,
  shipmentId: string | undefined
): void => {
  const isNewShipment = before !== undefined && after.orderForm.shipments.length > before.orderForm.shipments.length
  const said = isNewShipment ? operations.partialShipmentCreated : operation
  announce(
    exchange.world,
    orderEvent(said, after, before, shipmentId, String(takeNumber(exchange.tenant)), exchange.isoNow)
  )
}
