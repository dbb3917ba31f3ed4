import { type CallCount, CallCounters } from "./CallCounters.ts"
import { KeptBodies } from "./KeptBodies.ts"
import { redactQuery } from "./Redaction.ts"

/** `status` and `durationMs` are null while the request is in flight; `status` stays null if no answer was sent. */
export interface RequestRow {
  readonly seq: number
  /** Milliseconds of the world's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly requestId: string
  status: number | null
  /** Of the host's time, which runs on while the world's clock is frozen. */
  durationMs: number | null
  /** How many rows of the ledger it led to. */
  effects: number
  requestBytes: number
  /** Of the answer before its connection broke. */
  answerBytes: number
  /** The client gave up before it was answered. */
  aborted?: true
  fault?: string
  /** What went wrong inside the simulator. */
  error?: string
}

interface Waiter {
  readonly look: () => void
}

export interface Wanted {
  /** Only rows after this one; the first is 1. */
  readonly since?: number
  /** So many rows. */
  readonly count?: number
}

const requestIdPrefix = "request-"

/** The latest requests of a world. Older ones make room, so that a long run does not fill the memory. */
export class RequestLog {
  readonly #rows: Array<RequestRow> = []
  readonly bodies = new KeptBodies()
  readonly #capacity: number
  readonly #counters: CallCounters
  readonly #waiters = new Set<Waiter>()
  #count = 0

  constructor(capacity: number, routeOf: (path: string) => string) {
    this.#capacity = capacity
    this.#counters = new CallCounters(routeOf)
  }

  /** How many requests there were in all. */
  get count(): number {
    return this.#count
  }

  begin(at: number, method: string, path: string, query: string): RequestRow {
    const seq = ++this.#count
    const row: RequestRow = {
      seq,
      at,
      method,
      path,
      query: redactQuery(query),
      requestId: `${requestIdPrefix}${seq}`,
      status: null,
      durationMs: null,
      effects: 0,
      requestBytes: 0,
      answerBytes: 0
    }
    const place = (seq - 1) % this.#capacity
    const oldest = this.#rows[place]
    if (oldest !== undefined) this.#counters.add(oldest)
    this.#rows[place] = row
    this.#look()
    return row
  }

  /** The row is as it stays: whoever waits for it may look. */
  end(row: RequestRow, durationMs: number): void {
    row.durationMs = durationMs
    this.#look()
  }

  /** Notes an effect of the request of this id, while its row is held. */
  effect(requestId: string): void {
    const latest = this.#rows[(this.#count - 1) % this.#capacity]
    if (latest?.requestId === requestId) {
      latest.effects++
      return
    }
    const seq = requestId.startsWith(requestIdPrefix) ? Number(requestId.slice(requestIdPrefix.length)) : 0
    const row = this.#rows[(seq - 1) % this.#capacity]
    if (row?.seq === seq) row.effects++
  }

  /** The rows after this one that are still held; the first request is 1. */
  since(seq: number): ReadonlyArray<RequestRow> {
    const first = Math.max(seq + 1, this.#count - this.#capacity + 1, 1)
    const rows: Array<RequestRow> = []
    for (let next = first; next <= this.#count; next++) rows.push(this.#rows[(next - 1) % this.#capacity]!)
    return rows
  }

  /** Of all requests there were, also of those that made room; those of a route together. */
  counts(): ReadonlyArray<CallCount> {
    return this.#counters.with(this.since(0))
  }

  /**
   * The first rows that are as wanted, as soon as there are enough; a row is looked at when its request comes and when
   * it has ended. Rejects with the signal's reason.
   */
  waitFor(
    isWanted: (row: RequestRow) => boolean,
    signal?: AbortSignal,
    { since = 0, count = 1 }: Wanted = {}
  ): Promise<ReadonlyArray<RequestRow>> {
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#waiters.delete(waiter)
        signal?.removeEventListener("abort", giveUp)
      }
      const giveUp = () => {
        end()
        reject(signal?.reason)
      }
      const waiter: Waiter = {
        look: () => {
          const rows = this.since(since).filter(isWanted)
          if (rows.length < count) return
          end()
          resolve(rows.slice(0, count))
        }
      }
      if (signal?.aborted === true) return giveUp()
      this.#waiters.add(waiter)
      signal?.addEventListener("abort", giveUp)
      waiter.look()
    })
  }

  #look(): void {
    if (this.#waiters.size > 0) for (const waiter of [...this.#waiters]) waiter.look()
  }
}
