import { CallGuard, type System, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, type Result } from "effect"
import type { HttpClientRequest } from "effect/http"
import type { Answer } from "./Answer.ts"
import type { Call, Exchange } from "./Exchange.ts"

/** One exchange and what its answer means, under the guard of whoever makes the call. */
export type GuardedCall = <A>(
  call: Call,
  request: HttpClientRequest.HttpClientRequest,
  judge: (answer: Answer) => Result.Result<A, UpstreamReason>
) => Effect.Effect<A, UpstreamReason>

export const make =
  (system: System, exchange: Exchange): GuardedCall =>
  (call, request, judge) =>
    Effect.flatMap(CallGuard, (guard) =>
      guard({ system, operation: call.operation })(
        Effect.flatMap(exchange(call, request), (answer) => Effect.fromResult(judge(answer)))
      )
    )
