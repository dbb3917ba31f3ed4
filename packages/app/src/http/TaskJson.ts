import { DateTime, Schema } from "effect"
import type { TaskOverview } from "../engine/TaskRunner.ts"
import { ReportJson, reportJson } from "./ItemJson.ts"

export const TaskJson = Schema.Struct({
  task: Schema.String,
  group: Schema.String,
  type: Schema.String,
  tenant: Schema.String,
  cron: Schema.NullOr(Schema.String),
  running: Schema.Boolean,
  progress: Schema.NullOr(
    Schema.Struct({
      operation: Schema.String,
      done: Schema.Int,
      total: Schema.NullOr(Schema.Int),
      startedAt: Schema.String
    })
  ),
  nextRun: Schema.NullOr(Schema.String),
  lastRun: Schema.NullOr(ReportJson)
})
/** A scheduled task as operators see it. */
export const taskJson = ({ cron, nextRun, lastRun, progress, ...task }: TaskOverview): typeof TaskJson.Type => ({
  ...task,
  cron: cron ?? null,
  progress:
    progress === undefined
      ? null
      : { ...progress, total: progress.total ?? null, startedAt: DateTime.formatIso(progress.startedAt) },
  nextRun: nextRun === undefined ? null : DateTime.formatIso(nextRun),
  lastRun: lastRun === undefined ? null : reportJson(lastRun)
})
