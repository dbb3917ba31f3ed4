interface Task {
  readonly at: number
  readonly run: () => Promise<unknown>
}

/** What one person has to do and when, one thing after the other. */
export class Agenda {
  readonly #tasks: Array<Task> = []

  get isEmpty(): boolean {
    return this.#tasks.length === 0
  }

  after(milliseconds: number, run: () => Promise<unknown>): void {
    const at = performance.now() + milliseconds
    const place = this.#tasks.findIndex((task) => task.at > at)
    this.#tasks.splice(place === -1 ? this.#tasks.length : place, 0, { at, run })
  }

  /** Does what is due until it is told to stop. */
  async work(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const [next] = this.#tasks
      if (next === undefined || next.at > performance.now()) await Bun.sleep(50)
      else await this.#tasks.shift()?.run()
    }
  }

  /** Does all that is left, and what comes of it, without waiting for its time. */
  async finish(): Promise<void> {
    for (let next = this.#tasks.shift(); next !== undefined; next = this.#tasks.shift()) await next.run()
  }
}
