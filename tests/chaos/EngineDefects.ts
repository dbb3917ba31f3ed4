import type { Defect } from "./Defect.ts"

/** What all flows stand on: journal, lanes, failures, doors and the calls to the two systems. */
export const engineDefects: ReadonlyArray<Defect> = [
  {
    name: "the cursor is stored before what was read",
    file: "domain/src/sync/Scan.ts",
    of: "yield* options.commit({ items: last.items, cursor: { ...options.cursor.at, position } })",
    instead:
      "yield* options.commit({ items: [], cursor: { ...options.cursor.at, position } }); yield* options.commit({ items: last.items })",
    rules: ["R4"]
  },
  {
    name: "the next read begins where the last one ended",
    file: "domain/src/sync/Cursor.ts",
    of: "const next = DateTime.subtract(readAt, overlap)",
    instead: "const next = readAt",
    rules: ["R2", "R4"]
  },
  {
    name: "failures are not counted against Ongoing's lock-out",
    file: "app/src/engine/Upstreams.ts",
    of: 'system === "ongoing" ? budget.spend(host, operation, caller.tenant)(made) : made',
    instead: "made",
    rules: ["R19"]
  },
  {
    name: "failures are forgotten when the connector starts anew",
    file: "app/src/engine/FailureBudget.ts",
    of: "of yield* journal.failures) {",
    instead: "of (yield* journal.failures).slice(0, 0)) {",
    rules: ["R19"]
  },
  {
    name: "what failed is tried for ever",
    file: "app/src/engine/FailurePolicy.ts",
    of: "item.attempts + 1 >= attempts",
    instead: "item.attempts < 0",
    rules: ["R21"]
  },
  {
    name: "what was refused is tried again unchanged",
    file: "app/src/engine/FailurePolicy.ts",
    of: 'case "Refused":\n      return {',
    instead: 'case "Refused":\n      return item.attempts < attempts ? again("malformed-answer") : {',
    rules: ["R19"]
  },
  {
    name: "an item is done before it is done",
    file: "app/src/engine/ItemRun.ts",
    of: "const outcome = yield* outcomeOf(item)",
    instead:
      'yield* journal.commit({ outcomes: [{ item: item.id, outcome: done("") }] }); const outcome = yield* outcomeOf(item)',
    rules: ["R2", "R6", "R7", "R10", "R15", "R16"]
  },
  {
    name: "what arrives while its key is worked on counts as done with it",
    file: "app/src/journal/Items.ts",
    of: "if (!begun.has(row.id)) stands(found, row, row.id)",
    instead: "stands(found, row, row.id)",
    rules: ["R1", "R2", "R6", "R7", "R8"]
  },
  {
    name: "items of one key are done in any order",
    file: "app/src/journal/ItemQueries.ts",
    of: "AND earlier.tenant = item.tenant AND earlier.key = item.key AND earlier.id < item.id)",
    instead: "AND earlier.tenant = item.tenant AND earlier.key = item.key AND earlier.id < 0)",
    rules: ["R23"]
  },
  {
    name: "an item that waits holds up its lane",
    file: "app/src/journal/ItemQueries.ts",
    of: "AND earlier.tenant = item.tenant AND earlier.key = item.key AND earlier.id < item.id)",
    instead: "AND earlier.tenant = item.tenant AND earlier.lane = item.lane AND earlier.id < item.id)",
    rules: ["R23"]
  },
  {
    name: "what waits for its time is not woken",
    file: "app/src/engine/Lanes.ts",
    of: "Effect.raceFirst(latch.await, Effect.sleep(DateTime.distance(now, at)))",
    instead: "Effect.raceFirst(latch.await, at === undefined ? Effect.void : Effect.never)",
    rules: ["R21", "R2"]
  },
  {
    name: "a host that was away is not asked again",
    file: "app/src/engine/Upstreams.ts",
    of: "yield* Effect.forkIn(waitUntilUp(running, system, place), scope)",
    instead: "yield* Effect.void",
    rules: ["R21"]
  },
  {
    name: "a request that failed is called confirmed",
    file: "app/src/journal/JournalSqlite.ts",
    of: "answered(writeOutcome(reason), reason.message)",
    instead: 'answered("confirmed", reason.message)',
    rules: ["R22"]
  },
  {
    name: "a request is sent before it is written down",
    file: "app/src/journal/JournalSqlite.ts",
    of: "yield* intents.put(intent === undefined ? [] : [intent])",
    instead: "",
    rules: ["R1", "R2", "R8", "R15", "R16"]
  },
  {
    name: "the audit is written when the answer is there",
    file: "app/src/journal/JournalSqlite.ts",
    of: 'const id = yield* writing("recorded", sent)',
    instead: 'const early = yield* Effect.exit(restore(call)); const id = yield* writing("recorded", sent)',
    rules: ["R22"]
  },
  {
    name: "what belongs together is written without a transaction",
    file: "app/src/journal/Transactions.ts",
    of: "sql.withTransaction(work).pipe(",
    instead: "work.pipe(",
    rules: ["R2", "R4", "R21"]
  },
  {
    name: "a call is answered before it is stored",
    file: "app/src/http/Doors.ts",
    of: "await storing\n",
    instead: "void storing.catch(() => undefined)\n",
    rules: ["R2"]
  },
  {
    name: "settings are read once for ever",
    file: "domain/src/omnium/OmniumSettings.ts",
    of: 'settingsAge: Duration.Input = "1 hour"',
    instead: 'settingsAge: Duration.Input = "99999 days"',
    rules: ["R2", "R10"]
  },
  {
    name: "a warehouse that joins is given only what comes after",
    file: "domain/src/order-export/ExportPoll.ts",
    of: "if (before === undefined || !areSettingsNew) {",
    instead: "if (before !== undefined || !areSettingsNew) {",
    rules: ["R2"]
  },
  {
    name: "a write that may have arrived counts as one that did not",
    file: "adapter-kit/src/Reasons.ts",
    of: "write ? new UnknownOutcome({ status, message }) : new Unavailable({ status, message })",
    instead: "new Unavailable({ status, message })",
    rules: ["R2", "R8", "R11", "R15"]
  },
  {
    name: "several numbers are asked for as one, with commas",
    file: "adapters-ongoing/src/Orders.ts",
    of: '...batch.map((number) => ["orderNumbers", number] as const)',
    instead: '["orderNumbers", batch.join(",")] as const',
    rules: ["R9"]
  },
  {
    name: "one order is changed by two at a time",
    file: "app/src/engine/ItemRun.ts",
    of: "locks.withLock(item.tenant, entityOf(item)),",
    instead: "",
    rules: ["R1", "R7", "R8", "R9", "R22"]
  }
]
