import { type Clock, Duration } from "effect"
import { hostClock } from "./HostClock.ts"

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Turns of the event loop without anything new after which nothing more comes by itself. */
const idleTurns = 8

/** Time that passes only when it is told to, for the connector and the simulators alike. Every promise goes first. */
export class VirtualTime {
  now: number
  #timers: ReadonlyArray<Timer> = []
  #activity = 0

  constructor(start: string) {
    this.now = Date.parse(start)
  }

  /** Something went on: whoever waits for quiet waits on. */
  readonly active = (): void => {
    this.#activity++
  }

  readonly later = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.now + Math.max(0, milliseconds), run }
    this.active()
    const before = this.#timers.findLastIndex((other) => other.at <= timer.at)
    this.#timers = this.#timers.toSpliced(before + 1, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Comes back when nothing more happens without time passing. */
  quiet(): Promise<void> {
    return this.pass(0)
  }

  /** Everything that falls due on the way happens at its time, and comes to its end before the next. */
  async pass(duration: Duration.Input): Promise<void> {
    const end = this.now + Duration.toMillis(duration)
    await this.#idle()
    for (let next = this.#timers[0]; next !== undefined && next.at <= end; next = this.#timers[0]) {
      this.now = Math.max(this.now, next.at)
      const due = this.#timers.filter((timer) => timer.at <= this.now)
      this.#timers = this.#timers.slice(due.length)
      for (const timer of due) timer.run()
      await this.#idle()
    }
    this.now = end
  }

  async #idle(): Promise<void> {
    let seen = -1
    for (let idle = 0; idle < idleTurns; ) {
      idle = seen === this.#activity ? idle + 1 : 0
      seen = this.#activity
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** The clock of a process; once the process is dead, its sleeps never end. */
  clockOf(process: { readonly alive: boolean }): Clock.Clock {
    return hostClock({ now: () => this.now, later: this.later }, process)
  }
}
