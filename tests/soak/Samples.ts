import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { type Machine, type Program, programs } from "./Machine.ts"

/** What a process and the files held at a moment; a process that was down then is missing. */
export interface Sample {
  /** Seconds after the beginning. */
  readonly at: number
  /** Orders in Ongoing by then. */
  readonly orders: number
  readonly processes: Readonly<Partial<Record<Program, Held>>>
  /** In bytes. */
  readonly files: { readonly journal: number; readonly wal: number; readonly labels: number; readonly systems: number }
  /** In seconds; none while the connector does not tell. */
  readonly oldestOpen: number | undefined
  readonly open: number | undefined
}

export interface Held {
  readonly pid: number
  /** Resident, in bytes. */
  readonly memory: number
  readonly descriptors: number
}

export const sample = async (machine: Machine, at: number, orders: number): Promise<Sample> => {
  const labels = join(machine.connectorData, "labels")
  const journal = join(machine.connectorData, "journal.sqlite")
  const gauges = await gaugesOf(machine.url("connector"))
  return {
    at,
    orders,
    processes: Object.fromEntries(
      programs.flatMap((program) => {
        const held = heldBy(machine.pid(program))
        return held === undefined ? [] : [[program, held] as const]
      })
    ),
    files: {
      journal: sizeOf(journal),
      wal: sizeOf(`${journal}-wal`),
      labels: namesIn(labels).reduce((sum, name) => sum + sizeOf(join(labels, name)), 0),
      systems: sizeOf(machine.file("ongoing")) + sizeOf(machine.file("omnium"))
    },
    oldestOpen: gauges?.oldest,
    open: gauges?.open
  }
}

/** It may end between two looks. */
const heldBy = (pid: number | undefined): Held | undefined => {
  if (pid === undefined) return undefined
  try {
    const kilobytes = /^Rss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]
    const descriptors = readdirSync(`/proc/${pid}/fd`).length
    return kilobytes === undefined ? undefined : { pid, memory: Number(kilobytes) * 1024, descriptors }
  } catch {
    return undefined
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const namesIn = (directory: string): ReadonlyArray<string> => {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** Of all tenants together. */
const gaugesOf = async (connector: string): Promise<{ readonly open: number; readonly oldest: number } | undefined> => {
  const metrics = await fetch(`${connector}/metrics`).then(
    (response) => response.text(),
    () => ""
  )
  const values = (name: string) =>
    [...metrics.matchAll(new RegExp(`^${name}\\{.*\\} (\\S+)$`, "gm"))].map(([, value]) => Number(value))
  const open = values("connector_open_items")
  return open.length === 0
    ? undefined
    : {
        open: open.reduce((sum, count) => sum + count, 0),
        oldest: Math.max(...values("connector_oldest_open_item_seconds"))
      }
}
