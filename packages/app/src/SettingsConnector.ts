/**
 * Omnium's own JSON of a connector, read as it is pasted: names in any case, switches as texts, whatever else it holds
 * left aside.
 */
type Members = Readonly<Record<string, unknown>>

const switches = ["SyncOrders", "SyncPurchaseOrders", "SyncInventory", "SyncReturns"]
const names = ["Host", "Username", "Password", ...switches]

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const member = (members: Members, name: string): unknown =>
  Object.entries(members).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]

const property = (members: Members, name: string): unknown => {
  const properties = member(members, "properties")
  const found = (Array.isArray(properties) ? properties : [])
    .filter(isMembers)
    .find((each) => String(member(each, "key")).toLowerCase() === name.toLowerCase())
  return found === undefined ? undefined : member(found, "value")
}

const switched = (value: unknown): unknown => {
  if (typeof value !== "string") return value
  const text = value.trim().toLowerCase()
  if (text === "true" || text === "1") return true
  return text === "false" || text === "0" ? false : value
}

export const isPasted = (connector: unknown): connector is Members =>
  isMembers(connector) && (member(connector, "properties") !== undefined || member(connector, "name") !== undefined)

/** The name of a connector that is another one; none if it is Ongoing's. */
export const foreignName = (connector: Members): string | undefined => {
  const name = member(connector, "name")
  return name === undefined || name === null || String(name).toLowerCase() === "ongoing" ? undefined : String(name)
}

/** Under the documented names. What is missing, null or empty there is missing here. */
export const documented = (connector: Members): Members => {
  const named = names.map((name): readonly [string, unknown] => {
    const value = [member(connector, name), property(connector, name)].find((each) => (each ?? "") !== "")
    return [name, switches.includes(name) ? switched(value) : value]
  })
  return Object.fromEntries(named.filter(([, value]) => value !== undefined))
}
