import type { ItemFilter, Next } from "@omnium-ongoing/domain/ports/Journal"
import type { ItemState } from "@omnium-ongoing/domain/sync/WorkItem"
import { Array, type DateTime, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { type ItemRow, instant, millis, workItem } from "./Rows.ts"

const none: Readonly<Record<ItemState, number>> = { open: 0, done: 0, skipped: 0, coalesced: 0, dead: 0, held: 0 }

/** An order's key and those of its shipments, `{order}/{shipment}`: "0" is the character after "/". */
export const keysOf = (sql: SqlClient.SqlClient, order: string) =>
  sql`(key = ${order} OR (key >= ${`${order}/`} AND key < ${`${order}0`}))`

/** The questions about work items. `state = 'open'` is written out, because only then a partial index is used. */
export const make = (sql: SqlClient.SqlClient) => {
  const ofLane = ({ lane, without }: Next) =>
    sql.and([sql`state = 'open'`, sql`lane = ${lane}`, sql`NOT ${sql.in("tenant", without)}`])

  /** Its time has come, and that of every earlier item of its key. */
  const due = (now: DateTime.Utc) =>
    sql`item.state = 'open' AND NOT EXISTS (
      SELECT 1 FROM items AS earlier WHERE earlier.state = 'open' AND earlier.tenant = item.tenant
        AND earlier.key = item.key AND earlier.id <= item.id AND earlier.not_before > ${millis(now)})`

  return {
    /** Items of a tenant with the same key run in their order, so the first open one stands before the others. */
    next: (next: Next) =>
      Effect.map(
        sql<ItemRow>`SELECT * FROM items AS item
          WHERE ${ofLane(next)} AND (not_before IS NULL OR not_before <= ${millis(next.now)})
            AND NOT EXISTS (SELECT 1 FROM items AS earlier WHERE earlier.state = 'open'
              AND earlier.tenant = item.tenant AND earlier.key = item.key AND earlier.id < item.id)
          ORDER BY id LIMIT 1`,
        (rows) => Option.map(Array.head(rows), workItem)
      ),

    nextDue: (next: Next) =>
      Effect.map(
        sql<{ readonly due: number | null }>`SELECT MIN(not_before) AS due FROM items
          WHERE ${ofLane(next)} AND not_before > ${millis(next.now)}`,
        ([row]) => Option.map(Option.fromNullishOr(row?.due), instant)
      ),

    lastWritten: Effect.map(
      sql<{ readonly at: number | null }>`SELECT MAX(at) AS at FROM (
        SELECT at FROM (SELECT created_at AS at FROM items ORDER BY id DESC LIMIT 100)
        UNION ALL SELECT at FROM (SELECT at FROM audits ORDER BY id DESC LIMIT 100))`,
      ([row]) => Option.map(Option.fromNullishOr(row?.at), instant)
    ),

    lanesOf: (tenant: string, key: string) =>
      Effect.map(
        sql<{ readonly lane: string }>`SELECT DISTINCT lane FROM items
          WHERE state = 'open' AND tenant = ${tenant} AND key = ${key} ORDER BY lane`,
        (rows) => rows.map((row) => row.lane)
      ),

    lanes: Effect.map(
      sql<{ readonly lane: string }>`SELECT DISTINCT lane FROM items WHERE state = 'open' ORDER BY lane`,
      (rows) => rows.map((row) => row.lane)
    ),

    items: (filter: ItemFilter) => {
      const wanted = [
        ...(filter.tenant === undefined ? [] : [sql`tenant = ${filter.tenant}`]),
        ...(filter.states === undefined ? [] : [sql.in("state", filter.states)]),
        ...(filter.key === undefined ? [] : [keysOf(sql, filter.key)]),
        ...(filter.flow === undefined ? [] : [sql`flow = ${filter.flow}`]),
        ...(filter.run === undefined ? [] : [sql`run = ${filter.run}`]),
        ...(filter.before === undefined ? [] : [sql`id < ${filter.before}`])
      ]
      return Effect.map(
        sql<ItemRow>`SELECT * FROM items WHERE ${sql.and(wanted)} ORDER BY id DESC LIMIT ${filter.limit}`,
        Array.map(workItem)
      )
    },

    progress: (tenant: string, run: string) =>
      Effect.map(
        sql<{ readonly found: number; readonly ended: number }>`
          SELECT COUNT(*) AS found, COUNT(*) FILTER (WHERE state <> 'open') AS ended
          FROM items WHERE run = ${run} AND tenant = ${tenant}`,
        ([row]) => row ?? { found: 0, ended: 0 }
      ),

    // From the run's few rows on (SQLite: a CROSS JOIN keeps its order, and a sign before a column its index away).
    lastDue: (tenant: string, now: DateTime.Utc, run?: string) =>
      Effect.map(
        run === undefined
          ? sql<{ readonly id: number | null }>`SELECT MAX(item.id) AS id FROM items AS item
              WHERE ${due(now)} AND item.tenant = ${tenant}`
          : sql<{ readonly id: number | null }>`SELECT MAX(item.id) AS id
              FROM items AS own CROSS JOIN items AS item ON item.id = IFNULL(own.coalesced_into, own.id)
              WHERE own.run = ${run} AND +own.tenant = ${tenant} AND +own.state IN ('open', 'coalesced') AND ${due(now)}`,
        ([row]) => Option.fromNullishOr(row?.id)
      ),

    isDue: (id: number, now: DateTime.Utc) =>
      Effect.map(sql`SELECT 1 FROM items AS item WHERE ${due(now)} AND item.id = ${id}`, (rows) => rows.length > 0),

    counts: Effect.fnUntraced(function* (tenant: string, now: DateTime.Utc) {
      const states = yield* sql<{ readonly state: ItemState; readonly count: number }>`
        SELECT state, COUNT(*) AS count FROM items WHERE tenant = ${tenant} GROUP BY state`
      const [open] = yield* sql<{ readonly due: number; readonly oldest: number | null }>`
        SELECT MIN(created_at) AS oldest, COUNT(*) FILTER (WHERE ${due(now)}) AS due
        FROM items AS item WHERE state = 'open' AND tenant = ${tenant}`
      const counted = Object.fromEntries(states.map(({ state, count }) => [state, count]))
      return {
        byState: { ...none, ...counted },
        due: open?.due ?? 0,
        oldestOpen: open === undefined || open.oldest === null ? undefined : instant(open.oldest)
      }
    })
  }
}
