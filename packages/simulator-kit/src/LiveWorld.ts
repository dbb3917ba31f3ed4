import { Clock } from "./Clock.ts"
import { Faults } from "./Faults.ts"
import { Ledger } from "./Ledger.ts"
import { Random } from "./Random.ts"
import { RequestLog } from "./RequestLog.ts"
import type { Host, Model, World } from "./World.ts"

const requestLogCapacity = 10_000

interface Snapshot<State> {
  readonly state: State
  readonly clock: ReturnType<Clock["save"]>
  readonly random: ReadonlyArray<number>
}

/** A snapshot outside the process. Due work is not part of it. */
export interface ExportedSnapshot {
  /** Milliseconds of the world's clock. */
  readonly at: number
  readonly random: ReadonlyArray<number>
  readonly state: unknown
}

/** A world and what the back door does to it as a whole. */
export class LiveWorld<State, Options> implements World<State> {
  readonly name: string
  readonly host: Host
  state: State
  clock: Clock
  ledger: Ledger
  requests: RequestLog
  faults: Faults
  readonly #model: Model<State, Options>
  /** The template of a path, for the counters. */
  readonly #routeOf: (path: string) => string
  readonly #snapshots = new Map<string, Snapshot<State>>()
  #random: Random

  constructor(
    name: string,
    model: Model<State, Options>,
    host: Host,
    state: State,
    seed: number,
    routeOf: (path: string) => string
  ) {
    this.name = name
    this.host = host
    this.#model = model
    this.#routeOf = routeOf
    this.state = state
    this.clock = new Clock(host)
    this.requests = new RequestLog(requestLogCapacity, this.#routeOf)
    this.ledger = this.#newLedger()
    this.faults = new Faults(new Random(seed, "faults").next)
    this.#random = new Random(seed, "world")
  }

  readonly random = (): number => this.#random.next()

  /** Everything anew, except the snapshots. Work of the old clock never runs. */
  reset(state: State, seed: number): void {
    this.clock.stop()
    this.state = state
    this.clock = new Clock(this.host)
    this.requests = new RequestLog(requestLogCapacity, this.#routeOf)
    this.ledger = this.#newLedger()
    this.faults = new Faults(new Random(seed, "faults").next)
    this.#random = new Random(seed, "world")
  }

  #newLedger(): Ledger {
    const { requests } = this
    return new Ledger(
      () => this.clock.now(),
      (requestId) => requests.effect(requestId)
    )
  }

  snapshot(name: string): void {
    this.#snapshots.set(name, {
      state: this.#model.copy(this.state),
      clock: this.clock.save(),
      random: this.#random.state
    })
  }

  /** Data, time, due work and random numbers as they were. The ledger notes it and goes on; false if there is none. */
  restore(name: string): boolean {
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) return false
    this.state = this.#model.copy(snapshot.state)
    this.clock.restore(snapshot.clock)
    this.#random.restore(snapshot.random)
    this.ledger.recorder("restore", null)("Snapshot", name, null, null)
    return true
  }

  exportSnapshot(name: string): ExportedSnapshot | undefined {
    const snapshot = this.#snapshots.get(name)
    if (snapshot === undefined) return undefined
    return { at: snapshot.clock.at, random: snapshot.random, state: this.#model.toJson(snapshot.state) }
  }

  importSnapshot(name: string, exported: ExportedSnapshot): void {
    this.#snapshots.set(name, {
      state: this.#model.fromJson(exported.state),
      clock: { at: exported.at, due: [] },
      random: exported.random
    })
  }
}
