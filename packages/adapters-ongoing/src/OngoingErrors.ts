import {
  Conflict,
  MalformedAnswer,
  NotFound,
  Refused,
  Throttled,
  Unauthorised,
  Unavailable,
  UnknownOutcome,
  type UpstreamReason
} from "@omnium-ongoing/domain/ports/Upstream"
import { type Duration, Option, Predicate } from "effect"
import type { HttpClientError } from "effect/http"

/** A call that writes may have been carried out even if we never hear of it; one that reads may just be made again. */
export interface CallKind {
  readonly write: boolean
}

/** An answer that is not 2xx. */
export const reasonOfStatus = (
  { write }: CallKind,
  status: number,
  message: string,
  retryAfter: Option.Option<Duration.Duration>
): UpstreamReason => {
  if (status === 408 || status >= 500) return unanswered(write, Option.some(status), message)
  if (status >= 300 && status < 400) return redirected(write, status)
  switch (status) {
    case 401:
      return new Unauthorised({ message })
    case 404:
      return new NotFound({ message })
    case 409:
      return new Conflict({ message })
    case 429:
      return new Throttled({ retryAfter, message })
    default:
      return new Refused({ status, message })
  }
}

/** A 2xx that does not say what was asked for. */
export const reasonOfNoAnswer = ({ write }: CallKind, status: number, message: string): UpstreamReason =>
  write ? new UnknownOutcome({ status: Option.some(status), message }) : new MalformedAnswer({ message })

export const reasonOfTimeout = ({ write }: CallKind, seconds: number): UpstreamReason =>
  unanswered(write, Option.none(), `no answer within ${seconds} s`)

/** Codes of failures that come before the first byte of a request is sent. */
const unsent = new Set([
  "ECONNREFUSED",
  "ConnectionRefused",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "FailedToOpenSocket",
  "EPROTO",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID"
])

/** A call without an answer. Only its code is told: the texts of the failure may hold the URL. */
export const reasonOfTransport = ({ write }: CallKind, { reason }: HttpClientError.HttpClientError): UpstreamReason => {
  if (reason._tag === "InvalidUrlError" || reason._tag === "EncodeError") {
    return new Unavailable({ status: Option.none(), message: "the request could not be made" })
  }
  const code = codeOf("cause" in reason ? reason.cause : undefined)
  // `fetch` that refuses redirects does not tell which of them it was.
  if (code === "UnexpectedRedirect") return redirected(write, 302)
  if (code !== undefined && unsent.has(code)) {
    return new Unavailable({ status: Option.none(), message: `no connection (${code})` })
  }
  return unanswered(write, Option.none(), `the connection broke${code === undefined ? "" : ` (${code})`}`)
}

const unanswered = (write: boolean, status: Option.Option<number>, message: string): UpstreamReason =>
  write ? new UnknownOutcome({ status, message }) : new Unavailable({ status, message })

const redirected = (write: boolean, status: number): UpstreamReason => {
  const message = "answered with a redirect, which is never followed"
  return write ? new Refused({ status, message }) : new MalformedAnswer({ message })
}

/** Node's `fetch` wraps the failure of the socket once, Bun's does not. */
const codeOf = (cause: unknown): string | undefined => {
  if (!Predicate.isObject(cause)) return undefined
  if (Predicate.isString(cause.code) && /^[A-Za-z_]{1,60}$/.test(cause.code)) return cause.code
  return cause.cause === cause ? undefined : codeOf(cause.cause)
}
