import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import { ownerKey, type RegisterEntry, type Warehouse } from "../Warehouse.ts"

interface SentPair {
  readonly code?: string | null
  readonly name?: string | null
}

export const pair = (sent: SentPair | null | undefined) =>
  sent === null || sent === undefined ? null : { code: sent.code ?? null, name: sent.name ?? null }

/** The register's name wins over the one that was sent. */
export const named = (table: Table<string, RegisterEntry>, ownerId: number, sent: SentPair | null | undefined) => {
  if (sent === null || sent === undefined) return null
  const entry = table.get(ownerKey(ownerId, sent.code ?? ""))
  return { code: sent.code ?? null, name: entry?.name ?? sent.name ?? null }
}

export const siteOf = (warehouse: Warehouse, warehouseId: number) => {
  const site = warehouse.sites.get(warehouseId)
  return site === undefined ? null : { id: site.id, code: site.code, name: site.name }
}

export const ownerOf = (warehouse: Warehouse, ownerId: number) => ({
  id: ownerId,
  name: warehouse.owners.get(ownerId)?.name ?? null
})

export const listOrNull = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> | null => (list.length === 0 ? null : list)
