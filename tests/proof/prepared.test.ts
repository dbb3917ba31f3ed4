import { expect, test } from "bun:test"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { prepared } from "../../.ci/Prepared.ts"

const inProject = async (tell: (root: string) => Promise<void>) => {
  const root = mkdtempSync(join(tmpdir(), "prepared-"))
  mkdirSync(join(root, "packages/hello/src"), { recursive: true })
  try {
    await tell(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const main = "packages/hello/src/main.ts"
const prepare = (root: string) => prepared(root, main)
const says = (file: string) => Bun.spawnSync([process.execPath, file]).stdout.toString().trim()
const write = (root: string, file: string, text: string) => writeFileSync(join(root, "packages/hello/src", file), text)

test("a program made ready does what its sources say, also after they have changed", () =>
  inProject(async (root) => {
    write(root, "Word.ts", `export const word: string = "good morning"`)
    write(root, "main.ts", `import { word } from "./Word.ts"\nconsole.log(word)`)
    const first = await prepare(root)
    expect(first).toEndWith("main.js")
    expect(says(first)).toBe("good morning")
    expect(await prepare(root)).toBe(first)
    write(root, "Word.ts", `export const word: string = "good night"`)
    const second = await prepare(root)
    expect(says(second)).toBe("good night")
    expect(existsSync(first)).toBe(false)
    const folders = readdirSync(join(root, "node_modules/.prepared")).filter((entry) => !entry.includes("."))
    expect(folders).toHaveLength(1)
  }))

test("what cannot be made ready starts from its sources", () =>
  inProject(async (root) => {
    write(root, "main.ts", `console.log("here")`)
    writeFileSync(join(root, "node_modules"), "no folder")
    expect(await prepare(root)).toBe(join(root, main))
    rmSync(join(root, "node_modules"))
    write(root, "main.ts", "this is no program (")
    expect(await prepare(root)).toBe(join(root, main))
  }))
