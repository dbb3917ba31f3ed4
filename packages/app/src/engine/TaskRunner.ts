import { Journal, type JournalError } from "@omnium-ongoing/domain/ports/Journal"
import type { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import type { OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import { Progress } from "@omnium-ongoing/domain/ports/Progress"
import { CallGuard, CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import {
  type Counts,
  counted,
  noCounts,
  type OperationReport,
  operationReport,
  type SyncReport
} from "@omnium-ongoing/domain/sync/SyncReport"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Context, DateTime, Effect, Layer, Option, Schedule, Schema } from "effect"
import { Lanes } from "./Lanes.ts"
import { scanFailure } from "./ScanFailure.ts"
import { type Operation, type ScheduledTask, ScheduledTasks } from "./ScheduledTask.ts"
import { progressOf, type TaskProgress, type UnderWay } from "./TaskProgress.ts"
import { type RunningTenant, settingsMayBeWrong, Tenants } from "./Tenants.ts"
import { Upstreams } from "./Upstreams.ts"

export class TaskRefused extends Schema.TaggedError<TaskRefused>()("TaskRefused", {
  why: Schema.Literals(["unknown-tenant", "unknown-task", "unknown-operation", "running"]),
  message: Schema.String
}) {}

export interface TaskRequest {
  /** Of its operations only these. */
  readonly only?: ReadonlyArray<string>
  readonly full?: boolean
}

export interface TaskOverview {
  readonly task: string
  readonly group: string
  readonly type: string
  readonly tenant: string
  /** None for a task that runs only when it is asked to. */
  readonly cron: string | undefined
  readonly running: boolean
  /** Of a running task. */
  readonly progress: TaskProgress | undefined
  readonly nextRun: DateTime.Utc | undefined
  readonly lastRun: SyncReport | undefined
}

export class TaskRunner extends Context.Service<
  TaskRunner,
  {
    /** Runs the task and the work it finds; ends when that work has ended or waits. Never twice at the same time. */
    readonly run: (
      tenant: string,
      task: string,
      asked?: TaskRequest
    ) => Effect.Effect<SyncReport, TaskRefused | JournalError>
    readonly overview: Effect.Effect<ReadonlyArray<TaskOverview>, JournalError>
    /** Ends when nothing of the tenant is due and no task of it runs. */
    readonly drained: (tenant: string) => Effect.Effect<void, JournalError>
  }
>()("@omnium-ongoing/app/engine/TaskRunner") {}

const pageOfItems = 500

export const layer = Layer.effect(
  TaskRunner,
  Effect.gen(function* () {
    const journal = yield* Journal
    const lanes = yield* Lanes
    const tenants = yield* Tenants
    const tasks = yield* ScheduledTasks
    const upstreams = yield* Upstreams
    const running = new Map<string, UnderWay | undefined>()
    const nextRuns = new Map<string, DateTime.Utc>()
    const nameOf = (tenant: string, task: string) => `${tenant} ${task}`

    /** Ends when `check` says so, asked again whenever an item or a run has ended. */
    const until = (check: Effect.Effect<boolean, JournalError>) =>
      Effect.gen(function* () {
        for (;;) {
          const nextEnd = yield* lanes.nextEnd
          if (yield* check) return
          yield* nextEnd
        }
      })

    /** Whether no item is due, for a check that is made often: the latest one is looked for only when the one before has ended. */
    const noneDue = (tenant: string, run?: string): Effect.Effect<boolean, JournalError> => {
      let latest = Option.none<number>()
      return Effect.gen(function* () {
        const now = yield* DateTime.now
        if (Option.isSome(latest) && (yield* journal.isDue(latest.value, now))) return false
        latest = yield* journal.lastDue(tenant, now, run)
        return Option.isNone(latest)
      })
    }

    const settled = (tenant: string, run: string) => {
      const allEnded = noneDue(tenant, run)
      return Effect.flatMap(upstreams.stopped, (stopped) => (stopped.has(tenant) ? Effect.succeed(true) : allEnded))
    }

    const countsOf = (tenant: string, run: string, scanned: Counts) =>
      Effect.gen(function* () {
        let counts = scanned
        let before: number | undefined
        for (;;) {
          const page: ReadonlyArray<WorkItem> = yield* journal.items({
            tenant,
            run,
            limit: pageOfItems,
            ...(before === undefined ? {} : { before })
          })
          counts = page.reduce(counted, counts)
          before = page.at(-1)?.id
          if (page.length < pageOfItems || before === undefined) return counts
        }
      })

    /** A scan that failed is a failure of the operation, and stops no other operation. */
    const failed = (tenant: string, operation: Operation) => (error: OngoingError | OmniumError) =>
      Effect.map(scanFailure(upstreams, tenant, operation.name, error), (failure) => ({
        ...noCounts,
        failed: [failure]
      }))

    const perform = (
      on: RunningTenant,
      task: ScheduledTask,
      operation: Operation,
      startedAt: DateTime.Utc,
      full: boolean
    ) =>
      Effect.gen(function* () {
        const tenant = on.tenant.id
        const run = `${task.name} ${operation.name} ${DateTime.formatIso(startedAt)}`
        const underWay: UnderWay = {
          operation: operation.name,
          run,
          startedAt: yield* DateTime.now,
          rows: 0,
          isScanned: false
        }
        running.set(nameOf(tenant, task.name), underWay)
        const stopped = (yield* upstreams.stopped).get(tenant)
        if (stopped !== undefined) {
          const cause =
            stopped.why === "credentials"
              ? (`${stopped.system}-credentials` as const)
              : (`${stopped.system}-unavailable` as const)
          return operationReport(
            operation.name,
            {
              ...noCounts,
              failed: [
                { key: operation.name, cause, message: `The ${stopped.system} system is not asked at the moment.` }
              ]
            },
            { ongoing: 0, omnium: 0 }
          )
        }
        const reach = yield* CrashPoint
        yield* reach(`${operation.name} begun`)
        const scanned = yield* operation.scan(run, { full, timeZone: on.timeZone }).pipe(
          Effect.catchTag(["OngoingError", "OmniumError"], failed(tenant, operation)),
          Effect.provideService(Journal, journal),
          Effect.provideService(CallGuard, upstreams.guard({ tenant, run })),
          Effect.provideService(Progress, (_, rows) =>
            Effect.sync(() => {
              underWay.rows += rows
            })
          ),
          Effect.provide(on.ports)
        )
        yield* reach(`${operation.name} scanned`)
        underWay.isScanned = true
        const { found } = yield* journal.progress(tenant, run)
        if (found > 0) yield* until(settled(tenant, run))
        const counts = found > 0 ? yield* countsOf(tenant, run, scanned) : scanned
        const report = operationReport(operation.name, counts, yield* upstreams.callsOf(run))
        yield* upstreams.forgetRun(run)
        yield* settingsMayBeWrong(
          on,
          report.failed.map(({ cause }) => cause)
        )
        return report
      })

    const run = (tenant: string, taskName: string, { only, full = false }: TaskRequest = {}) =>
      Effect.gen(function* () {
        const on = tenants.get(tenant)
        if (on === undefined) return yield* refused("unknown-tenant", `There is no tenant ${tenant}.`)
        const task = tasks.find((each) => each.name === taskName)
        if (task === undefined) return yield* refused("unknown-task", `There is no task ${taskName}.`)
        const unknown = only?.find((name) => !task.operations.some((operation) => operation.only === name))
        if (unknown !== undefined) {
          const known = task.operations.map((operation) => operation.only).join(", ")
          return yield* refused("unknown-operation", `${taskName} has no operation ${unknown}; it has ${known}.`)
        }
        const name = nameOf(tenant, taskName)
        if (running.has(name)) return yield* refused("running", `${taskName} of ${tenant} is already running.`)
        running.set(name, undefined)
        return yield* Effect.gen(function* () {
          const startedAt = yield* DateTime.now
          const operations: Array<OperationReport> = []
          for (const operation of task.operations) {
            if (only !== undefined ? !only.includes(operation.only) : !operation.enabled(on)) continue
            operations.push(yield* perform(on, task, operation, startedAt, full))
          }
          const report: SyncReport = { task: taskName, tenant, startedAt, finishedAt: yield* DateTime.now, operations }
          const reach = yield* CrashPoint
          yield* reach("run not saved")
          yield* journal.saveRun(report)
          yield* reach("run saved")
          return report
        }).pipe(
          Effect.ensuring(
            Effect.andThen(
              Effect.sync(() => running.delete(name)),
              lanes.lookAgain
            )
          )
        )
      })

    const onSchedule = (on: RunningTenant, task: ScheduledTask, cron: string, timeZone: string) => {
      const tenant = on.tenant.id
      const name = nameOf(tenant, task.name)
      // At each tick an offset is spared the calendar of the runtime.
      const zone = timeZone === "UTC" ? DateTime.zoneMakeOffset(0) : timeZone
      const schedule = Schedule.cron(cron, zone).pipe(
        Schedule.tap(({ duration }) =>
          Effect.map(DateTime.now, (now) => void nextRuns.set(name, DateTime.addDuration(now, duration)))
        )
      )
      return run(tenant, task.name).pipe(
        Effect.flatMap((report) =>
          Effect.logInfo("scheduled task ran").pipe(Effect.annotateLogs({ ...summary(report) }))
        ),
        Effect.catchTags({
          TaskRefused: (refusal) =>
            Effect.logInfo("scheduled task not started", { tenant, task: task.name, why: refusal.why }),
          JournalError: (error) =>
            Effect.logError("scheduled task failed", { tenant, task: task.name, reason: error.reason })
        }),
        Effect.catchCause((cause) => Effect.logError("scheduled task failed", cause)),
        Effect.schedule(schedule),
        Effect.forkScoped
      )
    }

    for (const on of tenants.all) {
      for (const times of on.tasks) {
        const task = tasks.find((each) => each.name === times.task)
        if (task !== undefined) yield* onSchedule(on, task, times.cron, times.timeZone)
      }
    }

    return TaskRunner.of({
      run,
      overview: Effect.suspend(() =>
        Effect.forEach(
          tenants.all.flatMap((on) =>
            tasks.flatMap((task) =>
              on.tasks.some((times) => times.task === task.name) || running.has(nameOf(on.tenant.id, task.name))
                ? [{ on, task, cron: on.tasks.find((times) => times.task === task.name)?.cron }]
                : []
            )
          ),
          ({ on, task, cron }) =>
            Effect.gen(function* () {
              const name = nameOf(on.tenant.id, task.name)
              const lastRun = yield* journal.lastRun(on.tenant.id, task.name)
              return {
                task: task.name,
                group: task.group,
                type: task.type,
                tenant: on.tenant.id,
                cron,
                running: running.has(name),
                progress: yield* progressOf(journal, on.tenant.id, running.get(name)),
                nextRun: nextRuns.get(name),
                lastRun: Option.getOrUndefined(lastRun)
              }
            })
        )
      ),
      drained: (tenant) =>
        Effect.suspend(() => {
          const allEnded = noneDue(tenant)
          return until(
            Effect.suspend(() =>
              tasks.some((task) => running.has(nameOf(tenant, task.name))) ? Effect.succeed(false) : allEnded
            )
          )
        })
    })
  })
)

const refused = (why: TaskRefused["why"], message: string) => Effect.fail(new TaskRefused({ why, message }))

/** What the log tells of a run: numbers and causes, never what an order holds. */
const summary = ({ task, tenant, operations }: SyncReport) => ({
  task,
  tenant,
  operations: operations.map(({ name, done, held, failed, calls }) => ({
    name,
    done,
    held,
    failed: failed.length,
    calls
  }))
})
