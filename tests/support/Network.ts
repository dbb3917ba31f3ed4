import { ConnectionFault } from "@omnium-ongoing/simulator-kit/ConnectionFault"
import type { VirtualTime } from "./VirtualTime.ts"

/** A call the connector made. */
export interface MadeCall {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly host: string
  readonly method: string
  readonly path: string
  readonly query: string
  /** The password it came with, in the vendor's form. */
  readonly authorization: string
  readonly body: string
  /** What came back: a status, or how the connection failed. */
  outcome: number | string
}

type Forward = (request: Request) => Promise<Response>

/** A connection that fails as the runtime's `fetch` tells it. */
export const broken = (code: string): Error => Object.assign(new Error(`The connection failed: ${code}`), { code })

/** Between the connector and the two systems. It remembers every call, and hosts in it can be down. */
export class Network {
  readonly calls: Array<MadeCall> = []
  /** Hosts that refuse every connection. */
  readonly down = new Set<string>()
  /** Stands in front of the systems: answers in their place, or damages what they answer. */
  between: (request: Request, forward: Forward, call: MadeCall) => Promise<Response> = (request, forward) =>
    forward(request)
  readonly #time: VirtualTime
  readonly #forward: Forward

  constructor(time: VirtualTime, forward: Forward) {
    this.#time = time
    this.#forward = forward
  }

  /** Calls to hosts that begin or end so, since a moment. */
  callsTo(host: string, since = 0): ReadonlyArray<MadeCall> {
    return this.calls.filter((call) => call.host.endsWith(host) && call.at >= since)
  }

  /** The `fetch` of a process; a dead one gets no answers any more. */
  fetchOf(process: { readonly alive: boolean }): typeof globalThis.fetch {
    const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
      if (!process.alive) return new Promise(() => {})
      const request = new Request(input instanceof Request ? input.url : String(input), init)
      const url = new URL(request.url)
      const call: MadeCall = {
        at: this.#time.now,
        host: url.host,
        method: request.method,
        path: url.pathname,
        query: url.search,
        authorization: request.headers.get("authorization") ?? "",
        body: await request.clone().text(),
        outcome: "under way"
      }
      this.calls.push(call)
      this.#time.active()
      try {
        const response = await this.#answer(request, call, init.redirect)
        call.outcome = response.status
        return process.alive ? response : new Promise(() => {})
      } catch (error) {
        call.outcome = error instanceof Error && "code" in error ? String(error.code) : "ECONNRESET"
        if (!process.alive) return new Promise(() => {})
        throw error instanceof ConnectionFault ? broken("ECONNRESET") : error
      } finally {
        this.#time.active()
      }
    }
    return Object.assign(send, { preconnect: () => {} })
  }

  async #answer(request: Request, call: MadeCall, redirect: RequestInit["redirect"]): Promise<Response> {
    if (this.down.has(call.host)) throw broken("ConnectionRefused")
    const aborted = new Promise<never>((_, reject) =>
      request.signal.addEventListener("abort", () => reject(broken("ABORT_ERR")))
    )
    const response = await Promise.race([this.between(request, this.#forward, call), aborted])
    if (response.status >= 300 && response.status < 400 && redirect === "error") throw broken("UnexpectedRedirect")
    return response
  }
}
