/** Entities that Omnium announces, by the class names of its events in small letters. */
export type AnnouncedEntity = "order" | "delivery" | "product"

/** What Omnium's calls have in common, in whatever shape they come: the entity they are about. */
export interface Announcement {
  readonly entity: AnnouncedEntity
  readonly id: string
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
 * Accepts the export model `{ order, shipment? }` or `{ delivery }`, the workflow request `{ value, workflowStep }`, a
 * bare entity, the event of a button `{ guiExtension, eventData }` and an event's own metadata. Only ids are taken from
 * any of them. What names no class is taken for the expected entity, and what names another one for none.
 */
export const announcement = (payload: unknown, expected?: AnnouncedEntity): Announcement | undefined => {
  const gui = member(payload, "guiextension") !== undefined
  const event = gui ? member(payload, "eventdata") : payload
  const objectId = id(member(event, "objectid"))
  if (objectId !== undefined) {
    const entity = entityNamed(member(event, "classname") ?? expected ?? "order")
    if (entity === undefined || entity !== (expected ?? entity)) return undefined
    return { entity, id: objectId, eventId: id(member(event, "id")), isGuiExtension: gui }
  }
  const entity = expected ?? "order"
  const announced = member(payload, entity) ?? member(payload, "value") ?? payload
  // The id of a product's document ends with its language; its `productId` is the same in all of them.
  const own = entity === "product" ? id(member(announced, "productid")) : undefined
  const found = own ?? id(member(announced, "id")) ?? id(member(payload, `${entity}id`))
  return found === undefined ? undefined : { entity, id: found, eventId: undefined, isGuiExtension: gui }
}

const entityNamed = (className: unknown): AnnouncedEntity | undefined =>
  (["order", "delivery", "product"] as const).find((entity) => entity === String(className).toLowerCase())
