import type { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import type { OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import type { Failure } from "@omnium-ongoing/domain/sync/SyncReport"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Effect } from "effect"
import { afterFailure } from "./FailurePolicy.ts"
import type { Upstreams } from "./Upstreams.ts"

/** What a scan that failed is in its report: it is judged like the failure of an item. */
export const scanFailure = Effect.fnUntraced(function* (
  upstreams: Upstreams["Service"],
  tenant: string,
  key: string,
  { _tag, reason }: OngoingError | OmniumError
) {
  const system = _tag === "OngoingError" ? "ongoing" : "omnium"
  const verdict = yield* upstreams.judge(tenant, system, reason)
  const now = yield* DateTime.now
  const outcome = afterFailure({ item: asItem(tenant, key, now), system, reason, verdict, now, jitter: 0.5 })
  const cause = "cause" in outcome ? outcome.cause : "unexpected-failure"
  return { key, cause, message: reason.message } satisfies Failure
})

const asItem = (tenant: string, key: string, createdAt: DateTime.Utc): WorkItem => ({
  id: 0,
  tenant,
  flow: "order-sync",
  key,
  lane: "",
  source: "connector",
  state: "open",
  attempts: 0,
  createdAt,
  notBefore: undefined,
  finishedAt: undefined,
  cause: undefined,
  message: undefined,
  coalescedInto: undefined
})
