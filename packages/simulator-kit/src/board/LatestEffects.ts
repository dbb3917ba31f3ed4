import type { Ledger, LedgerRow } from "../Ledger.ts"

/** Older effects are not looked at, so that a page costs the same after a long run. */
const latest = 20_000
const mostRows = 30

/** The latest effects of one kind, the latest first. */
export const latestEffects = (ledger: Ledger, isMeant: (row: LedgerRow) => boolean): ReadonlyArray<LedgerRow> =>
  ledger
    .since(Math.max(0, ledger.size - latest))
    .filter(isMeant)
    .slice(-mostRows)
    .toReversed()
