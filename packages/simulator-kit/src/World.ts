import type { Clock } from "./Clock.ts"
import type { Faults } from "./Faults.ts"
import type { CallHeaders, KnownAnswer } from "./KnownBody.ts"
import type { Ledger } from "./Ledger.ts"
import type { RequestLog } from "./RequestLog.ts"
import type { EntityChange } from "./WorldStore.ts"

/** What a simulator needs from the process it runs in. A deterministic run gives its own. */
export interface Host {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Runs once after so many milliseconds of the host's time; the result cancels it. */
  readonly later: (milliseconds: number, run: () => void) => () => void
  /** A call to the outside: a webhook, an event, a workflow step. */
  readonly send: (request: Request) => Promise<Response>
}

/** What a world was made from. */
export interface Origin<Options> {
  readonly options: Options
  readonly seed: number
}

/** How a state is taken apart to be kept outside the process, and put together again. All parts are plain JSON. */
export interface StateParts<State, Options> {
  /** The state before anything was written to its tables; without an origin they hold nothing at all. */
  readonly begin: (origin: Origin<Options> | undefined) => State
  readonly tables: (state: State) => Readonly<Record<string, AnyTable>>
  /** What is in no table. */
  readonly rest: (state: State) => unknown
  /** Takes what `rest` gave. */
  readonly setRest: (state: State, rest: unknown) => void
  /** Puts an entity back into a table, or takes it out if it is undefined, and keeps what is derived from it right. */
  readonly put: (state: State, change: EntityChange) => void
}

/** A table whatever it holds. */
export interface AnyTable {
  readonly takeAll: () => ReadonlyArray<readonly [string | number, unknown]>
  readonly takeChanges: () => ReadonlyArray<readonly [string | number, unknown]>
}

/** What differs between the two simulated systems. `State` is a record of tables of immutable entities, changed in place. */
export interface Model<State, Options> {
  readonly create: (options: Options, seed: number) => State
  /** A copy that later changes of the original do not reach; entities may be shared, because they never change. */
  readonly copy: (state: State) => State
  readonly toJson: (state: State) => unknown
  readonly fromJson: (json: unknown) => State
  readonly parts: StateParts<State, Options>
  /** Counts and the main entities, for `GET /_simulator/state`. */
  readonly view: (state: State) => unknown
  /** Conservation laws that the state breaks, one sentence each; none is right. It looks at everything. */
  readonly laws?: (state: State) => ReadonlyArray<string>
}

/**
 * One complete, isolated simulated system: its data, its time, its faults, its memory of what happened.
 * A reset keeps the world and replaces its members, so read them through it each time.
 */
export interface World<State> {
  readonly name: string
  state: State
  readonly clock: Clock
  readonly ledger: Ledger
  readonly requests: RequestLog
  readonly faults: Faults
  readonly host: Host
  /** A number in [0, 1) from the world's own seeded generator. */
  readonly random: () => number
}

/** What the kit tells a door about the request it passes on: the bindings of a Hono app (`c.env`). */
export interface Call {
  /** Also the `requestId` of the ledger's rows. */
  readonly requestId: string
  /** The path prefix of the world: `/ns/{name}`, or nothing for the default world. */
  readonly base: string
  /** Headers that every answer carries; the kit sets them where a door did not. */
  readonly headers: CallHeaders
  /** A door that has read the body tells its text, of which the log keeps the beginning: a copy would cost as much again. */
  readonly received: (text: string) => void
  /** As `Response.json`, and with less work: the log need not copy it, and it has the headers of every answer. */
  readonly json: (value: unknown, status?: number) => Response
}

/** Answers requests; a Hono app is one. Paths come without the world's prefix. */
export interface Door {
  readonly fetch: (request: Request, call: Call) => Response | Promise<Response>
  /** What would be answered just as before, so that nobody has to wait for it; undefined where the door has to work. */
  readonly known?: (request: Request) => KnownAnswer | undefined
}
