import type { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { type DateTime, Effect } from "effect"

/** How far the operation has come that a running task is at. */
export interface TaskProgress {
  readonly operation: string
  /** Items that have ended, and rows that were read without becoming items. */
  readonly done: number
  /** None until everything that is to be done has been found. */
  readonly total: number | undefined
  readonly startedAt: DateTime.Utc
}

/** An operation under way. */
export interface UnderWay {
  readonly operation: string
  readonly run: string
  readonly startedAt: DateTime.Utc
  rows: number
  isScanned: boolean
}

export const progressOf = (journal: Journal["Service"], tenant: string, underWay: UnderWay | undefined) =>
  underWay === undefined
    ? Effect.succeed(undefined)
    : Effect.map(
        journal.progress(tenant, underWay.run),
        ({ found, ended }): TaskProgress => ({
          operation: underWay.operation,
          done: ended + underWay.rows,
          total: underWay.isScanned ? found + underWay.rows : undefined,
          startedAt: underWay.startedAt
        })
      )
