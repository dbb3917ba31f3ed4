import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import * as Database from "@omnium-ongoing/app/journal/Database"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { root } from "../support/EmptyJournal.ts"

/** A journal's file and the log beside it, as they lie on a disk. */
export interface JournalImage {
  readonly file: Uint8Array
  readonly log: Uint8Array
}

export interface Read {
  readonly integrity: string
  /** How many rows each table has. */
  readonly rows: ReadonlyMap<string, number>
  readonly hash: string
}

/** When a migration was made is none of the content. */
const isContent = (table: string): boolean => !/^(sqlite_|effect_sql_migrations)/.test(table)

/** Opens the image as the connector does, and reads all of it. */
export const readImage = ({ file, log }: JournalImage): Promise<Read> => {
  const folder = mkdtempSync(`${root}/journal-image-`)
  const path = `${folder}/journal.sqlite`
  writeFileSync(path, file)
  writeFileSync(`${path}-wal`, log)
  const read = Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const [check] = yield* sql<{ readonly integrity_check: string }>`PRAGMA integrity_check`
    const named = yield* sql<{
      readonly name: string
    }>`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`
    const tables = yield* Effect.forEach(
      named.filter(({ name }) => isContent(name)),
      ({ name }) => Effect.map(sql`SELECT * FROM ${sql(name)} ORDER BY 1, 2, 3`, (rows) => [name, rows] as const)
    )
    return {
      integrity: check?.integrity_check ?? "",
      rows: new Map(tables.map(([name, rows]) => [name, rows.length])),
      hash: Bun.hash(JSON.stringify(tables)).toString(36)
    }
  }).pipe(Effect.provide(Database.layer(path)), Effect.ensuring(Effect.sync(() => rmSync(folder, { recursive: true }))))
  return Effect.runPromise(read)
}
