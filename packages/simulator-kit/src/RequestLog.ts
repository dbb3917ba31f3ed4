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
  fault?: string
  /** What went wrong inside the simulator. */
  error?: string
}

const secretName = /secret|password|passwd|token|api-?_?key|authorization|credential/i

const nameOf = (parameter: string): string => {
  const name = parameter.split("=", 1)[0] ?? ""
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const redact = (query: string): string =>
  query === ""
    ? query
    : query
        .split("&")
        .map((parameter) => (secretName.test(nameOf(parameter)) ? `${parameter.split("=", 1)[0]}=REDACTED` : parameter))
        .join("&")

/** The latest requests of a world. Older ones make room, so that a long run does not fill the memory. */
export class RequestLog {
  readonly #rows: Array<RequestRow> = []
  readonly #capacity: number
  #count = 0

  constructor(capacity: number) {
    this.#capacity = capacity
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
      query: redact(query),
      requestId: `request-${seq}`,
      status: null,
      durationMs: null
    }
    this.#rows[(seq - 1) % this.#capacity] = row
    return row
  }

  /** The rows after this one that are still held; the first request is 1. */
  since(seq: number): ReadonlyArray<RequestRow> {
    const first = Math.max(seq + 1, this.#count - this.#capacity + 1, 1)
    const rows: Array<RequestRow> = []
    for (let next = first; next <= this.#count; next++) rows.push(this.#rows[(next - 1) % this.#capacity]!)
    return rows
  }
}
