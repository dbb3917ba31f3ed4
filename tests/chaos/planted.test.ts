import { expect, test } from "bun:test"
import { defects } from "./Defects.ts"
import type { SeedResult } from "./Seeds.ts"

const main = `${import.meta.dir}/main.ts`

/** Each in a process of its own, which loads the connector with the defect in it. */
test.each(defects)(
  "$name: found from seed $seed on",
  async ({ name, seed, rules }) => {
    const child = Bun.spawn(
      [process.execPath, main, "--defect", name, "--from", `${seed}`, "--seeds", "12", "--stop", "--part", "0/1"],
      {
        stdout: "pipe",
        stderr: "pipe"
      }
    )
    const [text, complaints] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
    expect(complaints).toBe("")
    // The worker's own lines of JSON; it stops at the first that fails.
    const { violations } = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as SeedResult
    expect(violations.length).toBeGreaterThan(0)
    expect(rules).toContain(violations[0]?.rule ?? "")
  },
  60_000
)
