import { Effect, Layer, Stream } from "effect"
import { Headers, HttpClient, HttpClientError, type HttpClientRequest, HttpClientResponse } from "effect/http"
import type { Dice } from "./Dice.ts"
import type { Process } from "./Process.ts"
import type { FaultKind, System } from "./Story.ts"
import type { World } from "./World.ts"

/** A request of the connector, with what became of it at the other end. */
export interface Exchange {
  readonly host: string
  readonly system: System
  readonly method: string
  readonly path: string
  readonly search: string
  /** The vendor's method and path template. */
  readonly operation: string
  readonly body: string | undefined
  readonly sentAt: number
  /** The same by the connector's own clock. */
  readonly sentAtThere: number
  /** The simulator's own id of it; none if it never got there. */
  requestId: string | undefined
  /** What the other end answered, whether or not it came back. */
  status: number | undefined
  /** Whoever sent it; it knows of nothing that the one before it died with. */
  readonly by: Process
  /** Whether the connector got that answer, whole, unchanged and in time. */
  isWhole: boolean
}

/** The connector waits half a minute for an answer; the rest is what the ways there and back take. */
const surelyWaited = 29_000

interface ArmedFault {
  readonly system: System
  readonly kind: FaultKind
  readonly method: string | undefined
  readonly delay: number
  left: number
}

interface Closure {
  readonly system: System
  readonly kind: "refused" | "status-before" | "locked"
  readonly method: string | undefined
  readonly until: number
}

export type Server = (request: Request) => Promise<Response>

const html = Headers.fromInput({ "content-type": "text/html" })
const lockedOut = Headers.fromInput({ "content-type": "application/json", "retry-after": "60" })
const gatewayPage = "<html><body>Bad gateway</body></html>"

/**
 * Between the connector and the two systems. It belongs to the outside world: what was sent may arrive after its sender
 * has given up or died; the answer belongs to the sender.
 */
export class Network {
  readonly exchanges: Array<Exchange> = []
  faultsFired = 0
  /** Told when the other end, or a gateway before it, has answered. */
  answered: (exchange: Exchange, now: number) => void = () => {}
  readonly #world: World
  readonly #dice: Dice
  readonly #servers: ReadonlyMap<string, { readonly system: System; readonly server: Server }>
  #faults: Array<ArmedFault> = []
  #closures: Array<Closure> = []
  readonly #poisoned = new Set<string>()

  constructor(
    world: World,
    dice: Dice,
    servers: ReadonlyMap<string, { readonly system: System; readonly server: Server }>
  ) {
    this.#world = world
    this.#dice = dice
    this.#servers = servers
  }

  /** The next so many requests that fit meet the fault. */
  arm(fault: Omit<ArmedFault, "left"> & { readonly count: number }): void {
    const { count, ...rest } = fault
    this.#faults.push({ ...rest, left: count })
  }

  /** Whatever is written about this order number fails, for good. */
  poison(number: string): void {
    this.#poisoned.add(`"orderNumber":"${number}"`)
  }

  close(closure: Closure): void {
    this.#closures.push(closure)
  }

  clear(): void {
    this.#faults = []
    this.#closures = []
  }

  latency(): number {
    return this.#dice.int(5, 400)
  }

  client(process: Process): Layer.Layer<HttpClient.HttpClient> {
    return Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request, url) => Effect.callback((resume) => this.#send(process, request, url, resume)))
    )
  }

  #send(
    process: Process,
    request: HttpClientRequest.HttpClientRequest,
    url: URL,
    resume: (answer: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>) => void
  ): void {
    const world = this.#world
    const place = this.#servers.get(url.hostname)
    if (place === undefined) throw new Error(`nobody is at ${url.hostname}`)
    const { body: content } = request
    const body = content._tag === "Uint8Array" ? new TextDecoder().decode(content.body) : undefined
    const exchange: Exchange = {
      host: url.hostname,
      system: place.system,
      method: request.method,
      path: url.pathname,
      search: url.search,
      operation: `${request.method} ${templateOf(url.pathname)}`,
      body,
      sentAt: world.now,
      sentAtThere: process.clock.currentTimeMillisUnsafe(),
      requestId: undefined,
      status: undefined,
      by: process,
      isWhole: true
    }
    this.exchanges.push(exchange)
    const line = `${request.method} ${url.hostname}${url.pathname}${hideSecret(url.search)}`
    const answer = (effect: Parameters<typeof resume>[0], after: number): void => {
      world.at(world.now + after, process, () => resume(effect))
    }
    const broken = (code: string) =>
      Effect.fail(
        new HttpClientError.HttpClientError({
          reason: new HttpClientError.TransportError({ request, cause: { code } })
        })
      )
    const gateway = (status: number) => Effect.succeed(responseOf(request, status, html, gatewayPage))

    const fault = this.#fault(exchange)
    if (fault !== undefined) {
      this.faultsFired++
      exchange.isWhole = (fault.kind === "slow" || fault.kind === "late") && fault.delay < surelyWaited
      world.note(`fault ${fault.kind}: ${line}`)
    }
    switch (fault?.kind) {
      case "refused":
        answer(broken("ECONNREFUSED"), 1)
        return
      case "status-before":
        exchange.status = 503
        this.answered(exchange, world.now)
        answer(gateway(503), this.latency())
        return
      case "locked":
        exchange.status = 429
        this.answered(exchange, world.now)
        answer(Effect.succeed(responseOf(request, 429, lockedOut, "{}")), this.latency())
        return
    }
    const up = fault?.kind === "late" ? fault.delay : this.latency()
    const down = fault?.kind === "slow" ? fault.delay : this.latency()
    world.at(world.now + up, undefined, async () => {
      const got = await place.server(
        new Request(url.href, {
          method: request.method,
          headers: request.headers,
          ...(body === undefined ? {} : { body })
        })
      )
      const text = await got.text()
      exchange.requestId = got.headers.get("x-request-id") ?? undefined
      exchange.status = fault?.kind === "status-after" ? 502 : got.status
      this.answered(exchange, world.now)
      world.note(`${line} ${body ?? ""} ${got.status} ${text}`)
      const headers = Headers.fromInput(got.headers)
      switch (fault?.kind) {
        case "lost-answer":
          answer(broken("ECONNRESET"), down)
          break
        case "status-after":
          answer(gateway(502), down)
          break
        case "html":
          answer(gateway(200), down)
          break
        case "truncated":
          answer(Effect.succeed(responseOf(request, got.status, headers, text.slice(0, text.length >> 1))), down)
          break
        default:
          answer(Effect.succeed(responseOf(request, got.status, headers, text)), down)
      }
    })
  }

  #fault(exchange: Exchange): { readonly kind: FaultKind | "locked"; readonly delay: number } | undefined {
    const fits = (rule: { readonly system: System; readonly method: string | undefined }) =>
      rule.system === exchange.system && (rule.method === undefined || rule.method === exchange.method)
    const closure = this.#closures.find((each) => each.until > this.#world.now && fits(each))
    if (closure !== undefined) return { kind: closure.kind, delay: 0 }
    const { system, body = "" } = exchange
    if (system === "ongoing" && [...this.#poisoned].some((text) => body.includes(text))) {
      return { kind: "status-before", delay: 0 }
    }
    const fault = this.#faults.find((each) => each.left > 0 && fits(each))
    if (fault === undefined) return undefined
    fault.left--
    return fault
  }
}

/** `/demo/api/v1/orders/50001` → `/orders/{orderId}`, `/api/Orders/EPIC1/UpdateStatus` → `/api/Orders/{orderId}/UpdateStatus`. */
export const templateOf = (path: string): string =>
  path
    .replace(/^\/[^/]+\/api\/v1/, "")
    .replace(/^\/orders\/\d+/, "/orders/{orderId}")
    .replace(/^\/api\/Orders\/Scroll\/[^/]+$/, "/api/Orders/Scroll/{scrollId}")
    .replace(/^\/api\/Orders\/(?!Search$|Scroll(?:\/|$))[^/]+/, "/api/Orders/{orderId}")

const hideSecret = (search: string): string => search.replace(/(clientSecret=)[^&]*/, "$1…")

const blank = new Response(null)

/** A response whose body is at hand: reading one that came from the web waits for a promise. */
const responseOf = (
  request: HttpClientRequest.HttpClientRequest,
  status: number,
  headers: Headers.Headers,
  text: string
): HttpClientResponse.HttpClientResponse => {
  const original = HttpClientResponse.fromWeb(request, blank)
  const bytes = () => new TextEncoder().encode(text)
  const decodeError = (cause: unknown) =>
    new HttpClientError.HttpClientError({
      reason: new HttpClientError.DecodeError({ request, response: original, cause })
    })
  return Object.create(original, {
    status: { value: status },
    headers: { value: headers },
    text: { value: Effect.succeed(text) },
    json: { value: Effect.try({ try: (): unknown => JSON.parse(text), catch: decodeError }) },
    arrayBuffer: { get: () => Effect.sync(() => bytes().buffer) },
    stream: { get: () => Stream.sync(bytes) }
  }) as HttpClientResponse.HttpClientResponse // Object.create gives any: it is the original with another body.
}
