import { afterEach, expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const standIn = `
import { SqliteClient } from "@effect/sql-sqlite-bun"
const stop = () => {
  console.log("stopped")
  process.exit(0)
}
process.on("SIGTERM", stop)
console.log("running", typeof SqliteClient.layer, ...process.argv.slice(2))
setInterval(() => {}, 1000)
`

const copies: Array<string> = []

/** The project without `node_modules`, whose `app` only says that it runs and that it ends. */
const freshCopy = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), "connector-"))
  copies.push(copy)
  const root = resolve(import.meta.dir, "../..")
  await cp(root, copy, { recursive: true, filter: (path) => !/\/(node_modules|\.git|data)$/.test(path) })
  await Bun.write(join(copy, "packages/app/src/main.ts"), standIn)
  return copy
}

afterEach(() => Promise.all(copies.splice(0).map((copy) => rm(copy, { recursive: true }))))

const start = (copy: string, args: ReadonlyArray<string>, leaveToInstall = true) =>
  Bun.spawn([process.execPath, "run", "app", ...args], {
    cwd: copy,
    env: { ...process.env, CONNECTOR_NO_INSTALL: leaveToInstall ? "0" : "1" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe"
  })

interface Reader {
  readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
}

/** What it prints until it says that it runs. */
const untilRunning = async (reader: Reader): Promise<string> => {
  const decoder = new TextDecoder()
  let printed = ""
  while (!/running.*\n/.test(printed)) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`ended after printing "${printed}"`)
    printed += decoder.decode(value, { stream: true })
  }
  return printed
}

test("without leave to install, a command fails, and fetches nothing by itself", async () => {
  const copy = await freshCopy()
  const command = start(copy, [], false)
  expect(await command.exited).toBe(1)
  expect(await command.stderr.text()).toContain("Cannot find module '@effect/sql-sqlite-bun'")
  expect(existsSync(join(copy, "node_modules"))).toBe(false)
})

test("two commands at once install once; SIGTERM to `bun run` reaches the program, which ends with 0", async () => {
  const copy = await freshCopy()
  const commands = [start(copy, ["--name", "a b"]), start(copy, ["--name", "c"])]
  const readers = commands.map(({ stdout }) => stdout.getReader())
  expect(await Promise.all(readers.map(untilRunning))).toEqual([
    "running function --name a b\n",
    "running function --name c\n"
  ])
  for (const command of commands) command.kill("SIGTERM")
  expect(await Promise.all(commands.map(({ exited }) => exited))).toEqual([0, 0])
  for (const reader of readers) expect(new TextDecoder().decode((await reader.read()).value)).toBe("stopped\n")
  const said = (await Promise.all(commands.map(({ stderr }) => stderr.text()))).join("")
  expect(said).toBe("bun install --frozen-lockfile … done\n")
})

test("another lock file than the installed one is installed; one that does not fit is said", async () => {
  const copy = await freshCopy()
  await mkdir(join(copy, "node_modules"))
  await writeFile(join(copy, "node_modules/.installed"), "of another lock file")
  await writeFile(join(copy, "bun.lock"), "not a lock file")
  const command = start(copy, [])
  expect(await command.exited).toBe(1)
  expect(await command.stderr.text()).toStartWith("bun install --frozen-lockfile … failed\n")
})
