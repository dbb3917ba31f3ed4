import { bytesAnswer, type CallHeaders, type KnownAnswer, shownBody } from "./KnownBody.ts"

/** What an answer was made from: as long as all three are the same, so is the answer. */
export interface Basis {
  readonly state: unknown
  readonly settings: unknown
  /** Of all tables of the state. */
  readonly writes: number
}

/** Together; more are not kept. */
const mostBytes = 16 * 1024 * 1024

const mostKeys = 100_000

/** A parameter that is a date or an instant. */
const namesTime = /=\d{4}-\d\d-\d\d/

/**
 * Clients poll, and mostly nothing has happened: what was asked twice is answered from memory until something changes.
 * What names a time is always worked out, because the clock has a say in it.
 */
export class RepeatedReads {
  #basis: Basis = { state: undefined, settings: undefined, writes: -1 }
  readonly #asked = new Set<string>()
  readonly #kept = new Map<string, KnownAnswer>()
  #bytes = 0

  /** The answer to what this key asks for, which `work` finds when it is not known. */
  answer(
    key: string,
    basis: Basis,
    headers: CallHeaders,
    work: () => Response | Promise<Response>
  ): Response | Promise<Response> {
    const kept = this.#keptOf(key, basis)
    return kept === undefined ? this.#learn(key, headers, work) : bytesAnswer(kept, headers)
  }

  /** The answer when it is known, without its headers yet. */
  known(key: string, basis: Basis): KnownAnswer | undefined {
    return this.#keptOf(key, basis)
  }

  #keptOf(key: string, basis: Basis): KnownAnswer | undefined {
    const before = this.#basis
    if (before.state !== basis.state || before.settings !== basis.settings || before.writes !== basis.writes) {
      this.#basis = basis
      this.#asked.clear()
      this.#kept.clear()
      this.#bytes = 0
    }
    return this.#kept.get(key)
  }

  async #learn(key: string, headers: CallHeaders, work: () => Response | Promise<Response>): Promise<Response> {
    const basis = this.#basis
    const response = await work()
    const type = response.headers.get("content-type")
    if (response.status !== 200 || type === null || namesTime.test(key)) return response
    if (!this.#asked.has(key)) {
      if (this.#asked.size < mostKeys) this.#asked.add(key)
      return response
    }
    const bytes = await response.arrayBuffer()
    const kept = { bytes, shown: shownBody(bytes, type) }
    if (this.#basis === basis && this.#bytes + bytes.byteLength <= mostBytes) {
      this.#kept.set(key, kept)
      this.#bytes += bytes.byteLength
    }
    return bytesAnswer(kept, headers)
  }
}
