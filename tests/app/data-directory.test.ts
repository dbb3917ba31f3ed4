import { afterAll, describe, expect } from "bun:test"
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { NodeFileSystem } from "@effect/platform-node-shared"
import { layer as database } from "@omnium-ongoing/app/journal/Database"
import { DataDirectory, layer } from "@omnium-ongoing/app/journal/DataDirectory"
import { Effect, FileSystem, Layer, Option, PlatformError, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { itEffect } from "../support/ItEffect.ts"

const root = mkdtempSync(`${tmpdir()}/data-directory-`)
afterAll(() => rmSync(root, { recursive: true }))
let count = 0
const fresh = () => `${root}/${++count}`

let keys = 0
const newKey = Effect.sync(() => new Uint8Array(32).fill(++keys))
const open = (directory: string, pid = 1) =>
  Layer.fresh(layer({ directory, pid, newKey })).pipe(Layer.provide(NodeFileSystem.layer))
const refusal = (directory: string) => Effect.flip(Effect.scoped(Layer.build(open(directory))))
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe("the data directory", () => {
  itEffect("S13: is the owner's alone, with all that is in it", () => {
    const directory = fresh()
    mkdirSync(directory, { mode: 0o755 })
    writeFileSync(`${directory}/journal.sqlite`, "", { mode: 0o644 })
    return Effect.gen(function* () {
      const { journal, labels, announce } = yield* DataDirectory
      yield* announce("http://127.0.0.1:4000")
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* sql`INSERT INTO cursors VALUES ('epic', 'orders', '7', 1)`
        const names = readdirSync(directory).sort()
        expect(names).toEqual([
          "holder.json",
          "journal.sqlite",
          "journal.sqlite-shm",
          "journal.sqlite-wal",
          "label.key",
          "labels",
          "lock.sqlite"
        ])
        for (const name of names)
          expect([name, mode(`${directory}/${name}`)]).toEqual([name, name === "labels" ? "700" : "600"])
      }).pipe(Effect.provide(database(journal)))
      expect([mode(directory), mode(labels)]).toEqual(["700", "700"])
    }).pipe(Effect.provide(open(directory)))
  })

  itEffect("S13: is refused if others may read it and that cannot be changed", () =>
    Effect.gen(function* () {
      const directory = fresh()
      mkdirSync(directory, { mode: 0o755 })
      const files = yield* FileSystem.FileSystem
      const notOurs = Layer.succeed(FileSystem.FileSystem, {
        ...files,
        chmod: () =>
          Effect.fail(
            PlatformError.systemError({
              _tag: "PermissionDenied",
              module: "FileSystem",
              method: "chmod",
              pathOrDescriptor: directory
            })
          )
      })
      const error = yield* Effect.flip(
        Effect.scoped(Layer.build(layer({ directory, pid: 1, newKey }).pipe(Layer.provide(notOurs))))
      )
      expect(error._tag).toBe("DataDirectoryUnusable")
      expect(error.message).toContain("may be read by others")
      expect(error.message).toContain(directory)
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  itEffect("is refused if it is a file", () => {
    const directory = fresh()
    writeFileSync(directory, "")
    return Effect.map(refusal(directory), (error) => expect(error._tag).toBe("DataDirectoryUnusable"))
  })

  itEffect("is refused in words if the lock cannot be opened", () => {
    const directory = fresh()
    mkdirSync(`${directory}/lock.sqlite`, { recursive: true, mode: 0o700 })
    return Effect.map(refusal(directory), (error) => expect(error.message).toContain("cannot be written to"))
  })

  itEffect("keeps one label key of 32 bytes", () => {
    const directory = fresh()
    const key = DataDirectory.use(({ labelKey }) =>
      Effect.succeed(Buffer.from(Redacted.value(labelKey)).toString("hex"))
    )
    return Effect.gen(function* () {
      const first = yield* key.pipe(Effect.provide(open(directory)))
      expect(first).toHaveLength(64)
      expect(yield* key.pipe(Effect.provide(open(directory)))).toBe(first)
      expect(yield* key.pipe(Effect.provide(open(fresh())))).not.toBe(first)
      writeFileSync(`${directory}/label.key`, "short")
      expect((yield* refusal(directory)).message).toContain("5 bytes in place of 32")
    })
  })

  itEffect("S28: does not write the journal through a planted symbolic link", () => {
    const directory = fresh()
    mkdirSync(directory, { mode: 0o700 })
    const outside = fresh()
    writeFileSync(outside, "theirs")
    symlinkSync(outside, `${directory}/journal.sqlite`)
    return Effect.map(refusal(directory), (error) => {
      expect(error._tag).toBe("DataDirectoryUnusable")
      expect(readFileSync(outside, "utf8")).toBe("theirs")
    })
  })

  itEffect("is refused while this process holds it, and free afterwards", () => {
    const directory = fresh()
    return Effect.gen(function* () {
      yield* Effect.gen(function* () {
        for (let times = 0; times < 2; times++) {
          expect(yield* refusal(directory)).toMatchObject({
            _tag: "DataDirectoryInUse",
            pid: Option.some(77),
            address: Option.none()
          })
        }
      }).pipe(Effect.provide(open(directory, 77)))
      expect(readdirSync(directory)).not.toContain("holder.json")
      yield* Effect.scoped(Layer.build(open(directory)))
    })
  })

  itEffect("is refused while another process holds it, by its pid and address, and free once that is killed", () => {
    const directory = fresh()
    return Effect.gen(function* () {
      const child = yield* Effect.acquireRelease(
        Effect.sync(() =>
          Bun.spawn([process.execPath, `${import.meta.dir}/hold-data-directory.ts`, directory], { stdout: "pipe" })
        ),
        (child) =>
          Effect.promise(() => {
            child.kill("SIGKILL")
            return child.exited
          })
      )
      const first = yield* Effect.promise(() => child.stdout.getReader().read())
      expect(new TextDecoder().decode(first.value)).toBe("held\n")
      const error = yield* refusal(directory)
      expect(error).toMatchObject({
        _tag: "DataDirectoryInUse",
        pid: Option.some(child.pid),
        address: Option.some("http://127.0.0.1:4000")
      })
      expect(error.message).toContain(`process ${child.pid} (http://127.0.0.1:4000)`)
      child.kill("SIGKILL")
      yield* Effect.promise(() => child.exited)
      yield* Effect.scoped(Layer.build(open(directory)))
    })
  })
})
