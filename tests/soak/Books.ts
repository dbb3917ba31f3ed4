import { Database } from "bun:sqlite"
import { join } from "node:path"
import type { Dispatch } from "@omnium-ongoing/omnium-simulator/Dispatch"
import type { Violation } from "../chaos/Violation.ts"
import { read } from "./Call.ts"
import type { Tenant } from "./Tenant.ts"

const states = ["open", "done", "skipped", "coalesced", "dead", "held"] as const

export interface Books {
  /** Work items by state, how many there ever were, and calls of Omnium that were answered with success. */
  readonly counts: Readonly<Record<string, number>>
  readonly violations: ReadonlyArray<Violation>
}

/** The connector's own books: that nothing of what it was asked for has disappeared from them. */
export const books = async (directory: string, tenants: ReadonlyArray<Tenant>): Promise<Books> => {
  const journal = new Database(join(directory, "journal.sqlite"), { readonly: true })
  try {
    const violations: Array<Violation> = []
    const rows = journal
      .query<{ readonly state: string; readonly count: number }, []>(
        "SELECT state, COUNT(*) count FROM items GROUP BY state"
      )
      .all()
    // The id of an item is never given twice, so that the last one tells how many there ever were.
    const made = journal
      .query<{ readonly seq: number }, []>("SELECT seq FROM sqlite_sequence WHERE name = 'items'")
      .get()
    const counts = states.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0] as const)
    const sum = counts.reduce((total, [, count]) => total + count, 0)
    if (sum !== made?.seq) violations.push({ rule: "R2", words: `${made?.seq} items were made, and ${sum} are known.` })
    let accepted = 0
    const stored = journal.query<{ readonly count: number }, [string, string]>(
      "SELECT COUNT(*) count FROM items WHERE tenant = ? AND key = ? AND source IN ('workflow', 'event')"
    )
    for (const { id, omnium } of tenants) {
      const calls = await read<ReadonlyArray<Dispatch>>("GET", `${omnium}/_simulator/eventDeliveries`)
      const taken = calls.filter(
        ({ kind, attempts }) => kind === "workflow" && attempts.some(({ status }) => status === 200)
      )
      accepted += taken.length
      for (const [key, ofKey] of Map.groupBy(taken, ({ objectId }) => objectId)) {
        const count = stored.get(id, key)?.count ?? 0
        if (count < ofKey.length)
          violations.push({
            rule: "R2",
            words: `${id}: ${ofKey.length} calls for ${key} were accepted, ${count} are stored.`
          })
      }
    }
    return { counts: { ...Object.fromEntries(counts), made: made?.seq ?? 0, accepted }, violations }
  } finally {
    journal.close()
  }
}
