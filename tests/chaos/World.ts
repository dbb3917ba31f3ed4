import type { EventLog } from "./EventLog.ts"

/** Whatever dies at a crash: its events are dropped, never run. */
export interface Mortal {
  readonly alive: boolean
}

export interface WorldEvent {
  readonly at: number
  readonly owner: Mortal | undefined
  readonly run: () => void | Promise<void>
  cancelled: boolean
}

// Taken before a simulation forbids it: the driver alone lets promises of HTTP handlers come to their end.
const turnOfTheLoop = setImmediate

const turn = (): Promise<void> => new Promise((resolve) => void turnOfTheLoop(resolve))

/** An answer that needs virtual time to pass, or that died with its process. */
export const waiting = Symbol("waiting")

/** One queue for all that happens later: sleeps, arrivals, answers, the story, restarts. Time passes between events only. */
export class World {
  now: number
  /** Steps of fibers that no event led to: something waited for a promise of the real world. */
  foreign = 0
  events = 0
  inTurn = false
  handlers = 0
  /** Called after each event, when nothing runs any more. */
  afterEvent: () => void = () => {}
  readonly log: EventLog
  readonly #queue: Array<WorldEvent> = []
  readonly #ready: Array<{ readonly owner: Mortal; readonly task: () => void }> = []

  constructor(start: number, log: EventLog) {
    this.now = start
    this.log = log
  }

  note(line: string): void {
    this.log.note(this.now, line)
  }

  /** An event without an owner belongs to the outside world, which survives a crash. Equal times keep their order. */
  at(at: number, owner: Mortal | undefined, run: () => void | Promise<void>): WorldEvent {
    const event: WorldEvent = { at: Math.max(at, this.now), owner, run, cancelled: false }
    // The latest comes first, so that the earliest is taken from the end.
    let low = 0
    let high = this.#queue.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#queue[middle]!.at > event.at) low = middle + 1
      else high = middle
    }
    this.#queue.splice(low, 0, event)
    return event
  }

  ready(owner: Mortal, task: () => void): void {
    this.#ready.push({ owner, task })
  }

  async run(until: number): Promise<void> {
    for (let next = this.#queue.at(-1); next !== undefined && next.at <= until; next = this.#queue.at(-1)) {
      this.#queue.pop()
      if (next.cancelled || next.owner?.alive === false) continue
      this.now = next.at
      this.events++
      this.inTurn = true
      const handler = next.run()
      if (handler !== undefined) {
        this.inTurn = false
        await handler
        this.inTurn = true
      }
      this.#drain()
      this.inTurn = false
      this.afterEvent()
    }
    this.now = until
  }

  /** Calls a handler of the connector: its fibers run while it is awaited. */
  async inbound<A>(call: () => A | Promise<A>): Promise<A | typeof waiting> {
    let answer: { readonly value: A } | undefined
    this.handlers++
    const pending = Promise.resolve(call()).then((value) => {
      answer = { value }
    })
    for (let idle = 0; answer === undefined && idle < 3; ) {
      this.#drain()
      await turn()
      idle = this.#ready.length > 0 ? 0 : idle + 1
    }
    this.handlers--
    if (answer === undefined) return waiting
    await pending
    return answer.value
  }

  /** Lets what a simulator does after an answer come to its end: it waits for promises only. */
  settled(): Promise<void> {
    return turn()
  }

  #drain(): void {
    for (let index = 0; index < this.#ready.length; index++) {
      const { owner, task } = this.#ready[index]!
      if (owner.alive) task()
    }
    this.#ready.length = 0
  }
}
