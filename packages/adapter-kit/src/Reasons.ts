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
import type { BodyProblem } from "./Answer.ts"

/** A call that writes may have been carried out even if we never hear of it; one that reads may just be made again. */
export interface CallKind {
  readonly write: boolean
}

/** An answer that is not 2xx. */
export const reasonOfStatus = (
  { write }: CallKind,
  answer: {
    readonly status: number
    readonly retryAfter: Option.Option<Duration.Duration>
  },
  message: string
): UpstreamReason => {
  const { status, retryAfter } = answer
  if (status === 408 || status >= 500) return lost({ write }, Option.some(status), message)
  if (status < 400) return redirected(write, status)
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
export const unreadable = ({ write }: CallKind, status: number, message: string): UpstreamReason =>
  write ? new UnknownOutcome({ status: Option.some(status), message }) : new MalformedAnswer({ message })

/** A 2xx whose body did not come to us as a text. */
export const reasonOfBody = (call: CallKind, status: number, { what, isCutOff }: BodyProblem): UpstreamReason => {
  const message = `answered ${status} with ${what}`
  return isCutOff ? lost(call, Option.some(status), message) : unreadable(call, status, message)
}

/** The call may have arrived; its answer did not, or tells nothing. */
export const lost = ({ write }: CallKind, status: Option.Option<number>, message: string): UpstreamReason =>
  write ? new UnknownOutcome({ status, message }) : new Unavailable({ status, message })

/** Codes of a connection that never came to be; certificates are judged before anything is sent. */
const unsent =
  /^(ECONNREFUSED|ConnectionRefused|FailedToOpenSocket|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS_\w+|\w*CERT\w*|UNABLE_TO_\w+)$/

/** A call without an answer. Only its code is told: the failure knows the address, which may carry a secret. */
export const reasonOfTransport = (call: CallKind, { reason }: HttpClientError.HttpClientError): UpstreamReason => {
  if (reason._tag === "InvalidUrlError" || reason._tag === "EncodeError") {
    return new Unavailable({ status: Option.none(), message: "the request could not be made" })
  }
  const code = codeOf("cause" in reason ? reason.cause : undefined)
  // `fetch` that refuses redirects does not tell which of them it was.
  if (code === "UnexpectedRedirect") return redirected(call.write, 302)
  if (code !== undefined && unsent.test(code)) {
    return new Unavailable({ status: Option.none(), message: `no connection (${code})` })
  }
  return lost(call, Option.none(), `the connection broke${code === undefined ? "" : ` (${code})`}`)
}

const redirected = (write: boolean, status: number): UpstreamReason => {
  const message = "answered with a redirect, which is never followed"
  return write ? new Refused({ status, message }) : new MalformedAnswer({ message })
}

/** Node's `fetch` wraps the failure of the socket once, Bun's does not. */
const codeOf = (cause: unknown): string | undefined =>
  Predicate.isObject(cause) ? (ownCode(cause) ?? ownCode(cause.cause)) : undefined

const ownCode = (cause: unknown): string | undefined =>
  Predicate.isObject(cause) && Predicate.isString(cause.code) && /^\w{1,64}$/.test(cause.code) ? cause.code : undefined
