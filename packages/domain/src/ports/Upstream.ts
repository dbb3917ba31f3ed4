import { Context, Effect, Schema } from "effect"

/** The credentials were refused (401), or are known to be refused. Nobody but a person can change that. */
export class Unauthorised extends Schema.TaggedError<Unauthorised>()("Unauthorised", { message: Schema.String }) {}

/** The request was understood and refused (400, 403, 422 …). Repeating it unchanged is pointless. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {
  status: Schema.Int,
  message: Schema.String
}) {}

export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", { message: Schema.String }) {}

/** Locked by another operation, or changed since it was read (409): read again, then try again. */
export class Conflict extends Schema.TaggedError<Conflict>()("Conflict", { message: Schema.String }) {}

/** Nothing was changed: the call did not arrive, or it only read. It may be made again once the host answers. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  status: Schema.Option(Schema.Int),
  message: Schema.String
}) {}

/** Too many calls (429), or our own budget stops before the vendor does. `retryAfter` when known. */
export class Throttled extends Schema.TaggedError<Throttled>()("Throttled", {
  retryAfter: Schema.Option(Schema.Duration),
  message: Schema.String
}) {}

/** A write that may or may not have been applied, now or later. Read back by its natural key before repeating it. */
export class UnknownOutcome extends Schema.TaggedError<UnknownOutcome>()("UnknownOutcome", {
  status: Schema.Option(Schema.Int),
  message: Schema.String
}) {}

/** A read was answered with something that is no answer (HTML, wrong shape, too large). */
export class MalformedAnswer extends Schema.TaggedError<MalformedAnswer>()("MalformedAnswer", {
  message: Schema.String
}) {}

/** Why a call to the other side gave no result, told as what the caller can do about it. */
export const UpstreamReason = Schema.Union([
  Unauthorised,
  Refused,
  NotFound,
  Conflict,
  Unavailable,
  Throttled,
  UnknownOutcome,
  MalformedAnswer
])
export type UpstreamReason = typeof UpstreamReason.Type

export type System = "ongoing" | "omnium"

export interface UpstreamCall {
  readonly system: System
  /** The vendor's method and path template, such as `PUT /orders`: what the vendor counts failures by. */
  readonly operation: string
}

export type Guard = (
  call: UpstreamCall
) => <A>(made: Effect.Effect<A, UpstreamReason>) => Effect.Effect<A, UpstreamReason>

/** Every single HTTP call of an adapter goes through here, so that whoever runs it can admit, count and watch it. */
export const CallGuard = Context.Reference<Guard>("@omnium-ongoing/domain/ports/CallGuard", {
  defaultValue: () => () => (made) => made
})

/** A named place where a process may die; only tests ever put something here. */
export const CrashPoint = Context.Reference<(name: string) => Effect.Effect<void>>(
  "@omnium-ongoing/domain/ports/CrashPoint",
  { defaultValue: () => () => Effect.void }
)

/** Told of each answer that has been read, with its length in signs: whoever runs the program may give memory back. */
export const AnswerRead = Context.Reference<(signs: number) => void>("@omnium-ongoing/domain/ports/AnswerRead", {
  defaultValue: () => () => {}
})
