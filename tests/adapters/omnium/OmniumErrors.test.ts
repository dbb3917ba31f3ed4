import { describe, expect, test } from "bun:test"
import {
  oneLine,
  reasonOf,
  retryAfter,
  saidBy,
  transportReason,
  unreadable
} from "@omnium-ongoing/adapters-omnium/OmniumErrors"
import { DateTime, Duration, Option } from "effect"
import { HttpClientError, HttpClientRequest } from "effect/http"

const now = DateTime.makeUnsafe("2026-03-01T10:00:00Z")

describe("the status of an answer", () => {
  const reason = (status: number, write: boolean) =>
    reasonOf({ status, message: "why", wait: Option.some(Duration.seconds(3)) }, write)

  const both: ReadonlyArray<readonly [number, string]> = [
    [400, "Refused"],
    [401, "Unauthorised"],
    [402, "Refused"],
    [403, "Refused"],
    [404, "NotFound"],
    [409, "Conflict"],
    [413, "Refused"],
    [422, "Refused"],
    [429, "Throttled"]
  ]
  test.each(both)("%i is %s to reads and writes", (status, tag) => {
    expect(reason(status, false)).toMatchObject({ _tag: tag, message: "why" })
    expect(reason(status, true)).toMatchObject({ _tag: tag, message: "why" })
  })

  test.each([408, 500, 501, 502, 503, 504, 599])("%i leaves a write in the dark, and a read as it was", (status) => {
    expect(reason(status, false)).toMatchObject({ _tag: "Unavailable", status: Option.some(status) })
    expect(reason(status, true)).toMatchObject({ _tag: "UnknownOutcome", status: Option.some(status) })
  })

  test.each([300, 301, 302, 303, 304, 307, 308])("%i is never followed", (status) => {
    expect(reason(status, false)).toMatchObject({ _tag: "MalformedAnswer" })
    expect(reason(status, true)).toMatchObject({ _tag: "Refused", status })
  })

  test("a refusal keeps its status, a throttling its wait", () => {
    expect(reason(422, true)).toMatchObject({ status: 422 })
    expect(reason(429, true)).toMatchObject({ retryAfter: Option.some(Duration.seconds(3)) })
  })

  test("a success that cannot be read leaves a write in the dark", () => {
    expect(unreadable(204, "why", true)).toMatchObject({ _tag: "UnknownOutcome", status: Option.some(204) })
    expect(unreadable(204, "why", false)).toMatchObject({ _tag: "MalformedAnswer" })
  })
})

describe("Retry-After", () => {
  const forms: ReadonlyArray<readonly [string | undefined, Duration.Duration | undefined]> = [
    ["0", Duration.zero],
    ["7", Duration.seconds(7)],
    [" 7 ", Duration.seconds(7)],
    ["3600", Duration.hours(1)],
    ["3601", Duration.hours(1)],
    ["999999999999", Duration.hours(1)],
    ["Sun, 01 Mar 2026 10:00:30 GMT", Duration.seconds(30)],
    ["Mon, 02 Mar 2026 10:00:00 GMT", Duration.hours(1)],
    ["Sun, 01 Mar 2026 09:59:59 GMT", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["NaN", undefined],
    ["Infinity", undefined],
    ["soon", undefined],
    ["9".repeat(400), undefined],
    ["2026-03-01", undefined],
    ["", undefined],
    [undefined, undefined]
  ]
  test.each(forms)("%p", (header, wait) => {
    const read = retryAfter(header, now)
    expect(Option.getOrUndefined(Option.map(read, Duration.toMillis))).toBe(
      wait === undefined ? undefined : Duration.toMillis(wait)
    )
  })
})

describe("what an error's body says", () => {
  const said = (text: string, contentType = "application/json") => saidBy({ status: 400, contentType, text })

  const shapes: ReadonlyArray<readonly [string, string]> = [
    ["Order is queued", "Order is queued"],
    ['"Order is queued"', "Order is queued"],
    ['{"title":"Bad","detail":"No status","status":400}', "Bad; No status"],
    [
      '{"title":"Bad","errors":{"Status":["is required","is wrong"],"$.x":"odd"}}',
      "Bad; Status: is required; Status: is wrong; $.x: odd"
    ],
    ['{"message":"Locked","isSuccessful":false,"httpStatusCode":400}', "Locked"],
    ['{"Message":"Locked"}', "Locked"],
    ['{"errorMessage":"Too large"}', "Too large"],
    [
      '{"value":null,"validationErrors":[{"message":"No stock","errorCode":"1"},{"message":"No price"}],"validationWarnings":[]}',
      "No stock; No price"
    ],
    ["", "answered with status 400"],
    ["   ", "answered with status 400"],
    ["null", "answered with status 400"],
    ["[]", "answered with status 400"],
    ["17", "answered with status 400"],
    ['{"code":17}', "answered with status 400"],
    ['{"message":{"text":"deep"}}', "answered with status 400"],
    ['{"errors":["bare"],"validationErrors":"bare"}', "0: bare"],
    ['{"title":"cut', '{"title":"cut']
  ]
  test.each(shapes)("%s", (text, message) => {
    expect(said(text)).toBe(message)
  })

  test.each([
    ["<html><body>Bad gateway</body></html>", "application/json"],
    ["  <!doctype html>", "text/plain"],
    ["Bad gateway", "text/html; charset=utf-8"]
  ])("no HTML: %s", (text, contentType) => {
    expect(said(text, contentType)).toBe("answered with HTML (status 400)")
  })

  test("one line without control characters, of at most 500", () => {
    expect(oneLine("a\r\nb\tc\u0000d\u001b[31m\u2028e\u202ef  g")).toBe("a b c d [31m e f g")
    expect(oneLine("x".repeat(500))).toHaveLength(500)
    expect(oneLine("x".repeat(501))).toBe(`${"x".repeat(499)}…`)
    expect(oneLine("👍".repeat(300)).isWellFormed()).toBe(true)
  })

  test("no secret, even where the text is cut", () => {
    expect(oneLine("token abc is bad: abc", ["abc", ""])).toBe("token … is bad: …")
    expect(oneLine(`${"x".repeat(496)}secret`, ["secret"])).not.toContain("sec")
  })
})

describe("a broken connection", () => {
  const broken = (cause: unknown, write: boolean) =>
    transportReason(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({
          request: HttpClientRequest.post("https://omnium.test/api/Token?clientSecret=canary"),
          cause
        })
      }),
      write
    )
  const coded = (code: string) =>
    Object.assign(new Error("https://omnium.test/?clientSecret=canary"), { code, path: "?clientSecret=canary" })

  test.each([
    "ECONNREFUSED",
    "ConnectionRefused",
    "FailedToOpenSocket",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "EPROTO",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
  ])("%s happened before anything was sent", (code) => {
    expect(broken(coded(code), true)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
    expect(broken(coded(code), false)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
  })

  const unclear: ReadonlyArray<readonly [string, unknown]> = [
    ["a reset", coded("ECONNRESET")],
    ["a time-out of the system", coded("ETIMEDOUT")],
    ["an error without a code", new Error("canary")],
    ["a text", "canary"],
    ["nothing", undefined],
    ["a code that is no text", { code: 7 }]
  ]
  test.each(unclear)("%s may have happened after", (_, cause) => {
    expect(broken(cause, true)).toMatchObject({ _tag: "UnknownOutcome", status: Option.none() })
    expect(broken(cause, false)).toMatchObject({ _tag: "Unavailable", status: Option.none() })
  })

  test("a redirect that the runtime refused is no answer", () => {
    expect(broken(coded("UnexpectedRedirect"), true)._tag).toBe("UnknownOutcome")
    expect(broken(coded("UnexpectedRedirect"), false)._tag).toBe("MalformedAnswer")
  })

  test("S9: is told by its code alone", () => {
    for (const cause of [coded("ECONNRESET"), coded("see ?clientSecret=canary"), new Error("canary")]) {
      expect(JSON.stringify(broken(cause, true))).not.toContain("canary")
    }
  })
})
