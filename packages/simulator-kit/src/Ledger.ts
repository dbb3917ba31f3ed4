/** Notes one write of an entity: `null` before a creation, `null` after a deletion. */
export type Recorder = (kind: string, object: string, before: unknown, after: unknown) => void

/** For seeding, where nothing has happened yet. */
export const unrecorded: Recorder = () => {}

export interface LedgerRow {
  readonly seq: number
  /** Milliseconds of the world's clock. */
  readonly at: number
  readonly kind: string
  readonly object: string
  readonly before: unknown
  readonly after: unknown
  /** What led to the write: an operation of the API, a warehouse action, a scheduled step. */
  readonly cause: string
  /** Null for what no request led to. */
  readonly requestId: string | null
}

/** Every effect that a world applied, in order. It is only ever appended to. */
export class Ledger {
  readonly #rows: Array<LedgerRow>
  readonly #now: () => number
  readonly #requestHadEffect: (requestId: string) => void

  constructor(now: () => number, requestHadEffect: (requestId: string) => void, rows: ReadonlyArray<LedgerRow> = []) {
    this.#now = now
    this.#requestHadEffect = requestHadEffect
    this.#rows = [...rows]
  }

  /** What a command writes through, so that the command itself knows neither the time nor the request. */
  recorder(cause: string, requestId: string | null): Recorder {
    return (kind, object, before, after) => {
      this.#rows.push({ seq: this.#rows.length + 1, at: this.#now(), kind, object, before, after, cause, requestId })
      if (requestId !== null) this.#requestHadEffect(requestId)
    }
  }

  get size(): number {
    return this.#rows.length
  }

  /** The rows after this one; the first row is 1. */
  since(seq: number): ReadonlyArray<LedgerRow> {
    return this.#rows.slice(seq)
  }
}
