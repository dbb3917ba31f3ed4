import { expect, test } from "bun:test"
import { ambientEffects } from "./Ambient.ts"
import { sources } from "./Sources.ts"

/** Files that are an edge of the process, and why. */
const edges: Record<string, string> = {
  "packages/app/src/main.ts": "starts the service",
  "packages/app/src/http/Serve.ts": "opens the service's socket",
  "packages/demo/src/main.ts": "starts the demo",
  "packages/omnium-simulator/src/main.ts": "starts the simulator",
  "packages/ongoing-simulator/src/main.ts": "starts the simulator",
  "packages/simulator-kit/src/RealHost.ts": "is the process's clock, timers and network",
  "packages/simulator-kit/src/Serve.ts": "opens a simulator's socket",
  "packages/simulator-kit/src/WorldFile.ts": "opens the file that keeps worlds, for callers without Effect"
}

test("nothing but the edges reaches past what it is given", async () => {
  const inner = (await sources("packages/*/src/**/*.{ts,tsx}")).filter(({ path }) => !(path in edges))
  expect(inner.length).toBeGreaterThan(50)
  expect(inner.flatMap(ambientEffects)).toEqual([])
})

test.each([
  "Date.now()",
  "new Date()",
  "Date()",
  "DateTime.nowUnsafe()",
  "Math.random()",
  "crypto.randomUUID()",
  "randomBytes(32)",
  "setTimeout(run, 1)",
  "queueMicrotask(run)",
  "Bun.sleep(1)",
  "AbortSignal.timeout(1)",
  "Promise.race([])",
  "fetch(url)",
  "Bun.file(path)",
  "Bun.serve({})",
  "process.env.HOME",
  "console.log(1)",
  "performance.now()",
  "crypto.subtle.sign()",
  "Effect.runPromise(program)",
  "ManagedRuntime.make(layer)",
  "Cron.next(cron)",
  "sql`SELECT unixepoch()`",
  "sql`SELECT datetime('now')`",
  "sql`SELECT id FROM item ORDER BY random()`"
])("%s is found", (text) => {
  expect(ambientEffects({ path: "planted.ts", text: `export const planted = () => ${text}` })).toHaveLength(1)
})

test.each([
  'import { readFileSync } from "node:fs"\nexport const planted = readFileSync',
  "let planted = 0\nexport const next = () => planted++"
])("%s is found", (text) => {
  expect(ambientEffects({ path: "planted.ts", text })).toHaveLength(1)
})

test.each([
  "new Date(instant)",
  "new Date(instant).toISOString()",
  "host.fetch(request)",
  "Date.parse(text)",
  "DateTime.now",
  "Effect.runPromiseWith(context)(program)",
  "random.next() /* Math.random() */"
])("%s is allowed", (text) => {
  expect(ambientEffects({ path: "planted.ts", text: `export const planted = (instant: number) => ${text}` })).toEqual(
    []
  )
})
