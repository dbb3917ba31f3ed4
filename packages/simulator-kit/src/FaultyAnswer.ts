import { ConnectionFault } from "./ConnectionFault.ts"
import { bomb, damagedText, htmlPage } from "./DamagedBody.ts"
import type { FaultRule } from "./FaultRule.ts"
import type { ActiveFault } from "./Faults.ts"
import { parseIsoDuration } from "./IsoDuration.ts"
import type { Host } from "./World.ts"

const hangMillis = 3_600_000
const dripPieces = 16
const bandwidthPauseMillis = 100
const defaultBytesPerSecond = 10_000
const defaultCommitDelayMillis = 60_000

/** What a fault works on. */
export interface FaultySystem {
  readonly host: Host
  /** The world's time. */
  readonly now: () => number
  /** Hands the request to the simulated system. */
  readonly apply: (request: Request) => Response | Promise<Response>
  /** Answers at once and applies after so long on the world's clock. */
  readonly applyLate: (request: Request, delayMs: number) => Promise<Response>
}

const wait = (host: Host, milliseconds: number): Promise<void> =>
  new Promise((resolve) => void host.later(milliseconds, resolve))

/** Until the client gives up, or for an hour of the host's time. */
const hang = (host: Host, milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const cancel = host.later(milliseconds, resolve)
    signal.addEventListener("abort", () => {
      cancel()
      resolve()
    })
  })

const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304

/** Longer than any client should wait, in seconds. */
const absurdWait = "999999999"

const retryAfterText = (retryAfter: string | number, now: number): string => {
  if (retryAfter === "absurd") return absurdWait
  const distance = typeof retryAfter === "string" ? parseIsoDuration(retryAfter) : undefined
  return distance === undefined ? String(retryAfter) : new Date(now + distance).toUTCString()
}

const statusAnswer = (
  rule: FaultRule,
  now: number,
  status: number,
  fallback: unknown,
  contentType: string
): Response => {
  const body = rule.body === undefined ? fallback : rule.body
  const text = typeof body === "string" ? body : JSON.stringify(body)
  const response = new Response(isBodiless(status) ? null : text, {
    status,
    headers: { "content-type": typeof body === "string" ? contentType : "application/json", ...rule.headers }
  })
  if (rule.retryAfter !== undefined) response.headers.set("retry-after", retryAfterText(rule.retryAfter, now))
  return response
}

const replaced = (response: Response, body: ConstructorParameters<typeof Response>[0]): Response => {
  const headers = new Headers(response.headers)
  headers.delete("content-length")
  return new Response(isBodiless(response.status) ? null : body, { status: response.status, headers })
}

/** Pieces of a body with pauses between them. */
const paced = (host: Host, pieces: ReadonlyArray<Uint8Array>, pause: number): ReadableStream<Uint8Array> => {
  let next = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await wait(host, pause)
      const piece = pieces[next++]
      if (piece !== undefined) controller.enqueue(piece)
      if (next >= pieces.length) controller.close()
    }
  })
}

const piecesOf = (bytes: Uint8Array, size: number): ReadonlyArray<Uint8Array> =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))

/** Whether the answer is the plain one, only slowly, or too large to be looked at. */
export const isPaced = ({ rule }: ActiveFault): boolean =>
  ["slow-first-byte", "drip", "bandwidth", "bomb"].includes(rule.fault)

/** By how a runtime's `fetch` names itself where its caller names nothing; between processes of a test nobody does. */
const isFetchClient = (request: Request): boolean =>
  /^(bun|deno|node|undici)\b/i.test(request.headers.get("user-agent") ?? "undici")

const isRead = (method: string): boolean => method === "GET" || method === "HEAD"

/** The names that vendors give to where a page begins. */
const cursorName = /IdFrom$|^(page|skip|offset|cursor)$/i

const withoutCursor = (request: Request): Request => {
  const url = new URL(request.url)
  for (const name of [...url.searchParams.keys()]) {
    if (cursorName.test(name)) url.searchParams.delete(name)
  }
  return new Request(url.href, request)
}

/** What the caller gets instead of the plain answer. */
export const faultyAnswer = async (
  { host, now, apply, applyLate }: FaultySystem,
  fault: ActiveFault,
  request: Request
): Promise<Response> => {
  const { rule, phase } = fault
  if (rule.fault === "latency") {
    if (phase === "before") await wait(host, rule.delayMs ?? 2000)
    const response = await apply(request)
    if (phase === "after") await wait(host, rule.delayMs ?? 2000)
    return response
  }
  if (rule.fault === "reject-fetch-client") {
    // A server has been seen to answer so, to wrong credentials too, and to other clients as usual.
    return isFetchClient(request)
      ? Response.json({ Message: "An error has occurred." }, { status: 500 })
      : apply(request)
  }
  if (rule.fault === "late-commit") {
    return isRead(request.method) ? apply(request) : applyLate(request, rule.delayMs ?? defaultCommitDelayMillis)
  }
  // Lists are also asked for with a body, which is gone once the request was applied.
  const asked = rule.fault === "stale-read" ? `${request.method} ${request.url} ${await request.clone().text()}` : ""
  const isReplaced = ["status", "reset", "hang", "html", "empty", "bomb"].includes(rule.fault)
  // Reading has no effect, so a damaged answer to it is a real one in either phase.
  const isApplied = phase === "after" || (!isReplaced && isRead(request.method))
  const response = isApplied
    ? await apply(rule.fault === "ignore-cursor" ? withoutCursor(request) : request)
    : Response.json({})
  switch (rule.fault) {
    case "status": {
      const status = rule.status ?? 503
      return statusAnswer(rule, now(), status, { message: `Simulated fault: status ${status}` }, "text/plain")
    }
    case "html":
      return statusAnswer(rule, now(), rule.status ?? 200, htmlPage, "text/html")
    case "empty":
      return statusAnswer(rule, now(), rule.status ?? 200, "", "application/json")
    case "reset":
      throw new ConnectionFault("reset")
    case "hang":
      await hang(host, rule.delayMs ?? hangMillis, request.signal)
      throw new ConnectionFault("hang")
    case "reset-mid-body": {
      const text = await response.text()
      throw new ConnectionFault("reset-mid-body", replaced(response, text.slice(0, text.length >> 1)))
    }
    case "slow-first-byte":
      return replaced(response, paced(host, [await response.bytes()], rule.delayMs ?? 5000))
    case "drip": {
      const bytes = await response.bytes()
      const size = Math.max(1, Math.ceil(bytes.length / dripPieces))
      return replaced(response, paced(host, piecesOf(bytes, size), rule.delayMs ?? 250))
    }
    case "bandwidth": {
      const size = Math.ceil(((rule.bytesPerSecond ?? defaultBytesPerSecond) * bandwidthPauseMillis) / 1000)
      return replaced(response, paced(host, piecesOf(await response.bytes(), size), bandwidthPauseMillis))
    }
    case "bomb": {
      const answer = replaced(response, await bomb())
      answer.headers.set("content-encoding", "gzip")
      return answer
    }
    case "stale-read": {
      const fresh = await response.text()
      const stale = fault.remembered.get(asked) ?? fresh
      fault.remembered.set(asked, stale)
      return replaced(response, stale)
    }
    case "ignore-cursor":
      return response
    default:
      return replaced(response, damagedText(rule.fault, await response.text()))
  }
}
