import type { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import type { Journal, JournalError } from "@omnium-ongoing/domain/ports/Journal"
import type { Omnium, OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import type { Ongoing, OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import type { Counts } from "@omnium-ongoing/domain/sync/SyncReport"
import { Context, type Effect } from "effect"
import type { RunningTenant } from "./Tenants.ts"

/** How a run was asked for. */
export interface Asked {
  /** Everything is read anew, not only what changed. */
  readonly full: boolean
  /** The tenant's. */
  readonly timeZone: string
}

/** What a scheduled task does in turn. Its scan makes work items; they are done by their lanes. */
export interface Operation {
  readonly name: string
  /** How `only` of a run names it. */
  readonly only: string
  readonly enabled: (running: RunningTenant) => boolean
  readonly scan: (
    run: string,
    asked: Asked
  ) => Effect.Effect<Counts, OngoingError | OmniumError | JournalError, Ongoing | Omnium | CurrentTenant | Journal>
}

export interface ScheduledTask {
  readonly name: string
  readonly group: "Plugins"
  readonly type: "Delta"
  readonly operations: ReadonlyArray<Operation>
}

export class ScheduledTasks extends Context.Service<ScheduledTasks, ReadonlyArray<ScheduledTask>>()(
  "@omnium-ongoing/app/engine/ScheduledTasks"
) {}
