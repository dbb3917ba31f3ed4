import { JournalError } from "@omnium-ongoing/domain/ports/Journal"
import { ended, isFirm, type NewItem, type Outcome, retried, type WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Array, DateTime, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { arrives } from "./Audits.ts"
import { type ItemRow, itemRow, millis, workItem } from "./Rows.ts"

/** An item stands for a later one only if it was asked for as firmly: a poll's decision is not that of a workflow step. */
const identity = (item: Asked, firm: boolean): string =>
  JSON.stringify([item.tenant, item.flow, item.key, item.reference ?? null, firm])

type Asked = Pick<ItemRow, "tenant" | "flow" | "key"> & { readonly reference?: string | null }

/** What was asked for firmly also stands for what is asked for less firmly. */
const stands = (found: Map<string, number>, item: Asked & Pick<NewItem, "source">, id: number) => {
  found.set(identity(item, false), id)
  if (isFirm(item.source)) found.set(identity(item, true), id)
}

/** The statements that change work items; each belongs in a transaction. */
export const make = (sql: SqlClient.SqlClient) => {
  const item = (id: number) =>
    Effect.map(sql<ItemRow>`SELECT * FROM items WHERE id = ${id}`, (rows) => Option.map(Array.head(rows), workItem))

  /** Ids are taken in order and never twice, so that those of a batch are known before it is inserted. */
  const lastId = Effect.map(
    sql<{ readonly seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'items'`,
    ([row]) => row?.seq ?? 0
  )

  /** For each of the items the open one that was there first, unless it is begun. */
  const waiting = Effect.fnUntraced(function* (items: ReadonlyArray<NewItem>, begun: ReadonlySet<number>) {
    const found = new Map<string, number>()
    for (const [tenant, ofTenant] of Object.entries(Array.groupBy(items, (item) => item.tenant))) {
      for (const keys of Array.chunksOf(Array.dedupe(ofTenant.map((item) => item.key)), 500)) {
        const rows = yield* sql<ItemRow>`SELECT id, tenant, flow, key, reference, source FROM items
          WHERE state = 'open' AND tenant = ${tenant} AND key IN ${sql.in(keys)} ORDER BY id DESC`
        for (const row of rows) if (!begun.has(row.id)) stands(found, row, row.id)
      }
    }
    return found
  })

  const insert = Effect.fnUntraced(function* (items: ReadonlyArray<NewItem>, begun: ReadonlySet<number>) {
    if (items.length === 0) return []
    const now = yield* DateTime.now
    const first = yield* waiting(items, begun)
    const last = yield* lastId
    const stored = items.map((item, index): WorkItem => {
      const id = last + 1 + index
      const earlier = first.get(identity(item, isFirm(item.source)))
      if (earlier === undefined) stands(first, item, id)
      return {
        ...item,
        id,
        state: earlier === undefined ? "open" : "coalesced",
        attempts: 0,
        createdAt: now,
        notBefore: undefined,
        finishedAt: earlier === undefined ? undefined : now,
        cause: undefined,
        message: undefined,
        coalescedInto: earlier
      }
    })
    for (const rows of Array.chunksOf(stored.map(itemRow), 500)) yield* sql`INSERT INTO items ${sql.insert(rows)}`
    return stored
  })

  const update = (item: WorkItem) => sql`UPDATE items SET ${sql.update(itemRow(item), ["id"])} WHERE id = ${item.id}`

  return {
    item,
    insert,

    /** Gives what is to be done next because of it: nothing if it had ended before. */
    end: Effect.fnUntraced(function* (id: number, outcome: Outcome) {
      const before = yield* item(id)
      if (Option.isNone(before)) {
        return yield* new JournalError({ operation: "commit", reason: "Broken", message: `There is no item ${id}.` })
      }
      const after = ended(before.value, outcome, yield* DateTime.now)
      if (after === before.value) return []
      yield* update(after)
      return outcome._tag === "Done" ? outcome.next : []
    }),

    /** In milliseconds since 1970. */
    wait: (id: number, until: number) =>
      sql`UPDATE items SET not_before = MAX(COALESCE(not_before, 0), ${until}) WHERE id = ${id} AND state = 'open'`,

    /** Of a clock that was put back nothing is left but what it sent, and that may yet arrive. */
    comeForward: (now: DateTime.Utc) =>
      sql`UPDATE items SET created_at = MIN(created_at, ${millis(now)}), not_before = MIN(not_before, ${millis(now) + arrives})
        WHERE state = 'open' AND (not_before > ${millis(now) + arrives} OR created_at > ${millis(now)})`,

    retry: Effect.fnUntraced(function* (id: number) {
      const after = Option.map(yield* item(id), retried)
      if (Option.isSome(after)) yield* update(after.value)
      return after
    })
  }
}
