import { expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { Soaked } from "../soak/Soak.ts"

/** Tags that are opened and not closed, or closed and not opened. */
const unbalanced = (xml: string): ReadonlyArray<string> => {
  const open: Array<string> = []
  for (const [tag, slash, name = "", closed] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === "" && closed === "") open.push(name)
    else if (slash === "/" && open.pop() !== name) return [tag]
  }
  return open
}

test("a short soak kills each of the three processes, and finds the same in both systems after it", async () => {
  const out = mkdtempSync(join(tmpdir(), "soak-proof-"))
  try {
    const child = Bun.spawn([process.execPath, "tests/soak/main.ts", "--minutes", "0.6", "--seed", "3", "--out", out], {
      cwd: resolve(import.meta.dir, "../.."),
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe"
    })
    const [said, complained] = await Promise.all([child.stdout.text(), child.stderr.text()])
    expect(complained).toBe("")
    expect(said).toContain("no verdict on memory and files")
    expect(said).toEndWith("16 passed, 0 failed\n")
    expect(await child.exited).toBe(0)

    const soaked = (await Bun.file(join(out, "soak.json")).json()) as Soaked // What the soak writes.
    expect(new Set(soaked.kills.map(({ program }) => program)).size).toBe(3)
    expect(soaked.counts.exported).toBeGreaterThan(15)
    expect(Object.keys(soaked.faults).length).toBeGreaterThan(3)
    expect(soaked.samples.length).toBeGreaterThan(10)

    const svg = await Bun.file(join(out, "soak.svg")).text()
    expect(svg).toStartWith("<svg ")
    expect(svg.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]/)
    expect(unbalanced(svg)).toEqual([])
    expect(svg.match(/<path /g)?.length).toBe(12)
    expect(svg.match(/stroke-dasharray/g)?.length).toBe(5 * soaked.kills.length)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  } finally {
    rmSync(out, { recursive: true })
  }
}, 300_000)
