import { SqliteClient } from "@effect/sql-sqlite-bun"
import { Context, Effect, Exit, Layer, Scope } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import type { LedgerRow } from "./Ledger.ts"
import type { EntityChange, WorldChanges, WorldStore } from "./WorldStore.ts"

/** Raised when the tables below change: a file of another version is refused. */
const version = 1

export interface WorldFile extends WorldStore {
  readonly close: () => void
}

/**
 * A file that keeps worlds. What was saved is there after a `kill -9`; after a loss of power the last calls may be
 * missing. Throws, with the reason in words, where the file is another program's, another version's, or in use.
 */
export const openWorldFile = (filename: string, system: string): WorldFile => {
  const scope = Effect.runSync(Scope.make())
  const run = <A>(effect: Effect.Effect<A, SqlError.SqlError>, what: string): A => {
    try {
      return Effect.runSync(effect)
    } catch (error) {
      const reason = reasonOf(error)
      throw new Error(
        `${filename} cannot be ${what}: ${/locked/.test(reason) ? "another process has it open" : reason}`
      )
    }
  }
  const sql = Context.get(
    run(Layer.buildWithScope(SqliteClient.layer({ filename }), scope), "opened"),
    SqlClient.SqlClient
  )
  const made = run(prepare(sql, system), "opened")
  const close = () => Effect.runSync(Scope.close(scope, Exit.void))
  if (made === undefined) {
    close()
    throw new Error(`${filename} cannot be opened: it is another program's database`)
  }
  if (made.system !== system || made.version !== version) {
    close()
    throw new Error(
      `${filename} cannot be opened: it was made by the ${made.system} simulator, version ${made.version}`
    )
  }

  return {
    names: () =>
      run(
        Effect.map(sql<{ name: string }>`SELECT name FROM worlds ORDER BY name`, (rows) =>
          rows.map(({ name }) => name)
        ),
        "read"
      ),
    load: (name) => run(load(sql, name), "read"),
    save: (name, changes) => run(sql.withTransaction(save(sql, name, changes)), "written"),
    remove: (name) => run(sql.withTransaction(remove(sql, name)), "written"),
    close
  }
}

const reasonOf = (error: unknown): string => {
  for (let cause = error; ; ) {
    const inner: unknown = cause instanceof Error ? (cause.cause ?? Object(cause).reason) : undefined
    if (inner === undefined) return cause instanceof Error ? cause.message : String(cause)
    cause = inner
  }
}

const prepare = (sql: SqlClient.SqlClient, system: string) =>
  Effect.gen(function* () {
    // One process alone, from its first look to its end.
    yield* sql`PRAGMA locking_mode = EXCLUSIVE`
    yield* sql`PRAGMA synchronous = NORMAL`
    const [foreign] = yield* sql<{ name: string }>`
      SELECT name FROM sqlite_master WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'made_by')`
    if (foreign !== undefined) return undefined
    yield* sql`CREATE TABLE IF NOT EXISTS made_by (system TEXT NOT NULL, version INTEGER NOT NULL)`
    yield* sql`CREATE TABLE IF NOT EXISTS worlds (name TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID`
    yield* sql`CREATE TABLE IF NOT EXISTS entities (
      world TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, entity TEXT,
      PRIMARY KEY (world, kind, key))`
    yield* sql`CREATE TABLE IF NOT EXISTS ledger (
      world TEXT NOT NULL, seq INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (world, seq)) WITHOUT ROWID`
    const [made] = yield* sql<{ system: string; version: number }>`SELECT system, version FROM made_by`
    if (made === undefined) yield* sql`INSERT INTO made_by (system, version) VALUES (${system}, ${version})`
    // The lock is taken by the first write, which would otherwise be a call's.
    else yield* sql`UPDATE made_by SET system = system`
    return made ?? { system, version }
  })

const save = (sql: SqlClient.SqlClient, name: string, { head, entities, ledger, replaces }: WorldChanges) =>
  Effect.gen(function* () {
    yield* sql`INSERT INTO worlds (name, head) VALUES (${name}, ${head}) ON CONFLICT DO UPDATE SET head = excluded.head`
    if (replaces.entities) yield* sql`DELETE FROM entities WHERE world = ${name}`
    if (replaces.ledger) yield* sql`DELETE FROM ledger WHERE world = ${name}`
    for (const { table, key, entity } of entities) {
      const text = entity === undefined ? null : JSON.stringify(entity)
      yield* sql`INSERT INTO entities (world, kind, key, entity) VALUES (${name}, ${table}, ${JSON.stringify(key)}, ${text})
        ON CONFLICT DO UPDATE SET entity = excluded.entity`
    }
    for (const row of ledger)
      yield* sql`INSERT INTO ledger (world, seq, row) VALUES (${name}, ${row.seq}, ${JSON.stringify(row)})`
  })

const load = (sql: SqlClient.SqlClient, name: string) =>
  Effect.gen(function* () {
    const [world] = yield* sql<{ head: string }>`SELECT head FROM worlds WHERE name = ${name}`
    if (world === undefined) return undefined
    const entities = yield* sql<{ kind: string; key: string; entity: string | null }>`
      SELECT kind, key, entity FROM entities WHERE world = ${name} ORDER BY rowid`
    const ledger = yield* sql<{ row: string }>`SELECT row FROM ledger WHERE world = ${name} ORDER BY seq`
    return {
      head: world.head,
      entities: entities.map(
        ({ kind, key, entity }): EntityChange => ({
          table: kind,
          // Written by `save`.
          key: JSON.parse(key) as string | number,
          entity: entity === null ? undefined : JSON.parse(entity)
        })
      ),
      // Written by `save`.
      ledger: ledger.map(({ row }) => JSON.parse(row) as LedgerRow)
    }
  })

const remove = (sql: SqlClient.SqlClient, name: string) =>
  Effect.gen(function* () {
    yield* sql`DELETE FROM worlds WHERE name = ${name}`
    yield* sql`DELETE FROM entities WHERE world = ${name}`
    yield* sql`DELETE FROM ledger WHERE world = ${name}`
  })
