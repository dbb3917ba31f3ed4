import { afterAll, afterEach, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { resolve } from "node:path"

const scratch = mkdtempSync(`${tmpdir()}/second-process-`)
afterAll(() => rmSync(scratch, { recursive: true }))

const started: Array<Bun.Subprocess> = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
})

let configs = 0

/** A configuration with a data directory of its own; the two systems are never asked. */
const config = (): string => {
  const file = `${scratch}/${++configs}.json`
  const nowhere = "http://127.0.0.1:1"
  const epic = {
    id: "epic",
    from: "2026-01-01T00:00:00Z",
    webhookSecret: "the webhook secret of epic",
    omnium: { host: nowhere, clientId: "demo", clientSecret: "demo" },
    connector: { Host: `${nowhere}/demo`, Username: "demo", Password: "demo" },
    tasks: {
      OngoingSyncScheduledTask: "0 0 1 1 *",
      OngoingProductSyncScheduledTask: "0 0 1 1 *",
      exportPoll: "0 0 1 1 *"
    }
  }
  const listen = { host: "127.0.0.1", port: 0 }
  writeFileSync(file, JSON.stringify({ listen, dataDir: `${scratch}/data-${configs}`, tenants: [epic] }))
  return file
}

const start = (file: string) => {
  const child = Bun.spawn([process.execPath, "packages/app/src/main.ts", "--config", file], {
    cwd: resolve(import.meta.dir, "../.."),
    env: { PATH: process.env.PATH ?? "", HOME: scratch },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe"
  })
  const refused = child.exited.then(async (code) => ({ code, said: await new Response(child.stderr).text() }))
  started.push(child)
  return { child, refused, listening: listening(child) }
}

/** Its address, or nothing if it ended without one. */
const listening = async (child: Bun.Subprocess<"ignore", "pipe", "pipe">): Promise<string | undefined> => {
  let text = ""
  for await (const chunk of child.stdout) {
    text += new TextDecoder().decode(chunk)
    const found = /^listening (\S+)\n/m.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return undefined
}

const answers = async (url: string) => (await fetch(`${url}/livez`)).status

test("of processes that are started at the same time on one data directory one serves, and the others say who", async () => {
  for (let round = 0; round < 5; round++) {
    const file = config()
    const all = Array.from({ length: 4 }, () => start(file))
    const urls = await Promise.all(all.map((each) => each.listening))
    const serving = urls.flatMap((url, index) => (url === undefined ? [] : [{ url, pid: all[index]?.child.pid }]))
    expect(serving).toHaveLength(1)
    for (const [index, { refused }] of all.entries()) {
      if (urls[index] !== undefined) continue
      const { code, said } = await refused
      expect([code, said.trimEnd().split("\n").length]).toEqual([1, 1])
      // Who holds it may not have said so yet, nor where it answers.
      expect(said).toMatch(
        /^The data directory \S+ is in use by (another process|process \d+( \(\S+\))?)\. Stop it first/
      )
    }
    expect(await answers(serving[0]?.url ?? "")).toBe(200)
    for (const { child } of all) child.kill("SIGKILL")
  }
})

test("one that was stopped in its tracks keeps its data directory; one that was killed gives it up at once", async () => {
  const file = config()
  const first = start(file)
  const url = await first.listening
  first.child.kill("SIGSTOP")
  const second = await start(file).refused
  expect([second.code, second.said]).toEqual([
    1,
    expect.stringContaining(
      `is in use by process ${first.child.pid} (${url}). Stop it first, or choose another dataDir.`
    )
  ])
  first.child.kill("SIGCONT")
  expect(await answers(url ?? "")).toBe(200)
  first.child.kill("SIGKILL")
  await first.child.exited
  const third = await start(file).listening
  expect(await answers(third ?? "")).toBe(200)
})
