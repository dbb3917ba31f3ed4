import type { LedgerRow } from "./Ledger.ts"

/** An entity under its key; `undefined` where there is none any more. */
export interface EntityChange {
  readonly table: string
  readonly key: string | number
  readonly entity: unknown
}

export interface WorldChanges {
  /** All of the world that is in no table, as JSON text. */
  readonly head: string
  readonly entities: Iterable<EntityChange>
  readonly ledger: ReadonlyArray<LedgerRow>
  /** The entities, or the ledger, are all there are: what was kept before goes. */
  readonly replaces: { readonly entities: boolean; readonly ledger: boolean }
}

export interface KeptWorld {
  readonly head: string
  readonly entities: ReadonlyArray<EntityChange>
  readonly ledger: ReadonlyArray<LedgerRow>
}

/** Where worlds outlive the process. Each call is done when it returns, and throws, with the reason in words, where it cannot. */
export interface WorldStore {
  /** The names of all that is kept. */
  readonly names: () => ReadonlyArray<string>
  readonly load: (name: string) => KeptWorld | undefined
  /** All of it or nothing. */
  readonly save: (name: string, changes: WorldChanges) => void
  readonly remove: (name: string) => void
}
