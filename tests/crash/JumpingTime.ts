import type { Host } from "@omnium-ongoing/simulator-kit/World"

/** More would overflow the system's timers. */
const longestTimer = 2 ** 31 - 1

/** The system's time, which may be put forward: what falls due by that happens at once. */
export class JumpingTime implements Pick<Host, "now" | "later"> {
  ahead: number
  readonly #waiting = new Set<{ readonly at: number; readonly run: () => void; timer: Timer | undefined }>()

  constructor(ahead = 0) {
    this.ahead = ahead
  }

  readonly now = (): number => Date.now() + this.ahead

  readonly later = (milliseconds: number, run: () => void): (() => void) => {
    const waiting = { at: this.now() + milliseconds, run, timer: undefined as Timer | undefined }
    const cancel = () => {
      clearTimeout(waiting.timer)
      this.#waiting.delete(waiting)
    }
    const wait = () => {
      const left = waiting.at - this.now()
      waiting.timer = setTimeout(
        () => {
          if (waiting.at > this.now()) return wait()
          cancel()
          run()
        },
        Math.min(Math.max(left, 0), longestTimer)
      )
    }
    this.#waiting.add(waiting)
    wait()
    return cancel
  }

  /** Whether something is to happen within so many milliseconds. */
  isDueWithin(milliseconds: number): boolean {
    return [...this.#waiting].some(({ at }) => at <= this.now() + milliseconds)
  }

  /** So many milliseconds ahead of the system from now on. */
  jumpTo(ahead: number): void {
    this.ahead = ahead
    const due = [...this.#waiting].filter(({ at }) => at <= this.now()).sort((one, other) => one.at - other.at)
    for (const waiting of due) {
      // One that ran before it may have cancelled it.
      if (!this.#waiting.delete(waiting)) continue
      clearTimeout(waiting.timer)
      waiting.run()
    }
  }
}

type Timer = ReturnType<typeof setTimeout>
