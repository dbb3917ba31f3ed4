import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import { missing, type Refusal, refused } from "./Refusal.ts"
import { type Act, nextId, ownerKey, type RegisterEntry, type Warehouse } from "./Warehouse.ts"

/** An entry as it travels with an order or an article. */
export interface Named {
  readonly code?: string | null
  readonly name?: string | null
  readonly comment?: string | null
}

/** The reason why an entry cannot be found or created from this; undefined if it can, or if nothing but empty texts is given. */
export const refuseNamed = (member: string, named: Named | null | undefined): Refusal | undefined =>
  named === null || named === undefined || isText(named.code) || !(isText(named.name) || isText(named.comment))
    ? undefined
    : refused(`${member}.code must be given when ${member} is given.`)

/** Finds the entry by its code, or creates it. A name that differs replaces the known one. */
export const register = (
  warehouse: Warehouse,
  table: Table<string, RegisterEntry>,
  ownerId: number,
  named: Named | null | undefined,
  act: Act
): void => {
  if (!isText(named?.code)) return
  const key = ownerKey(ownerId, named.code)
  const known = table.get(key)
  const name = named.name ?? known?.name ?? named.code
  const comment = named.comment ?? known?.comment ?? null
  if (known !== undefined && known.name === name && known.comment === comment) return
  const id = known?.id ?? nextId(warehouse, "registerEntry")
  table.set(key, { id, ownerId, code: named.code, name, comment }, act.record)
}

type AnyEntry = Pick<RegisterEntry, "id" | "ownerId" | "code">

/** Creates or replaces an entry, matched by its code, or by its id when one is given; the code then may be a new one. */
export const putEntry = <Entry extends AnyEntry>(
  warehouse: Warehouse,
  table: Table<string, Entry>,
  entry: Omit<Entry, "id">,
  id: number | undefined,
  act: Act
): Entry | Refusal => {
  const key = ownerKey(entry.ownerId, entry.code)
  const sameCode = table.get(key)
  const known = id === undefined ? sameCode : [...table.values()].find((each) => each.id === id)
  if (id !== undefined && known === undefined) return missing(`There is no entry with id ${id}.`)
  if (sameCode !== undefined && sameCode.id !== known?.id) return refused(`The code '${entry.code}' is used already.`)
  if (known !== undefined && known !== sameCode) table.delete(ownerKey(known.ownerId, known.code), act.record)
  // An entry without its id, and an id, are an entry; the compiler cannot see that through the type parameter.
  const put = { ...entry, id: known?.id ?? nextId(warehouse, "registerEntry") } as unknown as Entry
  table.set(key, put, act.record)
  return put
}

export const deleteEntry = (table: Table<string, RegisterEntry>, id: number, act: Act): boolean => {
  const known = [...table.values()].find((each) => each.id === id)
  return known !== undefined && table.delete(ownerKey(known.ownerId, known.code), act.record)
}

const isText = (value: string | null | undefined): value is string => typeof value === "string" && value !== ""
