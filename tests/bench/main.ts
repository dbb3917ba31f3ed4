import { writeFileSync } from "node:fs"
import { arch, cpus, platform, totalmem } from "node:os"
import { parseArgs } from "node:util"
import { isBroken, table } from "./Figure.ts"
import { idleCycle } from "./IdleCycle.ts"
import { inventorySync } from "./InventorySync.ts"
import { pace } from "./Pace.ts"
import { productExport } from "./ProductExport.ts"
import { simulatorSpeed } from "./SimulatorSpeed.ts"

const usage = `bun run bench [--quick] [--json FILE]

  --quick        small worlds: shows that it runs, and counts as in large ones
  --json FILE    writes what the figures were made from
`

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", default: false }
  }
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}

// What was started ends with this process, however that ends.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1))

const sizes = values.quick
  ? {
      inventory: { large: 3000, small: 300 },
      variants: 100,
      idle: 40,
      pace: { articles: 2000, rounds: 5 },
      simulators: { articles: 2000, orders: 100, most: 20_000, rounds: 3, calls: 400, turns: 3 }
    }
  : {
      inventory: { large: 100_000, small: 1000 },
      variants: 20_000,
      idle: 40,
      pace: { articles: 20_000, rounds: 7 },
      simulators: { articles: 100_000, orders: 10_000, most: 1_000_000, rounds: 9, calls: 1000, turns: 41 }
    }

const machine = {
  system: `${platform()} ${arch()}`,
  processors: cpus().length,
  processor: cpus()[0]?.model ?? "",
  gigabytes: Math.round(totalmem() / 1e9),
  bun: Bun.version
}

const sections = [
  ...(await inventorySync(sizes.inventory)),
  await productExport(sizes.variants),
  await idleCycle(sizes.idle),
  await pace(sizes.pace),
  ...(await simulatorSpeed(sizes.simulators))
]
const broken = sections.flatMap(({ figures }) => figures).filter(isBroken)
process.stdout.write(`machine ${JSON.stringify(machine)}\n${table(sections)}\n\n`)
process.stdout.write(broken.length === 0 ? "Every gate that is counted holds.\n" : `${broken.length} broken.\n`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`)
process.exitCode = broken.length === 0 ? 0 : 1
