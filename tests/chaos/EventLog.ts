import { createHash } from "node:crypto"

const remembered = 200

/** Everything that happened, as a hash and as the latest lines. Two runs are the same if their hashes are. */
export class EventLog {
  readonly #hash = createHash("sha256")
  readonly #lines: Array<string> = []
  readonly #listen: ((line: string) => void) | undefined

  constructor(listen?: (line: string) => void) {
    this.#listen = listen
  }

  note(at: number, text: string): void {
    const line = `${new Date(at).toISOString()} ${text}`
    this.#hash.update(`${line}\n`)
    this.#lines.push(line)
    if (this.#lines.length > 2 * remembered) this.#lines.splice(0, remembered)
    this.#listen?.(line)
  }

  get latest(): ReadonlyArray<string> {
    return this.#lines.slice(-remembered)
  }

  /** Ends the log. */
  digest(): string {
    return this.#hash.digest("hex")
  }
}
