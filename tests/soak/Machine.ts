import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Process, start } from "../bench/Process.ts"
import { tenantIds, webhookSecret } from "./Tenant.ts"

export const programs = ["ongoing", "omnium", "connector"] as const
export type Program = (typeof programs)[number]

const mains: Readonly<Record<Program, string>> = {
  ongoing: "packages/ongoing-simulator/src/main.ts",
  omnium: "packages/omnium-simulator/src/main.ts",
  connector: "packages/app/src/main.ts"
}

export interface Crons {
  readonly sync: string
  readonly poll: string
  readonly products: string
}

/** The three programs, each a process with its data in files, at the same address in each of its lives. */
export class Machine {
  /** What went wrong with the processes themselves. */
  readonly complaints: Array<string> = []
  readonly connectorData: string
  readonly #directory: string
  readonly #crons: Crons
  readonly #running = new Map<Program, Process>()
  readonly #urls = new Map<Program, string>()
  readonly #lives = new Map<Program, number>()

  constructor(directory: string, crons: Crons) {
    this.#directory = directory
    this.#crons = crons
    this.connectorData = join(directory, "connector")
    mkdirSync(directory, { recursive: true })
  }

  async open(): Promise<void> {
    await Promise.all([this.#start("ongoing"), this.#start("omnium")])
    writeFileSync(this.#config, JSON.stringify(this.#configuration()))
    await this.#start("connector")
    // Only in its next life does it know the address that its links lead to.
    await this.kill("connector")
  }

  url(program: Program): string {
    const url = this.#urls.get(program)
    if (url === undefined) throw new Error(`${program} has not been started`)
    return url
  }

  /** None while it is down. */
  pid(program: Program): number | undefined {
    return this.#running.get(program)?.pid
  }

  file(program: Exclude<Program, "connector">): string {
    return join(this.#directory, `${program}.db`)
  }

  /** `kill -9`, and the next life at once. */
  async kill(program: Program): Promise<void> {
    const running = this.#running.get(program)
    this.#running.delete(program)
    await running?.kill()
    this.#readLog(program)
    await this.#start(program)
  }

  async close(): Promise<void> {
    const all = [...this.#running.entries()]
    this.#running.clear()
    await Promise.all(all.map(([, running]) => running.stop()))
    for (const [program] of all) this.#readLog(program)
  }

  get #config(): string {
    return join(this.#directory, "connector.json")
  }

  #log(program: Program): string {
    return join(this.#directory, `${program}-${this.#lives.get(program) ?? 0}.log`)
  }

  async #start(program: Program): Promise<void> {
    const life = (this.#lives.get(program) ?? 0) + 1
    this.#lives.set(program, life)
    const port = this.#urls.has(program) ? new URL(this.url(program)).port : "0"
    const args =
      program === "connector"
        ? ["--config", this.#config, "--port", port]
        : ["--port", port, "--orders", "0", "--data", this.file(program)]
    const running = await patiently(() => start(mains[program], args, this.#log(program)))
    this.#running.set(program, running)
    this.#urls.set(program, running.url)
    void running.exited.then((code) => {
      if (this.#running.get(program) !== running) return
      this.#running.delete(program)
      this.complaints.push(`${program} ended by itself in its life ${life}, with ${code}.`)
    })
  }

  /** The connector's log tells what it could not explain. */
  #readLog(program: Program): void {
    if (program !== "connector") return
    const errors = readFileSync(this.#log(program), "utf8")
      .split("\n")
      .filter((line) => /"level":"(ERROR|FATAL)"/i.test(line))
    this.complaints.push(...errors.map((line) => `The connector logged: ${line.slice(0, 600)}`))
  }

  #configuration() {
    return {
      listen: { host: "127.0.0.1", port: 0 },
      dataDir: this.connectorData,
      tenants: tenantIds.map((id) => ({
        id,
        from: "2026-01-01T00:00:00Z",
        webhookSecret,
        omnium: { host: `${this.url("omnium")}/ns/${id}`, clientId: "demo", clientSecret: "demo" },
        connector: {
          Host: `${this.url("ongoing")}/ns/${id}/demo`,
          Username: "demo",
          Password: "demo",
          SyncOrders: true,
          SyncPurchaseOrders: true,
          SyncInventory: true,
          SyncReturns: true
        },
        tasks: {
          OngoingSyncScheduledTask: this.#crons.sync,
          OngoingProductSyncScheduledTask: this.#crons.products,
          exportPoll: this.#crons.poll
        }
      }))
    }
  }
}

/** While a process was down its port may have been lent to a connection of somebody else. */
const patiently = async <A>(attempt: () => Promise<A>): Promise<A> => {
  for (let left = 10; left > 0; left--) {
    try {
      return await attempt()
    } catch {
      await Bun.sleep(500)
    }
  }
  return await attempt()
}
