import type { Defect } from "./Defect.ts"

/** What all flows stand on: journal, lanes, failures, doors and the calls to the two systems. */
export const engineDefects: ReadonlyArray<Defect> = [
  {
    name: "failures are not counted against Ongoing's lock-out",
    file: "app/src/engine/Upstreams.ts",
    of: 'system === "ongoing" ? budget.spend(host, operation, caller.tenant)(made) : made',
    instead: "made",
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
    name: "an item is done before it is done",
    file: "app/src/engine/ItemRun.ts",
    of: "const outcome = yield* outcomeOf(item)",
    instead:
      'yield* journal.commit({ outcomes: [{ item: item.id, outcome: done("") }] }); const outcome = yield* outcomeOf(item)',
    rules: ["R2", "R6", "R7", "R10", "R15", "R16"]
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
    name: "a request that failed is called confirmed",
    file: "app/src/journal/JournalSqlite.ts",
    of: "answered(writeOutcome(reason), reason.message)",
    instead: 'answered("confirmed", reason.message)',
    rules: ["R22"]
  }
]
