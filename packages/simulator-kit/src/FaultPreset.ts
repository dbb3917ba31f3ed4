import type { FaultRule } from "./FaultRule.ts"

/** A situation by name: rules that make it, or the call that makes it where no fault of the wire does. */
export interface FaultPreset {
  readonly name: string
  /** Its number in the list of failure cases, which names it too. */
  readonly failureCase?: string
  /** What happens, in one sentence. */
  readonly does: string
  /** How real systems came to do it. */
  readonly because: string
  readonly rules?: ReadonlyArray<FaultRule>
  readonly instead?: string
}

/** By the number of their failure case; those without one come last. */
export const inOrder = (presets: ReadonlyArray<FaultPreset>): ReadonlyArray<FaultPreset> =>
  presets.toSorted((one, other) => placeOf(one) - placeOf(other) || 0)

const placeOf = ({ failureCase }: FaultPreset): number =>
  failureCase === undefined ? Number.POSITIVE_INFINITY : Number(failureCase.slice(1))

const writes = "PUT,POST,PATCH,DELETE"

/** Situations of the wire, which any of the simulated systems can be in. A caller may narrow each. */
export const wirePresets: ReadonlyArray<FaultPreset> = [
  {
    name: "ignored-cursor",
    failureCase: "C1",
    does: "Every list begins anew, whatever page or id the client asks for.",
    because:
      "Servers ignore parameters that they do not know, so a client with an invented one reads page one for ever.",
    rules: [{ method: "GET", fault: "ignore-cursor", phase: "after" }]
  },
  {
    name: "missing-route",
    failureCase: "C2",
    does: "Every call is answered with 404, as a path that never existed is.",
    because: "A client called an endpoint nobody had, and its mocked tests were green for months.",
    rules: [{ fault: "status", status: 404, phase: "before", body: { message: "No such operation." } }]
  },
  {
    name: "reject-fetch-client",
    failureCase: "C5",
    does: "What comes with the User-Agent of a runtime's fetch gets 500, also in place of a 401; other clients are served.",
    because: "A gateway refused one HTTP client by its headers, with the same credentials that worked from another.",
    rules: [{ fault: "reject-fetch-client" }]
  },
  {
    name: "outage-25h",
    failureCase: "C7",
    does: "Every call gets 503 until the world's clock has moved 25 hours.",
    because: "After a weekend the changes asked for lie further back than the system keeps them.",
    rules: [{ fault: "status", status: 503, phase: "before", lasts: "PT25H" }]
  },
  {
    name: "late-commit",
    failureCase: "C8",
    does: "Writes are answered at once and seen two minutes later on the world's clock, with the time of the call on them.",
    because: "A long transaction stamps its rows when it begins, and a reader by time has gone past when it commits.",
    rules: [{ method: writes, fault: "late-commit", delayMs: 120_000 }]
  },
  {
    name: "hollow-success",
    failureCase: "C9",
    does: "The next four writes are applied and answered with a page of HTML, a 201 without an id, a 204 and half a JSON.",
    because: "Gateways, proxies and half-finished handlers answer 2xx too.",
    rules: [
      { method: writes, fault: "html", count: 1, phase: "after" },
      {
        ...{ method: writes, fault: "status", status: 201, count: 1, phase: "after" },
        body: { orderId: null, message: "Processed." }
      },
      { method: writes, fault: "status", status: 204, count: 1, phase: "after" },
      { method: writes, fault: "truncate", count: 1, phase: "after" }
    ]
  },
  {
    name: "lost-answer",
    failureCase: "C10",
    does: "The next write is applied, and the connection is cut instead of an answer.",
    because: "Networks fail in both directions, and a retry that creates anew then bought a second label.",
    rules: [{ method: writes, fault: "reset", count: 1, phase: "after" }]
  },
  {
    name: "slow-write",
    failureCase: "C11",
    does: "Every write waits three seconds before it takes effect, so that the next call overtakes it.",
    because: "A cancel was faster than the order it should have cancelled.",
    rules: [{ method: writes, fault: "latency", delayMs: 3000, phase: "before" }]
  },
  {
    name: "refusal-in-words",
    failureCase: "C13",
    does: "The next four writes are refused with 400 in Swedish, Norwegian and English, as message, Message and bare text.",
    because: "The vendor has no error codes, and a client took every 4xx with a familiar word for success.",
    rules: [
      {
        ...{ method: writes, fault: "status", status: 400, count: 1, phase: "before" },
        body: { message: "Ordern är redan avbruten eller har börjat plockas." }
      },
      {
        ...{ method: writes, fault: "status", status: 400, count: 1, phase: "before" },
        body: { Message: "Ordren kan ikke endres etter at plukkingen er startet." }
      },
      {
        ...{ method: writes, fault: "status", status: 400, count: 1, phase: "before" },
        body: { Message: "The order has already been cancelled or does not exist." }
      },
      {
        method: writes,
        fault: "status",
        status: 400,
        count: 1,
        phase: "before",
        body: "Bad request: already cancelled?"
      }
    ]
  },
  {
    name: "lost-ids",
    failureCase: "C20",
    does: "The next read has null for every id, the one after has no ids.",
    because: "A null key matched the first row, and an empty filter every row.",
    rules: [
      { method: "GET", fault: "null-id", count: 1, phase: "after" },
      { method: "GET", fault: "missing-id", count: 1, phase: "after" }
    ]
  },
  {
    name: "stale-read",
    failureCase: "C22",
    does: "Each list and entity is answered as it was when it was first asked for.",
    because: "Figures come from a cache or an index while sales go on, and a difference to them is wrong.",
    rules: [{ method: "GET,POST", fault: "stale-read", phase: "after" }]
  },
  {
    name: "retry-trap",
    failureCase: "C24",
    does: "The next five calls get 429 with seconds, 429 with a date, 429 with an absurd wait, 408, and no answer at all.",
    because: "Retry-After comes in all these forms, and a client that reads one of them hammers or sleeps for ever.",
    rules: [
      { fault: "status", status: 429, count: 1, phase: "before", retryAfter: 2 },
      { fault: "status", status: 429, count: 1, phase: "before", retryAfter: "PT2S" },
      { fault: "status", status: 429, count: 1, phase: "before", retryAfter: "absurd" },
      { fault: "status", status: 408, count: 1, phase: "before" },
      { fault: "hang", count: 1, phase: "before" }
    ]
  },
  {
    name: "gateway-timeout",
    does: "The next write is applied and answered with 504.",
    because: "A gateway gives up before the system behind it does.",
    rules: [{ method: writes, fault: "status", status: 504, count: 1, phase: "after" }]
  },
  {
    name: "lock-out",
    does: "Five calls in a row get 429 with a wait of a minute.",
    because: "A system that sees too many failures shuts the user out for a while.",
    rules: [{ fault: "status", status: 429, count: 5, phase: "before", retryAfter: 60 }]
  },
  {
    name: "black-friday",
    does: "Half of all calls are late, throttled, refused or lose their answer.",
    because: "On the busiest day of the year everything that can be slow is slow at once.",
    rules: [
      { fault: "latency", rate: 0.3, phase: "before", delayMs: 2000 },
      { fault: "status", status: 429, rate: 0.1, phase: "before", retryAfter: 2 },
      { fault: "status", status: 503, rate: 0.05, phase: "before" },
      { fault: "reset", rate: 0.02, phase: "after" }
    ]
  },
  {
    name: "page-shift",
    does: "Pages hold rows twice, end early or come in another order, each for every fifth call or so.",
    because: "Entities are written while a client pages through them, and move from one page to another.",
    rules: [
      { method: "GET,POST", fault: "duplicate-page", rate: 0.2, phase: "after" },
      { method: "GET,POST", fault: "short-page", rate: 0.2, phase: "after" },
      { method: "GET,POST", fault: "reorder", rate: 0.2, phase: "after" }
    ]
  },
  {
    name: "html-gateway",
    does: "Every call gets 502 and a page of HTML.",
    because: "The gateway stands, and what is behind it does not.",
    rules: [{ fault: "html", status: 502, phase: "before" }]
  },
  {
    name: "outage",
    does: "Every call gets 503 until the rule is taken away.",
    because: "Systems are maintained, moved and broken.",
    rules: [{ fault: "status", status: 503, phase: "before" }]
  },
  {
    name: "read-only",
    does: "Every write gets 403; reading works.",
    because: "A user lost a role, or the system is being migrated.",
    rules: [
      { method: writes, fault: "status", status: 403, phase: "before", body: { message: "The system is read-only." } }
    ]
  },
  {
    name: "slow",
    does: "Half of the answers begin after two seconds, the other half come at 10 kB a second.",
    because: "A long query on a busy database, behind a thin line.",
    rules: [
      { rate: 0.5, fault: "slow-first-byte", delayMs: 2000, phase: "after" },
      { rate: 0.5, fault: "bandwidth", bytesPerSecond: 10_000, phase: "after" }
    ]
  },
  {
    name: "flaky-network",
    does: "One call in five is cut: before it arrives, after it was applied, or in the middle of its answer.",
    because: "Mobile lines, load balancers and restarts do this every day.",
    rules: [
      { fault: "reset", rate: 0.07, phase: "before" },
      { fault: "reset", rate: 0.07, phase: "after" },
      { fault: "reset-mid-body", rate: 0.06, phase: "after" }
    ]
  }
]
