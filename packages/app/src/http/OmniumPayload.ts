/** What Omnium's calls have in common, in whatever shape they come: the order they are about. */
export interface Announcement {
  readonly orderId: string
  readonly eventId: string | undefined
  /** A button in Omnium's user interface waits for a verdict in the answer. */
  readonly isGuiExtension: boolean
}

const longestId = 200

/** Omnium writes names with either case. */
const member = (value: unknown, name: string): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name)
  return found?.[1]
}

const id = (value: unknown): string | undefined => {
  const text = typeof value === "number" ? String(value) : value
  return typeof text === "string" && text.trim() !== "" && text.length <= longestId ? text : undefined
}

/**
 * Accepts the export model `{ order, shipment? }`, the workflow request `{ value, workflowStep }`, a bare order, the
 * event of a button `{ guiExtension, eventData }` and an event's own metadata. Only ids are taken from any of them.
 */
export const announcement = (payload: unknown): Announcement | undefined => {
  const gui = member(payload, "guiextension") !== undefined
  const event = gui ? member(payload, "eventdata") : payload
  const objectId = id(member(event, "objectid"))
  const className = member(event, "classname")
  if (objectId !== undefined) {
    const isOrder = className === undefined || String(className).toLowerCase() === "order"
    return isOrder ? { orderId: objectId, eventId: id(member(event, "id")), isGuiExtension: gui } : undefined
  }
  const order = member(payload, "order") ?? member(payload, "value") ?? payload
  const orderId = id(member(order, "id")) ?? id(member(payload, "orderid"))
  return orderId === undefined ? undefined : { orderId, eventId: undefined, isGuiExtension: gui }
}
