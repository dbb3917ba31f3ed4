import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import type { Exchange } from "./Network.ts"

/** Looks at each effect that a system applied, with the connector's request that led to it, if one did. */
export interface Judge {
  readonly omnium?: (tenant: string, row: LedgerRow, exchange: Exchange | undefined) => void
  readonly ongoing?: (row: LedgerRow, exchange: Exchange | undefined) => void
  /** Told of each request that the other end, or a gateway before it, has answered. */
  readonly answered?: (exchange: Exchange) => void
}

export type Fail = (rule: string, words: string) => void
