import type { ItemJson } from "../http/ItemJson.ts"
import type { Command } from "./Arguments.ts"
import { type Examination, examinationText, isClean } from "./Examination.ts"
import type { Watched } from "./Watching.ts"

type Order = Exclude<Command, { _tag: "Serve" }>

/** Speaks to the admin API, wherever it is served. */
export type Ask = (path: string, body?: unknown) => Promise<{ readonly status: number; readonly json: unknown }>

export interface Printed {
  readonly text: string
  /** 0 clean, 1 something failed or is held, 2 the command could not be carried out. */
  readonly code: 0 | 1 | 2
}

interface Report {
  readonly task: string
  readonly operations: ReadonlyArray<{
    readonly name: string
    readonly done: number
    readonly held: number
    readonly skipped: ReadonlyArray<{ readonly reason: string; readonly count: number }>
    readonly failed: ReadonlyArray<{ readonly key: string; readonly cause: string; readonly message: string }>
    readonly calls: { readonly ongoing: number; readonly omnium: number }
  }>
}

/** The answers are those of our own API, whose shapes its handlers fix. */
const answered = <A>(json: unknown): A => json as A

const problemText = (json: unknown): string => {
  const { title, detail } = answered<{ readonly title?: string; readonly detail?: string }>(json ?? {})
  return detail ?? title ?? "the service gave no reason"
}

/** The task whose run the command waits for. */
export const taskOf = (command: Order): Watched | undefined => {
  switch (command._tag) {
    case "Sync":
      return { tenant: command.tenant, task: "OngoingSyncScheduledTask" }
    case "ExportProducts":
      return { tenant: command.tenant, task: "OngoingProductSyncScheduledTask" }
    default:
      return undefined
  }
}

export const carryOut = async (command: Order, ask: Ask, json: boolean): Promise<Printed> => {
  const { status, json: answer } = await request(command, ask)
  if (status >= 400) return { text: json ? JSON.stringify(answer) : problemText(answer), code: status === 409 ? 1 : 2 }
  switch (command._tag) {
    case "Sync":
    case "ExportProducts": {
      const report = answered<Report>(answer)
      const trouble = report.operations.some((operation) => operation.held > 0 || operation.failed.length > 0)
      return { text: json ? JSON.stringify(answer) : reportText(report), code: trouble ? 1 : 0 }
    }
    case "Doctor": {
      const examinations = [answered<Examination | ReadonlyArray<Examination>>(answer)].flat()
      return {
        text: json ? JSON.stringify(answer) : examinationText(examinations),
        code: isClean(examinations) ? 0 : 1
      }
    }
    case "Items": {
      const items = answered<ReadonlyArray<ItemJson>>(answer)
      const trouble = items.some((item) => item.state === "dead" || item.state === "held")
      return { text: json ? JSON.stringify(answer) : itemsText(items), code: trouble ? 1 : 0 }
    }
    case "Retry":
      return { text: json ? JSON.stringify(answer) : itemsText([answered<ItemJson>(answer)]), code: 0 }
  }
}

const request = (command: Order, ask: Ask) => {
  switch (command._tag) {
    case "Sync":
      return ask(`/api/tenants/${encodeURIComponent(command.tenant)}/tasks/OngoingSyncScheduledTask/run`, {
        ...(command.only === undefined ? {} : { only: command.only }),
        ...(command.full ? { full: true } : {})
      })
    case "ExportProducts":
      return ask(`/api/tenants/${encodeURIComponent(command.tenant)}/tasks/OngoingProductSyncScheduledTask/run`, {})
    case "Doctor":
      return ask(
        command.tenant === undefined ? "/api/doctor" : `/api/tenants/${encodeURIComponent(command.tenant)}/doctor`
      )
    case "Items": {
      const state = command.state === undefined ? "" : `?state=${encodeURIComponent(command.state)}`
      return ask(`/api/tenants/${encodeURIComponent(command.tenant)}/items${state}`)
    }
    case "Retry":
      return ask(`/api/items/${encodeURIComponent(command.item)}/retry`, {})
  }
}

const reportText = (report: Report): string =>
  report.operations
    .flatMap(({ name, done, held, skipped, failed, calls }) => [
      `${name}: ${done} done, ${skipped.reduce((sum, each) => sum + each.count, 0)} skipped, ${held} held, ${failed.length} failed` +
        ` (${calls.ongoing} calls to Ongoing, ${calls.omnium} to Omnium)`,
      ...skipped.map(({ reason, count }) => `  skipped ${count}: ${reason}`),
      ...failed.map(({ key, cause, message }) => `  ${key}: ${cause}: ${message}`)
    ])
    .join("\n") || "No operation of the task is enabled."

/** With the time, in UTC, at which each ended or else was found. */
const itemsText = (items: ReadonlyArray<ItemJson>): string =>
  items
    .map((item) =>
      [
        String(item.id).padStart(6),
        (item.finishedAt ?? item.createdAt ?? "").slice(0, 19).replace("T", " "),
        item.state.padEnd(9),
        item.flow.padEnd(13),
        item.key,
        item.cause === null ? "" : `${item.cause}: ${item.message ?? item.causeInWords}`
      ]
        .join("  ")
        .trimEnd()
    )
    .join("\n") || "No items."
