import { Database } from "bun:sqlite"
import { SqliteClient } from "@effect/sql-sqlite-bun"
import { Effect, Layer } from "effect"
import { Migrator, SqlClient } from "effect/sql"
import { migrations } from "./Migrations.ts"

/** Prepared statements that are kept: a cycle needs more than the twenty that Bun keeps, which pushed each other out. */
Database.MAX_QUERY_CACHE_SIZE = 200

/** The driver has switched to write-ahead logging. There is one connection, so once is enough. */
const pragmas = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`PRAGMA busy_timeout = 5000`
  // The default of write-ahead logging (NORMAL) may lose the last commits when the power fails.
  yield* sql`PRAGMA synchronous = FULL`
  yield* sql`PRAGMA foreign_keys = ON`
  // A closed intent's request held personal data: it must not stay readable in free pages.
  yield* sql`PRAGMA secure_delete = ON`
})

/** A file that is brought up to date by migrations, of which no two may have the same number. */
export const migrated = (filename: string, loader: Migrator.Loader) =>
  Layer.effectDiscard(Effect.andThen(pragmas, Migrator.make({})({ loader }))).pipe(
    Layer.provideMerge(SqliteClient.layer({ filename }))
  )

/** The journal's file, made or brought up to date. Only one process may have it open: it takes the directory's lock. */
export const layer = (filename: string) => migrated(filename, migrations)
