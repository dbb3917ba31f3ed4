import { Database } from "bun:sqlite"
import { afterAll, describe, expect } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { layer as database, migrated } from "@omnium-ongoing/app/journal/Database"
import { layer as journalSqlite } from "@omnium-ongoing/app/journal/JournalSqlite"
import { migrations } from "@omnium-ongoing/app/journal/Migrations"
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { CrashPoint, UnknownOutcome } from "@omnium-ongoing/domain/ports/Upstream"
import { done } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect, Exit, Layer, Option } from "effect"
import { SqlClient } from "effect/sql"
import { itEffect } from "../support/ItEffect.ts"
import { at, cursorAt, intent, journalContract, later, newItem, write } from "./journal.contract.ts"

const directory = mkdtempSync(`${tmpdir()}/journal-`)
afterAll(() => rmSync(directory, { recursive: true }))
let files = 0
const file = () => `${directory}/${++files}.sqlite`

/** Each call opens the file anew, as a process that starts does. */
const open = (filename: string) => Layer.fresh(journalSqlite.pipe(Layer.provideMerge(Layer.orDie(database(filename)))))

for (const subject of [
  { name: "SQLite in a file", layer: () => open(file()) },
  { name: "SQLite in memory", layer: () => open(":memory:") }
]) {
  journalContract(subject)
}

const dieAt =
  (point: string) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.provideService(work, CrashPoint, (name) => (name === point ? Effect.die(`died at ${point}`) : Effect.void))

describe("a journal whose process dies", () => {
  const before = { items: [newItem()], cursor: cursorAt(10) }
  const batch = {
    outcomes: [{ item: 1, outcome: done("exported", [newItem({ flow: "order-errors" })]) }],
    items: [newItem({ key: "1002/1" })],
    intents: [intent()],
    cursor: cursorAt(20)
  }
  const seen = Effect.gen(function* () {
    const journal = yield* Journal
    return {
      states: (yield* journal.items({ limit: 10 })).map((item) => item.state),
      intent: Option.isSome(yield* journal.intent("epic", "order-export", "1001/1")),
      cursor: Option.getOrThrow(yield* journal.cursor("epic", "orders", "7"))
    }
  })
  const nothing: Effect.Success<typeof seen> = { states: ["open"], intent: false, cursor: at(10) }
  const everything: Effect.Success<typeof seen> = { states: ["open", "open", "done"], intent: true, cursor: at(20) }

  for (const [point, left] of [
    ["commit before", nothing],
    ["commit between", nothing],
    ["commit after", everything]
  ] as const) {
    itEffect(
      `R4: at "${point}" has ${left === nothing ? "nothing" : "all"} of the commit when it is opened again`,
      () =>
        Effect.gen(function* () {
          const filename = file()
          yield* Journal.use((journal) => journal.commit(before)).pipe(Effect.provide(open(filename)))
          const torn = yield* Journal.use((journal) => journal.commit(batch)).pipe(
            dieAt(point),
            Effect.exit,
            Effect.provide(open(filename))
          )
          expect(Exit.isFailure(torn)).toBe(true)
          expect(yield* seen.pipe(Effect.provide(open(filename)))).toEqual(left)
        })
    )
  }

  for (const [point, called] of [
    ["write sent", 0],
    ["write answered", 1]
  ] as const) {
    itEffect(`R22: at "${point}" has the write as sent, with its open intent`, () =>
      Effect.gen(function* () {
        const filename = file()
        let calls = 0
        const call = Effect.sync(() => {
          calls++
        })
        yield* Journal.use((journal) =>
          journal.recorded({ ...write, intent: intent() }, call, () => ({ intents: [intent({ state: "confirmed" })] }))
        ).pipe(dieAt(point), Effect.exit, Effect.provide(open(filename)))
        expect(calls).toBe(called)
        yield* Effect.gen(function* () {
          const journal = yield* Journal
          expect((yield* journal.audits("epic", "1001")).map((audit) => audit.outcome)).toEqual(["sent"])
          expect(yield* journal.intent("epic", "order-export", "1001/1")).toEqual(Option.some(intent()))
        }).pipe(Effect.provide(open(filename)))
      })
    )
  }

  itEffect("has forgotten what was begun", () =>
    Effect.gen(function* () {
      const filename = file()
      yield* Effect.gen(function* () {
        const journal = yield* Journal
        yield* journal.commit({ items: [newItem()] })
        yield* journal.next({ lane: "ongoing demo 7", now: at(0), without: [] })
        expect((yield* journal.commit({ items: [newItem()] }))[0]?.state).toBe("open")
      }).pipe(Effect.provide(open(filename)))
      const [item] = yield* Journal.use((journal) => journal.commit({ items: [newItem()] })).pipe(
        Effect.provide(open(filename))
      )
      expect(item?.coalescedInto).toBe(1)
    })
  )
})

describe("a journal in trouble", () => {
  itEffect("is not opened with two migrations of one number, new or not, and stays as it is (X8)", () =>
    Effect.gen(function* () {
      const known = yield* migrations
      expect(new Set(known.map(([, name]) => name)).size).toBe(known.length)
      const [last, , apply] = known.at(-1) ?? (yield* Effect.die("there are no migrations"))
      const names = Effect.flatMap(SqlClient.SqlClient, (sql) => sql`SELECT name FROM sqlite_master ORDER BY name`)
      const filename = file()
      const before = yield* Effect.provide(names, Layer.fresh(database(filename)))
      for (const number of [last, last + 1]) {
        const loader = Effect.succeed([...known, [number, "one", apply], [number, "another", apply]] as const)
        const start = Effect.exit(
          Effect.provide(
            names,
            Layer.fresh(
              migrated(
                filename,
                Effect.map(loader, (all) => [...all])
              )
            )
          )
        )
        expect(String(yield* start)).toContain("duplicate migration")
      }
      expect(yield* Effect.provide(names, Layer.fresh(database(filename)))).toEqual(before)
    })
  )

  itEffect("says that it is full, keeps what it has and goes on when there is room", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const journal = yield* Journal
      yield* journal.commit({ items: [newItem()] })
      const [{ page_count: pages }] = (yield* sql`PRAGMA page_count`) as [{ page_count: number }]
      yield* sql.unsafe(`PRAGMA max_page_count = ${pages}`)
      const secret = "personal data ".repeat(10_000)
      const batch = { intents: [intent({ request: secret })], outcomes: [{ item: 1, outcome: later(60) }] }
      const error = yield* Effect.flip(journal.commit(batch))
      expect(error).toMatchObject({ _tag: "JournalError", operation: "commit", reason: "Full" })
      expect(error.message).not.toContain("personal")
      expect(Option.getOrThrow(yield* journal.item(1)).attempts).toBe(0)
      expect(yield* Effect.flip(journal.works)).toEqual(error)
      yield* sql.unsafe("PRAGMA max_page_count = 1000000")
      yield* journal.commit(batch)
      yield* journal.works
      expect(Option.getOrThrow(yield* journal.item(1)).attempts).toBe(1)
    }).pipe(Effect.provide(open(file())))
  )

  itEffect("says that it is broken, without the row's data", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const journal = yield* Journal
      yield* sql`DROP TABLE intents`
      const error = yield* Effect.flip(journal.commit({ items: [newItem()], intents: [intent({ request: "secret" })] }))
      expect(error).toMatchObject({ _tag: "JournalError", reason: "Broken" })
      expect(JSON.stringify(error) + error.message).not.toContain("secret")
      expect(yield* journal.items({ limit: 10 })).toEqual([])
    }).pipe(Effect.provide(open(file())))
  )

  itEffect("keeps the answer's outcome unknown if it cannot be stored", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const sql = yield* SqlClient.SqlClient
      const lost = Effect.andThen(
        Effect.orDie(sql`ALTER TABLE audits RENAME TO hidden`),
        Effect.fail({ reason: new UnknownOutcome({ status: Option.none(), message: "reset" }) })
      )
      expect(yield* Effect.flip(journal.recorded(write, lost))).toMatchObject({ _tag: "JournalError" })
      yield* sql`ALTER TABLE hidden RENAME TO audits`
      expect((yield* journal.audits("epic", "1001")).map((audit) => audit.outcome)).toEqual(["sent"])
    }).pipe(Effect.provide(open(file())))
  )

  itEffect("is durable on power loss, checks references and leaves no deleted text in its file", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      expect(yield* sql`PRAGMA journal_mode`).toEqual([{ journal_mode: "wal" }])
      expect(yield* sql`PRAGMA synchronous`).toEqual([{ synchronous: 2 }])
      expect(yield* sql`PRAGMA foreign_keys`).toEqual([{ foreign_keys: 1 }])
      expect(yield* sql`PRAGMA secure_delete`).toEqual([{ secure_delete: 1 }])
    }).pipe(Effect.provide(open(file())))
  )

  itEffect("holds the file from the start of a transaction, before it has written anything", () => {
    const filename = file()
    let refused: unknown
    const tryToWrite = Effect.sync(() => {
      const other = new Database(filename)
      try {
        other.run("BEGIN IMMEDIATE")
      } catch (error) {
        refused = error
      } finally {
        other.close()
      }
    })
    return Effect.gen(function* () {
      yield* Journal.use((journal) => journal.commit({})).pipe(
        Effect.provideService(CrashPoint, (name) => (name === "commit between" ? tryToWrite : Effect.void))
      )
      expect(refused).toMatchObject({ code: "SQLITE_BUSY" })
    }).pipe(Effect.provide(open(filename)))
  })

  itEffect("finds the next item of a lane by an index", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const plan = yield* sql<{ readonly detail: string }>`EXPLAIN QUERY PLAN SELECT * FROM items AS item
        WHERE state = 'open' AND lane = 'x' AND NOT EXISTS (SELECT 1 FROM items AS earlier
          WHERE earlier.state = 'open' AND earlier.tenant = item.tenant AND earlier.key = item.key
            AND earlier.id < item.id) ORDER BY id LIMIT 1`
      const details = plan.map((step) => step.detail).join("\n")
      expect(details).toContain("items_of_lane")
      expect(details).toContain("items_in_turn")
      expect(details).not.toContain("TEMP B-TREE")
    }).pipe(Effect.provide(open(file())))
  )
})
