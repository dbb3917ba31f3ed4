import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { plot } from "./Plot.ts"
import { progressLine } from "./ProgressLine.ts"
import { soak } from "./Soak.ts"

const usage = `bun run soak --minutes N [--seed S] [--out DIR]

  --minutes N  lets the three systems work for so long, with faults and kills, then compares what they hold
  --seed S     draws the same again (default: one that is told)
  --out DIR    where soak.svg and soak.json go (default data/soak)
`

const { values } = parseArgs({
  options: {
    minutes: { type: "string" },
    seed: { type: "string" },
    out: { type: "string", default: "data/soak" },
    help: { type: "boolean", default: false }
  }
})
const minutes = Number(values.minutes)
if (values.help || !(minutes > 0)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const out = resolve(values.out)
const work = join(out, "work")
rmSync(work, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const progress = progressLine(process.stdout)

const stop = new AbortController()
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for what is left.
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })

say(`seed ${seed}, ${minutes} min; repeat: bun run soak --minutes ${minutes} --seed ${seed}`)
const soaked = await soak({ lasts: minutes * 60_000, seed, directory: out }, stop, progress.tell)
progress.end()

const { checks, samples, kills, faults, rest, counts, loaded, violations } = soaked
const svg = plot({ samples, kills, loaded, title: `Soak of ${(loaded / 60).toFixed(1)} min, seed ${seed}` })
writeFileSync(join(out, "soak.svg"), svg)
writeFileSync(join(out, "soak.json"), `${JSON.stringify({ seed, minutes, ...soaked }, null, 1)}\n`)

const listed = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ")
say(
  `kills: ${listed(Object.fromEntries(Object.entries(Object.groupBy(kills, ({ program }) => program)).map(([name, of]) => [name, of.length])))}`
)
say(`faults armed: ${listed(faults)}`)
say(`work items: ${listed(counts)}`)
say(
  `visible to people: ${listed(
    Object.fromEntries(
      Map.groupBy(rest.visible, ({ cause }) => String(cause))
        .entries()
        .map(([cause, of]) => [cause, of.length])
    )
  )}`
)
say(`at rest ${rest.seconds.toFixed(0)} s after the load`)
for (const { rule, words } of violations.slice(0, 40)) say(`  ${rule}: ${words}`)
for (const { name, seen, holds } of checks)
  say(`${holds ? "ok    " : "FAILED"} ${name}${seen === "" ? "" : `: ${seen}`}`)
if (loaded < 600)
  say(`no verdict on memory and files: ${(loaded / 60).toFixed(1)} min are too short for one, it takes 10`)
say(`${join(out, "soak.svg")}, soak.json beside it`)

const failed = checks.filter(({ holds }) => !holds).length
// What the processes left is looked at only after a failure.
if (failed === 0) rmSync(work, { recursive: true, force: true })
say(`${checks.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
