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
import { type DateTime, Duration, Option } from "effect"
import type { HttpClientError } from "effect/http"
import { httpDate } from "./HttpDate.ts"

const longestMessage = 500
const longestWait = Duration.hours(1)

/** One line for people: no control characters, no secret, no more than 500 characters. */
export const oneLine = (text: string, secrets: ReadonlyArray<string> = []): string => {
  const shown = secrets.flatMap(formsOf).reduce((shown, secret) => shown.replaceAll(secret, "…"), text)
  const line = shown.replace(/[\p{C}\p{Z}]+/gu, " ").trim()
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1).toWellFormed()}…` : line
}

/** A secret as it is, as part of an address, and as part of a JSON text. */
const formsOf = (secret: string): ReadonlyArray<string> =>
  secret === ""
    ? []
    : [
        secret,
        encodeURIComponent(secret.toWellFormed()),
        new URLSearchParams([["", secret]]).toString().slice(1),
        JSON.stringify(secret).slice(1, -1)
      ]

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const textsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string")
  return []
}

/** Names are written with a small or a capital first letter. */
const member = (body: unknown, name: string): unknown =>
  typeof body === "object" && body !== null
    ? Object.entries(body).find(([key]) => key.toLowerCase() === name)?.[1]
    : undefined

/** The members in which errors speak: ProblemDetails, and the two shapes that carts answer with. */
const wordsIn = (body: object): ReadonlyArray<string> => {
  const fields = member(body, "errors")
  const validations = member(body, "validationerrors")
  return [
    ...["title", "detail", "message", "errormessage"].flatMap((name) => textsIn(member(body, name))),
    ...(typeof fields === "object" && fields !== null
      ? Object.entries(fields).flatMap(([field, texts]) => textsIn(texts).map((text) => `${field}: ${text}`))
      : []),
    ...(Array.isArray(validations) ? validations.flatMap((item) => textsIn(member(item, "message"))) : [])
  ]
}

export const isHtml = (contentType: string, text: string): boolean =>
  /\bhtml\b/i.test(contentType) || text.trimStart().startsWith("<")

/** What an error's body says: bare text, a JSON text, or one of the known objects. */
export const saidBy = (
  answer: { readonly status: number; readonly contentType: string; readonly text: string },
  secrets: ReadonlyArray<string> = []
): string => {
  if (isHtml(answer.contentType, answer.text)) return `answered with HTML (status ${answer.status})`
  const body = parsed(answer.text)
  const words = typeof body === "string" ? [body] : typeof body === "object" && body !== null ? wordsIn(body) : []
  return oneLine(words.join("; "), secrets) || `answered with status ${answer.status}`
}

/** Seconds, or a date as seen from the time of the answer; at most an hour, and nothing that lies in the past. */
export const retryAfter = (header: string | undefined, now: DateTime.Utc): Option.Option<Duration.Duration> => {
  const value = header?.trim() ?? ""
  const wait = /^\d{1,15}$/.test(value)
    ? Option.some(Number(value) * 1000)
    : Option.map(httpDate(value), (date) => date.epochMilliseconds - now.epochMilliseconds)
  return wait.pipe(
    Option.filter((milliseconds) => milliseconds >= 0),
    Option.map((milliseconds) => Duration.min(Duration.millis(milliseconds), longestWait))
  )
}

/** An answer that is no success, as what the caller can do about it. */
export const reasonOf = (
  answer: { readonly status: number; readonly message: string; readonly wait: Option.Option<Duration.Duration> },
  write: boolean
): UpstreamReason => {
  const { status, message } = answer
  if (status === 401) return new Unauthorised({ message })
  if (status === 404) return new NotFound({ message })
  if (status === 409) return new Conflict({ message })
  if (status === 429) return new Throttled({ retryAfter: answer.wait, message })
  if (status === 408 || status >= 500) return lost({ status: Option.some(status), message }, write)
  if (status >= 400) return new Refused({ status, message })
  return write ? new Refused({ status, message }) : new MalformedAnswer({ message })
}

/** A success that cannot be read. */
export const unreadable = (status: number, message: string, write: boolean): UpstreamReason =>
  write ? new UnknownOutcome({ status: Option.some(status), message }) : new MalformedAnswer({ message })

/** The call may have arrived; its answer did not, or tells nothing. */
export const lost = (
  told: { readonly status: Option.Option<number>; readonly message: string },
  write: boolean
): UpstreamReason => (write ? new UnknownOutcome(told) : new Unavailable(told))

/** Bun's codes for a connection that never came to be; certificates are judged before anything is sent. */
const neverSent =
  /^(ECONNREFUSED|ConnectionRefused|FailedToOpenSocket|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS_\w+|\w*CERT\w*|UNABLE_TO_\w+)$/

/** Only the code is told: the error itself knows the address, which may carry a secret. */
export const transportReason = (error: HttpClientError.HttpClientError, write: boolean): UpstreamReason => {
  const code = codeOf(error)
  if (code === "UnexpectedRedirect") return unredirected(write)
  const message = `the connection failed (${code ?? "unknown cause"})`
  return lost({ status: Option.none(), message }, write && !(code !== undefined && neverSent.test(code)))
}

const unredirected = (write: boolean): UpstreamReason => {
  const message = "answered with a redirect, which is never followed"
  return write ? new UnknownOutcome({ status: Option.none(), message }) : new MalformedAnswer({ message })
}

const codeOf = (error: HttpClientError.HttpClientError): string | undefined => {
  const cause = "cause" in error.reason ? error.reason.cause : undefined
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined
  return typeof code === "string" && /^\w{1,64}$/.test(code) ? code : undefined
}
