import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { defects } from "./Defects.ts"
import { drawStory } from "./DrawnStory.ts"
import { hunt } from "./Hunt.ts"
import { plant } from "./Plant.ts"
import type { SeedResult } from "./Seeds.ts"
import { shrink } from "./Shrink.ts"

const usage = `bun run chaos [--seeds N] [--seed S] [--days D] [--from F] [--workers W] [--shrink] [--verbose]

  --seeds N    runs the stories of N seeds (default 200), from seed F (default 1) on
  --seed S     runs one, and tells more of it
  --days D     how long the stories last, at most (default 7)
  --shrink     leaves out of a failing story what it does not need
  --verbose    with --seed: prints everything that happens
  --defect D   plants a defect into the connector first (their names stand in Defects.ts)
  --defects    looks for each of them in the stories of N seeds (default 500), and keeps the table if all are found
  --stop       each worker ends at its first failing seed
`

const wrong = (words: string): never => {
  process.stderr.write(`${words}\n\n${usage}`)
  process.exit(2)
}

const options = {
  seeds: { type: "string" },
  seed: { type: "string" },
  from: { type: "string", default: "1" },
  days: { type: "string", default: "7" },
  workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
  /** A part of a run: `W/N` takes each Nth seed from the Wth on, and writes a line of JSON for each. */
  part: { type: "string" },
  shrink: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
  defect: { type: "string" },
  defects: { type: "boolean", default: false },
  stop: { type: "boolean", default: false },
  help: { type: "boolean", default: false }
} as const

const asked = () => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    // Of what is not an option at all.
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

const values = asked()

const whole = (name: "seeds" | "from" | "days" | "workers" | "seed", text: string): number =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : wrong(`--${name} "${text}" is no whole number from 1 on.`)

if (values.defect !== undefined) {
  const names = defects.map(({ name }) => name)
  if (!names.includes(values.defect)) wrong(`--defect "${values.defect}" is none of: ${names.join("; ")}.`)
  plant(values.defect)
}
// Loaded late, so that a defect is in its place.
const { runSeed, runStory } = await import("./Seeds.ts")
const { noCounts } = await import("./Simulation.ts")

const out = (text: string): void => {
  process.stdout.write(text)
}

const days = whole("days", values.days)
const first = whole("from", values.from)
const count = whole("seeds", values.seeds ?? (values.defects ? "500" : "200"))

const commit = (): string => {
  const asked = Bun.spawnSync(["git", "rev-parse", "--short", "HEAD"], { stderr: "ignore" })
  return asked.success ? asked.stdout.toString().trim() : "unknown"
}

const tell = (result: SeedResult): void => {
  const { seed, violations, latest } = result
  const { happenings, ...options } = drawStory(seed, days)
  out(`\nseed ${seed} failed, at commit ${commit()}\n`)
  out(`  story: ${JSON.stringify(options)}, ${happenings.length} happenings\n`)
  out(`  the last ${latest.length} events:\n`)
  for (const line of latest) out(`    ${line.length > 300 ? `${line.slice(0, 300)}…` : line}\n`)
  for (const { rule, words } of violations) out(`  ${rule}: ${words}\n`)
  out(`  replay: bun run chaos --seed ${seed} --days ${days}\n`)
}

const part = async (name: string): Promise<void> => {
  // Whoever has started it ends it.
  process.on("SIGINT", () => {})
  const [offset = 0, step = 1] = name.split("/").map(Number)
  for (let seed = first + offset; seed < first + count; seed += step) {
    const result = await runSeed(seed, days)
    out(`${JSON.stringify(result)}\n`)
    if (values.stop && result.violations.length > 0) return
  }
}

/** One line that is written over on a terminal, and now and then a line elsewhere. */
const progress = (done: number, failed: number): void => {
  const words = `${done} of ${count} seeds, ${failed} failed`
  if (process.stdout.isTTY) out(`\r${words}${done === count ? "\n" : ""}`)
  else if (done % 50 === 0) out(`${words}\n`)
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ""
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    yield* lines
  }
}

const all = async (): Promise<void> => {
  const started = performance.now()
  const workers = whole("workers", values.workers)
  const children: Array<Bun.Subprocess> = []
  const ended = new Set<number>()
  let isStopped = false
  const sums = { ...noCounts }
  const failures: Array<SeedResult> = []
  let passed = 0
  const work = async (worker: number): Promise<void> => {
    const child = Bun.spawn(
      [process.execPath, import.meta.path, ...process.argv.slice(2), "--part", `${worker}/${workers}`],
      { stdout: "pipe", stderr: "inherit", env: { ...process.env, CONNECTOR_NO_INSTALL: "1" } }
    )
    children.push(child)
    for await (const line of linesOf(child.stdout)) {
      const result = JSON.parse(line) as SeedResult // Written by `part`.
      for (const name of Object.keys(sums) as Array<keyof typeof sums>) sums[name] += result.counts[name]
      if (result.violations.length === 0) passed++
      else {
        failures.push(result)
        tell(result)
      }
      ended.add(result.seed)
      progress(ended.size, failures.length)
    }
    if ((await child.exited) !== 0 && !isStopped) throw new Error(`a worker ended with code ${child.exitCode}`)
  }
  // A terminal sends it to all, and those who have started us pass it on once more.
  process.on("SIGINT", () => {
    isStopped = true
    for (const child of children) child.kill()
  })
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  const seconds = (performance.now() - started) / 1000
  out(
    `\n${sums.operations} requests to the two systems over ${Math.round(sums.virtualDays)} virtual days, ` +
      `${sums.exported} orders exported, ${sums.shipped} shipped, ${sums.returned} returned, ` +
      `${sums.received} purchase orders received, ${sums.stockWrites} writes of stock, ${sums.articleWrites} of articles; ` +
      `${sums.crashes} kills, ${sums.restored} restored journals, ${sums.faults} faults; ` +
      `${seconds.toFixed(0)} s (${Math.round((60 * ended.size) / seconds)} seeds a minute)\n`
  )
  if (failures.length > 0)
    out(
      `failed: ${failures
        .map(({ seed }) => seed)
        .sort((a, b) => a - b)
        .join(", ")}\n`
    )
  if (isStopped) {
    let next = first
    while (ended.has(next)) next++
    out(`stopped; go on with: bun run chaos --days ${days} --from ${next} --seeds ${first + count - next}\n`)
  }
  out(`${passed} passed, ${failures.length} failed\n`)
  process.exitCode = passed === count ? 0 : 1
}

const one = async (seed: number): Promise<void> => {
  const story = drawStory(seed, days)
  if (values.verbose) for (const happening of story.happenings) out(`${JSON.stringify(happening)}\n`)
  const result = await runStory(story, values.verbose ? (line) => out(`${line}\n`) : undefined)
  const [violation] = result.violations
  if (violation === undefined) {
    out(`${JSON.stringify(result.counts)}\nhash ${result.hash}\n1 passed, 0 failed\n`)
    return
  }
  tell({ ...result, seed })
  if (values.shrink) {
    const fails = async (happenings: typeof story.happenings) =>
      (await runStory({ ...story, happenings })).violations.some(({ rule }) => rule === violation.rule)
    out("  the story needs no more than:\n")
    for (const happening of await shrink(story.happenings, fails)) out(`    ${JSON.stringify(happening)}\n`)
  }
  out("0 passed, 1 failed\n")
  process.exitCode = 1
}

if (values.help) out(usage)
else if (values.defects) process.exitCode = (await hunt(count, out)) ? 0 : 1
else if (values.part !== undefined) await part(values.part)
else if (values.seed !== undefined) await one(whole("seed", values.seed))
else await all()
