import { expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { isBroken, type Section } from "../bench/Figure.ts"

test("the benchmark runs to its end, and its gates hold in small worlds too", async () => {
  const scratch = mkdtempSync(join(tmpdir(), "bench-proof-"))
  try {
    const file = join(scratch, "bench.json")
    const child = Bun.spawn([process.execPath, "tests/bench/main.ts", "--quick", "--json", file], {
      cwd: resolve(import.meta.dir, "../.."),
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe"
    })
    const [said, complained] = await Promise.all([child.stdout.text(), child.stderr.text()])
    expect(complained).toBe("")
    expect(said).toMatch(/^machine \{.*\}$/m)
    // What the benchmark writes.
    const { sections } = (await Bun.file(file).json()) as { readonly sections: ReadonlyArray<Section> }
    const figures = sections.flatMap((section) => section.figures)
    expect(figures.filter(({ gate }) => gate !== undefined).length).toBeGreaterThan(15)
    expect(figures.filter(isBroken).map(({ name }) => name)).toEqual([])
  } finally {
    rmSync(scratch, { recursive: true })
  }
})
