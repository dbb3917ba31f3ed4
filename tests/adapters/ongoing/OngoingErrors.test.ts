import { expect, test } from "bun:test"
import { reasonOfStatus, reasonOfTransport } from "@omnium-ongoing/adapters-ongoing/OngoingErrors"
import { Option } from "effect"
import { HttpClientError, HttpClientRequest } from "effect/http"

const tag = (write: boolean, status: number) => reasonOfStatus({ write }, status, "said", Option.none())._tag

test.each([
  [302, "MalformedAnswer", "Refused"],
  [400, "Refused", "Refused"],
  [401, "Unauthorised", "Unauthorised"],
  [403, "Refused", "Refused"],
  [404, "NotFound", "NotFound"],
  [408, "Unavailable", "UnknownOutcome"],
  [409, "Conflict", "Conflict"],
  [422, "Refused", "Refused"],
  [429, "Throttled", "Throttled"],
  [500, "Unavailable", "UnknownOutcome"],
  [503, "Unavailable", "UnknownOutcome"],
  [599, "Unavailable", "UnknownOutcome"]
] as const)("%d is %s to a read and %s to a write", (status, read, write) => {
  expect(tag(false, status)).toBe(read)
  expect(tag(true, status)).toBe(write)
})

const transport = (write: boolean, cause: unknown) =>
  reasonOfTransport(
    { write },
    new HttpClientError.HttpClientError({
      reason: new HttpClientError.TransportError({
        request: HttpClientRequest.get("https://x/?clientSecret=canary"),
        cause
      })
    })
  )
const coded = (code: string) =>
  Object.assign(new TypeError(`fetch of https://x/?clientSecret=canary: ${code}`), { code })

test.each(["ECONNREFUSED", "ENOTFOUND", "EPROTO", "DEPTH_ZERO_SELF_SIGNED_CERT"])(
  "%s came before anything was sent",
  (code) => {
    expect(transport(true, coded(code))._tag).toBe("Unavailable")
    expect(transport(true, new TypeError("fetch failed", { cause: coded(code) }))._tag).toBe("Unavailable")
  }
)

test("any other failure may have come after the write was done", () => {
  for (const cause of [coded("ECONNRESET"), new TypeError("fetch failed"), "odd", undefined]) {
    expect(transport(true, cause)._tag).toBe("UnknownOutcome")
    expect(transport(false, cause)._tag).toBe("Unavailable")
  }
})

test("a redirect that the transport refuses is refused here too", () => {
  expect(transport(true, coded("UnexpectedRedirect"))._tag).toBe("Refused")
  expect(transport(false, coded("UnexpectedRedirect"))._tag).toBe("MalformedAnswer")
})

test("nothing of a transport failure is told but its code", () => {
  for (const code of ["ECONNRESET", "ENOTFOUND", "https://x/?clientSecret=canary"]) {
    expect(JSON.stringify(transport(true, coded(code)))).not.toContain("canary")
  }
})
