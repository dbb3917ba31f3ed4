import { type Cause, causes } from "../sync/Cause.ts"
import type { SyncReport } from "../sync/SyncReport.ts"
import type { WorkItem } from "../sync/WorkItem.ts"
import { type Check, error, type Finding, listed, ok, warning } from "./Finding.ts"

/** What waits for a person, by what happened to it. */
export const workFindings = (items: ReadonlyArray<WorkItem>): ReadonlyArray<Finding> => {
  const groups = Map.groupBy(items, (item) => JSON.stringify([checkOf(item), item.cause ?? "unexpected-failure"]))
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [groupFinding(first, [first, ...others])]
  )
}

const checkOf = ({ flow }: WorkItem): Check =>
  flow === "return-sync" ? "return-sync" : flow === "inventory-sync" ? "skus" : "list-of-work"

const groupFinding = (first: WorkItem, items: ReadonlyArray<WorkItem>): Finding => {
  const cause: Cause = first.cause ?? "unexpected-failure"
  const check = checkOf(first)
  const what = `${items.length} of the list of work: ${cause}: ${listed([...new Set(items.map((item) => item.key))])}.`
  return check === "return-sync"
    ? error(
        check,
        `Return sync fails: Line item mismatch. ${what}`,
        `Check OngoingReturnError property. ${causes[cause].words}`
      )
    : error(check, what, causes[cause].words)
}

/** Articles of Ongoing with stock to sell that nothing in Omnium is. */
export const unmatchedFinding = (store: string, unmatched: number): Finding =>
  unmatched === 0
    ? ok("skus", `Store ${store}: every article with stock to sell is matched, as far as it has been read.`)
    : warning(
        "skus",
        `Store ${store}: ${unmatched} articles with stock to sell in Ongoing match no product of Omnium by their SKU.`,
        "Give the products the articles' numbers as SKU, or leave them if they are not sold in Omnium."
      )

/** The latest runs of the scheduled tasks. */
export const taskFindings = (runs: ReadonlyArray<SyncReport>): ReadonlyArray<Finding> => {
  const failed = runs.flatMap(({ task, operations }) =>
    operations.flatMap(({ name, failed: failures }) =>
      failures.map(({ cause, message }) => `${task}, ${name}: ${cause}: ${message}`)
    )
  )
  return failed.length === 0
    ? [ok("scheduled-tasks", "The latest runs of the scheduled tasks failed in nothing.")]
    : [
        warning(
          "scheduled-tasks",
          `The latest runs of the scheduled tasks failed: ${listed(failed, 3)}`,
          "Check scheduled task execution logs for sync errors."
        )
      ]
}
