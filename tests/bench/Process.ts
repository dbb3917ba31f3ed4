import { readFileSync } from "node:fs"
import { resolve } from "node:path"

const root = resolve(import.meta.dir, "../..")

/** A program of the project in a process of its own, up and listening. */
export interface Process {
  readonly url: string
  readonly pid: number
  /** The most memory it has held, in bytes. */
  readonly peakMemory: () => number
  /** Ends when the process does, whoever ended it. */
  readonly exited: Promise<number>
  readonly stop: () => Promise<void>
  /** At once, and in the middle of whatever it does. */
  readonly kill: () => Promise<void>
}

/** Started with the main of a package; ready when it has said where it listens. */
export const start = async (main: string, args: ReadonlyArray<string>, log: string): Promise<Process> => {
  const child = Bun.spawn([process.execPath, main, ...args], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: Bun.file(log),
    // Ctrl-C is for whoever started it, and who may still need it.
    detached: true
  })
  // An error or a signal must not leave it running.
  const killed = () => child.kill("SIGKILL")
  process.on("exit", killed)
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    process.off("exit", killed)
    child.kill(signal)
    await child.exited
  }
  let said = ""
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += chunk
    const url = /^listening (http:\/\/127\.0\.0\.1:\d+)/m.exec(said)?.[1]
    if (url === undefined) continue
    const { pid, exited } = child
    return {
      url,
      pid,
      exited,
      peakMemory: () => peakMemoryOf(pid),
      stop: () => end("SIGTERM"),
      kill: () => end("SIGKILL")
    }
  }
  process.off("exit", killed)
  throw new Error(`${main} ended with ${await child.exited}:\n${readFileSync(log, "utf8").slice(-2000)}`)
}

const peakMemoryOf = (pid: number): number => {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  if (kilobytes === undefined) throw new Error("The system does not tell the peak memory of a process.")
  return Number(kilobytes) * 1024
}
