import { describe, expect, test } from "bun:test"
import { reasonOfBody, reasonOfStatus, reasonOfTransport, unreadable } from "@omnium-ongoing/adapter-kit/Reasons"
import { Duration, Option } from "effect"
import { HttpClientError, HttpClientRequest } from "effect/http"

const read = { write: false }
const write = { write: true }

describe("the status of an answer", () => {
  const reason = (call: typeof read, status: number) =>
    reasonOfStatus(call, { status, retryAfter: Option.some(Duration.seconds(3)) }, "why")

  test.each([
    [400, "Refused"],
    [401, "Unauthorised"],
    [402, "Refused"],
    [403, "Refused"],
    [404, "NotFound"],
    [409, "Conflict"],
    [413, "Refused"],
    [422, "Refused"],
    [429, "Throttled"]
  ])("%i is %s to reads and writes", (status, tag) => {
    expect(reason(read, status)).toMatchObject({ _tag: tag, message: "why" })
    expect(reason(write, status)).toMatchObject({ _tag: tag, message: "why" })
  })

  test.each([408, 500, 501, 502, 503, 504, 599])("%i leaves a write in the dark, and a read as it was", (status) => {
    expect(reason(read, status)).toMatchObject({ _tag: "Unavailable", status: Option.some(status), message: "why" })
    expect(reason(write, status)).toMatchObject({ _tag: "UnknownOutcome", status: Option.some(status), message: "why" })
  })

  test.each([300, 301, 302, 303, 304, 307, 308])("%i is never followed", (status) => {
    expect(reason(read, status)).toMatchObject({ _tag: "MalformedAnswer" })
    expect(reason(write, status)).toMatchObject({ _tag: "Refused", status })
  })

  test("a refusal keeps its status, a throttling its wait", () => {
    expect(reason(write, 422)).toMatchObject({ status: 422 })
    expect(reason(write, 429)).toMatchObject({ retryAfter: Option.some(Duration.seconds(3)) })
  })
})

describe("a success", () => {
  test("that cannot be read leaves a write in the dark", () => {
    expect(unreadable(write, 204, "why")).toMatchObject({ _tag: "UnknownOutcome", status: Option.some(204) })
    expect(unreadable(read, 204, "why")).toMatchObject({ _tag: "MalformedAnswer" })
  })

  test("that breaks off may be read again, one that is too large may not", () => {
    const cutOff = { what: "half", isCutOff: true }
    const tooLarge = { what: "too much", isCutOff: false }
    expect(reasonOfBody(read, 200, cutOff)).toMatchObject({ _tag: "Unavailable", message: "answered 200 with half" })
    expect(reasonOfBody(write, 200, cutOff)).toMatchObject({ _tag: "UnknownOutcome" })
    expect(reasonOfBody(read, 200, tooLarge)).toMatchObject({ _tag: "MalformedAnswer" })
    expect(reasonOfBody(write, 200, tooLarge)).toMatchObject({ _tag: "UnknownOutcome" })
  })
})

describe("a broken connection", () => {
  const broken = (call: typeof read, cause: unknown) =>
    reasonOfTransport(
      call,
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({
          request: HttpClientRequest.post("https://omnium.test/api/Token?clientSecret=canary"),
          cause
        })
      })
    )
  const coded = (code: string) =>
    Object.assign(new TypeError("https://omnium.test/?clientSecret=canary"), { code, path: "?clientSecret=canary" })

  test.each([
    "ECONNREFUSED",
    "ConnectionRefused",
    "FailedToOpenSocket",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EPROTO",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
  ])("%s happened before anything was sent", (code) => {
    for (const cause of [coded(code), new TypeError("fetch failed", { cause: coded(code) })]) {
      expect(broken(write, cause)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
      expect(broken(read, cause)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
    }
  })

  const circular: { cause?: unknown } = {}
  circular.cause = circular
  const unclear: ReadonlyArray<readonly [string, unknown]> = [
    ["a reset", coded("ECONNRESET")],
    ["a time-out of the system", coded("ETIMEDOUT")],
    ["an error without a code", new Error("canary")],
    ["a text", "canary"],
    ["nothing", undefined],
    ["a code that is no text", { code: 7 }],
    ["its own cause", circular]
  ]
  test.each(unclear)("%s may have happened after", (_, cause) => {
    expect(broken(write, cause)).toMatchObject({ _tag: "UnknownOutcome", status: Option.none() })
    expect(broken(read, cause)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
  })

  test("a redirect that the runtime refused is what a redirect is", () => {
    expect(broken(write, coded("UnexpectedRedirect"))).toMatchObject({ _tag: "Refused", status: 302 })
    expect(broken(read, coded("UnexpectedRedirect"))._tag).toBe("MalformedAnswer")
  })

  test("a request that could not be made did nothing", () => {
    const request = HttpClientRequest.post("https://omnium.test/?clientSecret=canary")
    const unmade = new HttpClientError.HttpClientError({ reason: new HttpClientError.EncodeError({ request }) })
    expect(reasonOfTransport(write, unmade)).toMatchObject({ _tag: "Unavailable" })
  })

  test("S9: is told by its code alone", () => {
    for (const cause of [coded("ECONNRESET"), coded("see ?clientSecret=canary"), new Error("canary")]) {
      expect(JSON.stringify(broken(write, cause))).not.toContain("canary")
    }
  })
})
