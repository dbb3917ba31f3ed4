import { describe, expect, test } from "bun:test"
import { dirname, resolve } from "node:path"
import { SqliteClient } from "@effect/sql-sqlite-bun"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { importedPackages } from "./Imports.ts"
import { root, sources } from "./Sources.ts"

interface Manifest {
  readonly name: string
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
}

const read = <A>(path: string): Promise<A> => Bun.file(resolve(root, path)).json()

const manifests = async (): Promise<ReadonlyArray<{ readonly folder: string; readonly manifest: Manifest }>> =>
  Promise.all(
    ["package.json", "tests/package.json", ...new Bun.Glob("packages/*/package.json").scanSync({ cwd: root })].map(
      async (path) => ({ folder: dirname(path), manifest: await read<Manifest>(path) })
    )
  )

const dependencies = ({ dependencies, devDependencies }: Manifest) => ({ ...dependencies, ...devDependencies })

describe("manifests", () => {
  test("pin exact versions, in one catalog", async () => {
    const { workspaces } = await read<{ workspaces: { catalog: Record<string, string> } }>("package.json")
    const loose = Object.entries(workspaces.catalog).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
    const besides = (await manifests()).flatMap(({ folder, manifest }) =>
      Object.entries(dependencies(manifest))
        .filter(([name, version]) => version !== (name.startsWith("@omnium-ongoing/") ? "workspace:*" : "catalog:"))
        .map(([name, version]) => `${folder}: ${name} ${version}`)
    )
    expect(besides).toEqual([])
  })

  test("let no dependency run a script, and take no version younger than a week", async () => {
    const { trustedDependencies } = await read<{ trustedDependencies: ReadonlyArray<string> }>("package.json")
    expect(trustedDependencies).toEqual([])
    const { default: bunfig } = await import("../../bunfig.toml")
    expect(bunfig.install).toMatchObject({ ignoreScripts: true, minimumReleaseAge: "7d", linker: "isolated" })
  })

  test("keep to five dependencies at run time", async () => {
    const packages = (await manifests()).filter(({ folder }) => folder.startsWith("packages/"))
    const external = packages
      .flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}))
      .filter((name) => !name.startsWith("@omnium-ongoing/"))
    expect(new Set(external).size).toBeLessThanOrEqual(5)
  })

  test("declare whatever a source imports", async () => {
    const undeclared: Array<string> = []
    for (const { folder, manifest } of await manifests()) {
      const glob = folder === "." ? ".ci/*.ts" : `${folder}/**/*.{ts,tsx}`
      const declared = dependencies(manifest)
      for (const { path, text } of await sources(glob))
        for (const name of importedPackages(text)) if (!(name in declared)) undeclared.push(`${path}: ${name}`)
    }
    expect(undeclared).toEqual([])
  })
})

test("the patch of the SQLite driver changes paths of imports and nothing else", async () => {
  const [patch] = await sources("patches/*")
  const lines = (patch?.text ?? "").split("\n")
  const changed = (sign: "-" | "+") =>
    lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).map((line) => line.slice(1))
  expect(changed("-").length).toBeGreaterThan(0)
  expect(changed("-").map((line) => line.replace('"effect/unstable/', '"effect/'))).toEqual(changed("+"))
  expect(changed("+").filter((line) => !/^(import|export) .*from\s"effect\/[\w/]+";?$/.test(line))).toEqual([])
})

test("the SQLite driver answers on this version of Effect", async () => {
  const answer = Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    return yield* sql`SELECT 1 AS one`
  }).pipe(Effect.provide(SqliteClient.layer({ filename: ":memory:" })))
  expect(await Effect.runPromise(answer)).toEqual([{ one: 1 }])
})

test("what is private to a package cannot be resolved from outside", async () => {
  const modules = (await sources("packages/*/src/**/*.ts")).map(({ path }) => path)
  const resolvable = modules.filter((path) => {
    const specifier = `@omnium-ongoing/${path
      .replace(/^packages\//, "")
      .replace("/src/", "/")
      .replace(/\.ts$/, "")}`
    try {
      return Bun.resolveSync(specifier, import.meta.dir) === resolve(root, path)
    } catch {
      return false
    }
  })
  const isPrivate = (path: string) => path.includes("/src/wire/")
  expect(modules.filter(isPrivate).length).toBeGreaterThan(0)
  expect(resolvable).toEqual(modules.filter((path) => !isPrivate(path)))
})

test("no file names a path of the machine it was written on", async () => {
  const files = await sources("**/*.{ts,tsx,js,json,md,sh,toml,yml}")
  const named = [...files, ...(await sources(".ci/*"))].filter(({ text }) =>
    /(?<![\w.:}/-])\/(home|root|Users|work|private)\//.test(text)
  )
  expect(named.map(({ path }) => path)).toEqual([])
})
