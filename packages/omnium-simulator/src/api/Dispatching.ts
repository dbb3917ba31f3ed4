import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { type Attempt, attempted, type Dispatch, dueAt } from "../Dispatch.ts"
import { isWanted, type OmniumEvent } from "../Events.ts"
import { isoOf, type Tenant, takeNumber } from "../Tenant.ts"
import type { WorkflowCall } from "../Workflow.ts"

/** Milliseconds of the host's time after which a call without an answer is given up. */
const answerTimeout = 30_000
const maxDispatches = 10_000

/** Logs the event and tells every subscriber that wants to know, once the answer to the present request is on its way. */
export const announce = (world: World<Tenant>, event: OmniumEvent): void => {
  world.state.eventLog.set(event.id, event, unrecorded)
  for (const subscription of world.state.settings.eventSubscriptions) {
    if (!isWanted(subscription, event)) continue
    sendSoon(world, {
      kind: "event",
      name: String(event.operationId),
      objectId: event.objectId,
      url: subscription.url,
      secret: subscription.secret ?? "",
      body: event
    })
  }
}

export const callAfterSave = (world: World<Tenant>, objectId: string, call: WorkflowCall): void =>
  sendSoon(world, workflowDispatch(objectId, call))

/** Answers with the attempt when the connector has answered. */
export const callBeforeSave = (
  world: World<Tenant>,
  objectId: string,
  call: WorkflowCall
): Promise<Attempt | undefined> => attempt(world, keep(world.state, workflowDispatch(objectId, call)))

/** Sends a dispatch once more, as it was. */
export const resend = (world: World<Tenant>, dispatch: Dispatch): void => sendSoon(world, dispatch)

type NewDispatch = Omit<Dispatch, "id" | "state" | "attempts">

const workflowDispatch = (objectId: string, call: WorkflowCall): NewDispatch => ({
  kind: "workflow",
  name: call.step.name ?? "",
  objectId,
  url: call.url,
  secret: call.secret,
  body: call.body
})

const sendSoon = (world: World<Tenant>, dispatch: NewDispatch): void => {
  const id = keep(world.state, dispatch)
  world.host.later(0, () => void attempt(world, id))
}

const keep = (tenant: Tenant, dispatch: NewDispatch): string => {
  const id = String(takeNumber(tenant))
  tenant.dispatches.set(id, { ...dispatch, id, state: "pending", attempts: [] }, unrecorded)
  const [oldest] = tenant.dispatches.keys()
  if (tenant.dispatches.size > maxDispatches && oldest !== undefined) tenant.dispatches.delete(oldest, unrecorded)
  return id
}

const attempt = async (world: World<Tenant>, id: string): Promise<Attempt | undefined> => {
  const dispatch = world.state.dispatches.get(id)
  if (dispatch?.state !== "pending") return undefined
  const made = await send(world, dispatch)
  // The world may have been reset while the call was out.
  const current = world.state.dispatches.get(id)
  if (current === undefined) return made
  const { dispatch: next, retryAfter } = attempted(current, made)
  world.state.dispatches.set(id, next, unrecorded)
  if (retryAfter !== undefined) retryAt(world, next, world.clock.now() + retryAfter)
  return made
}

const retryAt = (world: World<Tenant>, { id, kind, name, objectId }: Dispatch, at: number): void => {
  world.clock.at(at, `retry of ${kind} ${name} for ${objectId}`, async () => {
    await attempt(world, id)
  })
}

/** Sends what nobody has answered yet: for a world that was read from outside the process. */
export const armDispatches = (world: World<Tenant>): void => {
  for (const dispatch of world.state.dispatches.values())
    if (dispatch.state === "pending") retryAt(world, dispatch, dueAt(dispatch) ?? world.clock.now())
}

const send = async (world: World<Tenant>, dispatch: Dispatch): Promise<Attempt> => {
  const at = isoOf(world.clock.now())
  const abort = new AbortController()
  const cancel = world.host.later(answerTimeout, () => abort.abort())
  try {
    const response = await world.host.send(
      new Request(dispatch.url, {
        method: "POST",
        headers: { authorization: `Bearer ${dispatch.secret}`, "content-type": "application/json" },
        body: JSON.stringify(dispatch.body),
        signal: abort.signal
      })
    )
    await response.arrayBuffer()
    return { at, status: response.status }
  } catch (error) {
    return { at, error: error instanceof Error ? error.message : String(error) }
  } finally {
    cancel()
  }
}
