import { expect, test } from "bun:test"

const main = new URL("../../../packages/ongoing-simulator/src/main.ts", import.meta.url).pathname

const start = (flags: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) =>
  Bun.spawn([process.execPath, main, ...flags], { stdout: "pipe", stderr: "pipe", env: { ...process.env, ...env } })

const firstLine = async (stream: ReadableStream<Uint8Array>) => {
  const decoder = new TextDecoder()
  let read = ""
  for await (const piece of stream) {
    read += decoder.decode(piece, { stream: true })
    const end = read.indexOf("\n")
    if (end !== -1) return read.slice(0, end)
  }
  return read
}

test("tells where it listens, answers there, and ends cleanly", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const flags = ["--port", "0", "--warehouse", "epic", "--user", "u", "--password", "p", "--goods-owner", "3"]
    const running = start([...flags, "--orders", "2"])
    const [, url] = /^listening (http:\/\/127\.0\.0\.1:\d+\/epic\/api\/v1)$/.exec(await firstLine(running.stdout)) ?? []
    const answer = await fetch(`${url}/orders?goodsOwnerId=3`, { headers: { authorization: `Basic ${btoa("u:p")}` } })
    expect(await answer.json()).toHaveLength(2)
    expect(await firstLine(running.stderr)).toContain("SIMULATOR")
    running.kill(signal)
    expect(await running.exited).toBe(0)
  }
})

test.each(["ongoing-simulator", "omnium-simulator", "demo"])(
  "%s --help tells its flags, and starts nothing",
  async (name) => {
    const program = new URL(`../../../packages/${name}/src/main.ts`, import.meta.url).pathname
    // From another folder, as a project would that imports it: its compiler options are not the ones here.
    const asked = Bun.spawn([process.execPath, program, "--help"], { cwd: "/", stdout: "pipe", stderr: "pipe" })
    expect(await new Response(asked.stdout).text()).toMatch(/^usage: [a-z-]+ \[--/)
    expect(await asked.exited).toBe(0)
  }
)

test("does not start where it must not, or with what it does not understand", async () => {
  const attempts: ReadonlyArray<readonly [ReadonlyArray<string>, string, Record<string, string>?]> = [
    [["--port", "0"], "--allow-production", { NODE_ENV: "production" }],
    [["--port", "0", "--host", "192.0.2.1"], "192.0.2.1"],
    [["--data", "/no/such/folder/file.sqlite"], "/no/such/folder/file.sqlite cannot be opened"],
    [["--articles", "many"], "--articles many"],
    [["--warehouse", "a/b"], "--warehouse"],
    [["--robot", "nobody"], "--robot nobody"],
    [["--unknown"], "--unknown"]
  ]
  for (const [flags, words, env] of attempts) {
    const failed = start(flags, env)
    expect(await firstLine(failed.stderr)).toContain(words)
    expect(await failed.exited).toBe(2)
  }
})
