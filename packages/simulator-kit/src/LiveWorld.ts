import { Clock, type ClockSetting } from "./Clock.ts"
import { Faults, type SavedFaults } from "./Faults.ts"
import { Ledger, type LedgerRow } from "./Ledger.ts"
import { Random } from "./Random.ts"
import { RequestLog } from "./RequestLog.ts"
import type { Host, Model, Origin, World } from "./World.ts"
import type { EntityChange, KeptWorld, WorldStore } from "./WorldStore.ts"

const requestLogCapacity = 10_000

interface Snapshot<State, Options> {
  readonly state: State
  readonly origin: Origin<Options> | undefined
  readonly at: number
  /** Undefined where the snapshot came from outside: then the state says what is due. */
  readonly due: ReturnType<Clock["save"]>["due"] | undefined
  readonly random: ReadonlyArray<number>
}

/** A snapshot outside the process. Due work is not part of it. */
export interface ExportedSnapshot {
  /** Milliseconds of the world's clock. */
  readonly at: number
  readonly random: ReadonlyArray<number>
  readonly state: unknown
}

/** What is kept of a world besides the entities of its tables. */
interface Head<Options> {
  /** Not of a snapshot: its rules are the world's. */
  readonly faults?: SavedFaults & { readonly random: ReadonlyArray<number> }
  /** Null for what was imported. */
  readonly origin: Origin<Options> | null
  readonly clock: ClockSetting
  readonly random: ReadonlyArray<number>
  readonly rest: unknown
}

export interface LiveWorldParts<State, Options> {
  readonly name: string
  readonly model: Model<State, Options>
  readonly host: Host
  readonly store: WorldStore | undefined
  /** The template of a path, for the counters. */
  readonly routeOf: (path: string) => string
  /** Sets on the world's clock what its state says is due. */
  readonly arm: ((world: World<State>) => void) | undefined
}

/** A world and what the back door does to it as a whole. */
export class LiveWorld<State, Options> implements World<State> {
  state: State
  clock: Clock
  ledger: Ledger
  requests: RequestLog
  faults: Faults
  readonly #parts: LiveWorldParts<State, Options>
  readonly #snapshots = new Map<string, Snapshot<State, Options>>()
  #origin: Origin<Options> | undefined
  #random: Random
  #faultRandom: Random
  #keptHead = ""
  #keptLedger = 0
  #isAnew = { entities: true, ledger: true }
  #isEnded = false

  constructor(parts: LiveWorldParts<State, Options>, state: State, origin: Origin<Options> | undefined) {
    const seed = origin?.seed ?? 0
    this.#parts = parts
    this.#origin = origin
    this.state = state
    this.clock = new Clock(parts.host, this.keep)
    this.ledger = this.#newLedger()
    this.requests = new RequestLog(requestLogCapacity, this.#parts.routeOf)
    this.#faultRandom = new Random(seed, "faults")
    this.faults = new Faults(this.#faultRandom.next)
    this.#random = new Random(seed, "world")
  }

  /** The world as it was when it was last kept, with its snapshots; its clock went on meanwhile. */
  static opened<State, Options>(parts: LiveWorldParts<State, Options>, store: WorldStore, kept: KeptWorld) {
    const { model, name } = parts
    const { head, state } = remade(model, kept)
    const world = new LiveWorld(parts, state, head.origin ?? undefined)
    world.clock.resume(head.clock)
    world.ledger = world.#newLedger(kept.ledger)
    world.#random.restore(head.random)
    if (head.faults !== undefined) {
      world.faults.resume(head.faults)
      world.#faultRandom.restore(head.faults.random)
    }
    for (const table of Object.values(model.parts.tables(state))) table.takeAll()
    world.#keptHead = kept.head
    world.#keptLedger = kept.ledger.length
    world.#isAnew = { entities: false, ledger: false }
    for (const snapshot of store.names()) {
      const saved = snapshot.startsWith(`${name}/`) ? store.load(snapshot) : undefined
      if (saved === undefined) continue
      const { head: then, state: remembered } = remade(model, saved)
      const { at } = then.clock
      world.#snapshots.set(snapshot.slice(name.length + 1), {
        state: remembered,
        origin: then.origin ?? undefined,
        at,
        due: undefined,
        random: then.random
      })
    }
    parts.arm?.(world)
    return world
  }

  get name(): string {
    return this.#parts.name
  }

  get host(): Host {
    return this.#parts.host
  }

  readonly random = (): number => this.#random.next()

  /** Everything anew, except the snapshots. Work of the old clock never runs. */
  reset(state: State, origin: Origin<Options>): void {
    this.clock.stop()
    this.#origin = origin
    this.state = state
    this.clock = new Clock(this.host, this.keep)
    this.ledger = this.#newLedger()
    this.requests = new RequestLog(requestLogCapacity, this.#parts.routeOf)
    this.#faultRandom = new Random(origin.seed, "faults")
    this.faults = new Faults(this.#faultRandom.next)
    this.#random = new Random(origin.seed, "world")
    this.#isAnew = { entities: true, ledger: true }
    this.#parts.arm?.(this)
  }

  /** Writes down what has changed since the last time, where worlds are kept: before an answer leaves, and after due work. */
  readonly keep = (): void => {
    const { store, model, name } = this.#parts
    if (store === undefined || this.#isEnded) return
    const replaces = this.#isAnew
    const entities = entitiesOf(model, this.state, replaces.entities ? "takeAll" : "takeChanges")
    const ledger = this.ledger.since(replaces.ledger ? 0 : this.#keptLedger)
    const head = JSON.stringify({
      ...this.#head(this.#origin, this.state, this.clock.setting, this.#random.state),
      faults: { ...this.faults.saved, random: this.#faultRandom.state }
    })
    if (entities.length === 0 && ledger.length === 0 && head === this.#keptHead) return
    // Should it fail, all of it is written the next time.
    this.#isAnew = { entities: true, ledger: true }
    store.save(name, { head, entities, ledger, replaces })
    this.#isAnew = { entities: false, ledger: false }
    this.#keptHead = head
    this.#keptLedger = this.ledger.size
  }

  #head(
    origin: Origin<Options> | undefined,
    state: State,
    clock: ClockSetting,
    random: ReadonlyArray<number>
  ): Head<Options> {
    return { origin: origin ?? null, clock, random, rest: this.#parts.model.parts.rest(state) }
  }

  #newLedger(rows: ReadonlyArray<LedgerRow> = []): Ledger {
    return new Ledger(
      () => this.clock.now(),
      (requestId) => this.requests.effect(requestId),
      rows
    )
  }

  snapshot(name: string): void {
    const { at, due } = this.clock.save()
    const state = this.#parts.model.copy(this.state)
    this.#remember(name, { state, origin: this.#origin, at, due, random: this.#random.state })
  }

  #remember(name: string, snapshot: Snapshot<State, Options>): void {
    const { store, model, name: world } = this.#parts
    const clock = { at: snapshot.at, hostAt: this.host.now(), frozen: this.clock.frozen, scale: this.clock.scale }
    store?.save(`${world}/${name}`, {
      head: JSON.stringify(this.#head(snapshot.origin, snapshot.state, clock, snapshot.random)),
      entities: entitiesOf(model, snapshot.state, "takeAll"),
      ledger: [],
      replaces: { entities: true, ledger: true }
    })
    this.#snapshots.set(name, snapshot)
  }

  /** Data, time, due work and random numbers as they were. The ledger notes it and goes on; false if there is none. */
  restore(name: string): boolean {
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) return false
    this.#origin = snapshot.origin
    this.state = this.#parts.model.copy(snapshot.state)
    this.clock.restore({ at: snapshot.at, due: snapshot.due ?? [] })
    this.#random.restore(snapshot.random)
    if (snapshot.due === undefined) this.#parts.arm?.(this)
    this.ledger.recorder("restore", null)("Snapshot", name, null, null)
    this.#isAnew = { ...this.#isAnew, entities: true }
    return true
  }

  get snapshots(): ReadonlyArray<{ readonly name: string; readonly at: number }> {
    return [...this.#snapshots].map(([name, { at }]) => ({ name, at }))
  }

  /** False if there is none. */
  forget(name: string): boolean {
    this.#parts.store?.remove(`${this.name}/${name}`)
    return this.#snapshots.delete(name)
  }

  /** The other world goes on from the snapshot, which it has too. What is due there is what the state says. */
  fork(name: string, other: LiveWorld<State, Options>): void {
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) return
    other.clock.setScale(this.clock.scale)
    other.clock.freeze(this.clock.frozen)
    other.#remember(name, { ...snapshot, due: undefined })
    other.restore(name)
    other.keep()
  }

  /** Nothing of it runs or is kept any more. */
  end(): void {
    this.clock.stop()
    this.#isEnded = true
    for (const name of [...this.#snapshots.keys()]) this.forget(name)
    this.#parts.store?.remove(this.name)
  }

  exportSnapshot(name: string): ExportedSnapshot | undefined {
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) return undefined
    return { at: snapshot.at, random: snapshot.random, state: this.#parts.model.toJson(snapshot.state) }
  }

  importSnapshot(name: string, exported: ExportedSnapshot): void {
    const { at, random, state } = exported
    this.#remember(name, { state: this.#parts.model.fromJson(state), origin: undefined, at, due: undefined, random })
  }
}

/** The state of a kept world, and what is known of it besides. */
const remade = <State, Options>(model: Model<State, Options>, kept: KeptWorld) => {
  const head = JSON.parse(kept.head) as Head<Options> // written by `keep`
  const state = model.parts.begin(head.origin ?? undefined)
  for (const change of kept.entities) model.parts.put(state, change)
  model.parts.setRest(state, head.rest)
  return { head, state }
}

const entitiesOf = <State, Options>(
  model: Model<State, Options>,
  state: State,
  take: "takeAll" | "takeChanges"
): ReadonlyArray<EntityChange> =>
  Object.entries(model.parts.tables(state)).flatMap(([table, entities]) =>
    entities[take]().map(([key, entity]) => ({ table, key, entity }))
  )
