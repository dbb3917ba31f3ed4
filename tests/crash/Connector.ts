/** A point at which the process dies, and the how manieth time it reaches it. */
export interface Death {
  readonly point: string
  readonly hit: number
}

/** What the child process is told when it is started. */
export interface ChildOrder {
  readonly config: string
  /** How far its clock is ahead of the system's. */
  readonly ahead: number
  readonly dies?: Death
  /** The file to which it adds the name of every point that it reaches. */
  readonly notes?: string
}

/** Longer than anything takes here: what hangs, hangs. */
const patience = 30_000

/** The connector in a process of its own. */
export class Connector {
  /** Where it answers, once it does. */
  url = ""
  readonly #child: Bun.Subprocess<"ignore", "ignore", "pipe">
  readonly #starting = Promise.withResolvers<void>()
  #jumping = Promise.withResolvers<void>()

  constructor(program: string, order: ChildOrder) {
    this.#child = Bun.spawn([process.execPath, program, JSON.stringify(order)], {
      stdin: "ignore",
      stdout: "ignore",
      stderr: "pipe",
      env: { PATH: process.env.PATH ?? "" },
      ipc: (message: { readonly url: string } | number) => {
        if (typeof message === "number") return this.#jumping.resolve()
        this.url = message.url
        this.#starting.resolve()
      }
    })
  }

  /** Comes back when it answers, or has died before it could. */
  started(): Promise<void> {
    return this.#until(this.#starting.promise)
  }

  /** Puts its clock forward. */
  async jumpTo(ahead: number): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#jumping = Promise.withResolvers()
    this.#child.send(ahead)
    await this.#until(this.#jumping.promise)
  }

  /** What ended it; what it complained of, if it was nothing of ours. */
  async ended(): Promise<string> {
    await this.#until(Promise.withResolvers<void>().promise)
    const { signalCode, exitCode } = this.#child
    return signalCode === null
      ? `exit ${exitCode}: ${await new Response(this.#child.stderr).text()}`
      : String(signalCode)
  }

  get isDead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL")
    await this.#child.exited
  }

  async #until(happens: Promise<void>): Promise<void> {
    const hangs = Promise.withResolvers<never>()
    const timer = setTimeout(() => hangs.reject(new Error("The connector neither answers nor dies.")), patience)
    try {
      await Promise.race([happens, this.#child.exited, hangs.promise])
    } finally {
      clearTimeout(timer)
    }
  }
}
