/** The last that four digits of a year can write. */
export const latestTime = Date.parse("9999-12-31T23:59:59.999Z")

/** Due work that ran: when on the world's clock, and what it was. */
export interface Ran {
  readonly at: number
  readonly what: string
}

/** `at` on the world's clock was `hostAt` on the host's; milliseconds. */
export interface ClockSetting {
  readonly at: number
  readonly hostAt: number
  readonly frozen: boolean
  readonly scale: number
}

interface Due {
  readonly at: number
  readonly what: string
  readonly run: () => void | Promise<void>
}

interface Time {
  readonly now: () => number
  readonly later: (milliseconds: number, run: () => void) => () => void
}

/** A world's own time. It follows the host's until it is frozen, moved or scaled. */
export class Clock {
  readonly #host: Time
  #worldAt: number
  #hostAt: number
  #frozen = false
  #scale = 1
  /** Latest first, so that the earliest is taken from the end. */
  #due: Array<Due> = []
  #cancelTimer: (() => void) | undefined
  #stopped = false
  /** Time stands at each due work while it is moved. */
  #moving = false
  /** Moves follow one another. */
  #lastMove: Promise<unknown> = Promise.resolve()

  readonly #afterWork: () => void

  /** `afterWork` is called whenever due work has come to its end. */
  constructor(host: Time, afterWork: () => void = () => {}) {
    this.#host = host
    this.#afterWork = afterWork
    this.#hostAt = host.now()
    this.#worldAt = this.#hostAt
  }

  /** Milliseconds since the epoch. */
  now(): number {
    if (this.#frozen || this.#moving) return this.#worldAt
    return Math.min(latestTime, Math.floor(this.#worldAt + (this.#host.now() - this.#hostAt) * this.#scale))
  }

  get frozen(): boolean {
    return this.#frozen
  }

  /** Its world is gone. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** How many milliseconds pass in one of the host's. */
  get scale(): number {
    return this.#scale
  }

  get pending(): ReadonlyArray<{ readonly at: number; readonly what: string }> {
    return this.#due.toReversed()
  }

  freeze(frozen: boolean): void {
    this.#anchor()
    this.#frozen = frozen
    this.#arm()
  }

  setScale(scale: number): void {
    this.#anchor()
    this.#scale = scale
    this.#arm()
  }

  /**
   * Runs once when the clock has come to this time; the result cancels it. Equal times keep their order.
   * The work deals with its own failures.
   */
  at(when: number, what: string, run: () => void | Promise<void>): () => void {
    const due: Due = { at: when, what, run }
    if (this.#stopped) return () => {}
    let low = 0
    let high = this.#due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#due[middle]!.at > when) low = middle + 1
      else high = middle
    }
    this.#due.splice(low, 0, due)
    if (low === this.#due.length - 1) this.#arm()
    return () => {
      this.#due = this.#due.filter((other) => other !== due)
    }
  }

  /** Moves the clock, either way. Work that falls due on the way runs in order, each to its end before the next. */
  set(target: number): Promise<ReadonlyArray<Ran>> {
    return this.#moveTo(() => target)
  }

  /** As `set`, by a distance. */
  advance(milliseconds: number): Promise<ReadonlyArray<Ran>> {
    return this.#moveTo(() => this.now() + milliseconds)
  }

  /** What a snapshot keeps. Due work looks its entities up when it runs, so it stays valid for another state. */
  save(): { readonly at: number; readonly due: ReadonlyArray<Due> } {
    return { at: this.now(), due: this.#due.slice() }
  }

  restore(saved: { readonly at: number; readonly due: ReadonlyArray<Due> }): void {
    this.#anchor()
    this.#worldAt = saved.at
    this.#due = saved.due.slice()
    this.#arm()
  }

  /** Where the clock stands beside the host's, as plain data. */
  get setting(): ClockSetting {
    return { at: this.#worldAt, hostAt: this.#hostAt, frozen: this.#frozen, scale: this.#scale }
  }

  /** Goes on as the clock of this setting would have gone on meanwhile. */
  resume({ at, hostAt, frozen, scale }: ClockSetting): void {
    this.#worldAt = at
    this.#hostAt = hostAt
    this.#frozen = frozen
    this.#scale = scale
    this.#arm()
  }

  /** The world is gone: nothing of it runs any more. */
  stop(): void {
    this.#stopped = true
    this.#due = []
    this.#cancelTimer?.()
  }

  #anchor(): void {
    this.#worldAt = this.now()
    this.#hostAt = this.#host.now()
  }

  #moveTo(target: () => number): Promise<ReadonlyArray<Ran>> {
    const move = this.#lastMove.then(() => this.#runUntil(target))
    this.#lastMove = move.catch(() => {})
    return move
  }

  async #runUntil(target: () => number): Promise<ReadonlyArray<Ran>> {
    const ran: Array<Ran> = []
    const end = target()
    this.#anchor()
    this.#moving = true
    this.#arm()
    try {
      for (let next = this.#due.at(-1); next !== undefined && next.at <= end; next = this.#due.at(-1)) {
        this.#due.pop()
        this.#worldAt = Math.max(this.#worldAt, next.at)
        ran.push({ at: this.#worldAt, what: next.what })
        await next.run()
        this.#afterWork()
      }
      this.#worldAt = end
      return ran
    } finally {
      this.#moving = false
      this.#hostAt = this.#host.now()
      this.#arm()
    }
  }

  /** One timer for the earliest work. The host may wake it early: it then waits again. */
  #arm(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const next = this.#due.at(-1)
    if (next === undefined || this.#frozen || this.#moving) return
    this.#cancelTimer = this.#host.later(Math.max(0, Math.ceil((next.at - this.now()) / this.#scale)), () => {
      this.#cancelTimer = undefined
      for (let due = this.#due.at(-1); due !== undefined && due.at <= this.now(); due = this.#due.at(-1)) {
        this.#due.pop()
        void Promise.resolve(due.run()).then(this.#afterWork)
      }
      this.#arm()
    })
  }
}
