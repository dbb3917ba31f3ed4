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
import { layer } from "@omnium-ongoing/app/blob-storage/BlobStorageFileSystem"
import { BlobStorage } from "@omnium-ongoing/domain/ports/BlobStorage"
import { Effect, FileSystem, Layer, Option, Redacted } from "effect"
import { itEffect } from "../support/ItEffect.ts"
import { blobStorageContract, pdf, subject } from "./blobstorage.contract.ts"

const root = mkdtempSync(`${tmpdir()}/blob-storage-`)
afterAll(() => rmSync(root, { recursive: true }))
let count = 0
const fresh = () => {
  const directory = `${root}/${++count}`
  mkdirSync(directory, { mode: 0o700 })
  return directory
}

const options = (directory: string, key = 1) => ({
  directory,
  publicUrl: new URL("https://connector.example/wms/"),
  key: Redacted.make(new Uint8Array(32).fill(key))
})
const open = (directory: string, key = 1) =>
  Layer.fresh(layer(options(directory, key))).pipe(Layer.provide(NodeFileSystem.layer))

blobStorageContract({ name: "file system", layer: () => open(fresh()) })

const put = BlobStorage.use((storage) => storage.put(subject, pdf("a")))
const fileIn = (directory: string) => `${directory}/${readdirSync(directory)[0]}`

describe("blobs in the file system", () => {
  itEffect("S29: have tokens that need the key", () =>
    Effect.gen(function* () {
      const token = yield* put.pipe(Effect.provide(open(fresh())))
      expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/)
      expect(yield* put.pipe(Effect.provide(open(fresh(), 1)))).toBe(token)
      expect(yield* put.pipe(Effect.provide(open(fresh(), 2)))).not.toBe(token)
    })
  )

  itEffect("survive a restart", () => {
    const directory = fresh()
    return Effect.gen(function* () {
      const token = yield* put.pipe(Effect.provide(open(directory)))
      const got = yield* BlobStorage.use((storage) => storage.get(token)).pipe(Effect.provide(open(directory)))
      expect(Option.getOrThrow(got).bytes).toEqual(pdf("a").bytes)
    })
  })

  itEffect("S28: are files of the owner's alone, under a name nobody chose, inside the directory", () => {
    const directory = fresh()
    const paths = ["../../etc/x", "/etc/x", "a\0b", "CON", "x".repeat(300), "․․/x", "label.pdf"]
    return Effect.gen(function* () {
      const storage = yield* BlobStorage
      for (const path of paths) yield* storage.put({ tenant: "../..", path }, pdf(path))
      const names = readdirSync(directory)
      expect(names.length).toBe(paths.length)
      for (const name of names) {
        expect(name).toMatch(/^[0-9a-f]{64}$/)
        expect(statSync(`${directory}/${name}`).mode & 0o777).toBe(0o600)
      }
    }).pipe(Effect.provide(open(directory)))
  })

  itEffect("S28: are never written through a planted symbolic link", () => {
    const directory = fresh()
    const outside = `${root}/outside`
    return Effect.gen(function* () {
      yield* put.pipe(Effect.provide(open(directory)))
      const file = fileIn(directory)
      for (const planted of [file, `${file}.tmp`]) {
        rmSync(file, { force: true })
        writeFileSync(outside, "theirs")
        symlinkSync(outside, planted)
        const token = yield* put.pipe(Effect.provide(open(directory)))
        expect(readFileSync(outside, "utf8")).toBe("theirs")
        const got = yield* BlobStorage.use((storage) => storage.get(token)).pipe(Effect.provide(open(directory)))
        expect(Option.isSome(got)).toBe(true)
      }
      expect(readdirSync(directory).length).toBe(1)
    })
  })

  itEffect("R24: are refused when they are damaged, and whole again once put again", () => {
    const directory = fresh()
    return Effect.gen(function* () {
      const storage = yield* BlobStorage
      const token = yield* put
      const whole = readFileSync(fileIn(directory))
      const changed = Buffer.from(whole)
      changed[changed.length - 1]! ^= 1
      for (const damaged of [whole.subarray(0, -1), Buffer.concat([whole, whole]), changed, Buffer.from("no header")]) {
        writeFileSync(fileIn(directory), damaged)
        expect(yield* Effect.flip(storage.get(token))).toMatchObject({ _tag: "BlobStorageError", operation: "get" })
      }
      expect(yield* put).toBe(token)
      expect(Option.getOrThrow(yield* storage.get(token)).bytes).toEqual(pdf("a").bytes)
    }).pipe(Effect.provide(open(directory)))
  })

  itEffect("are on the disk, name and all, before the token is given", () => {
    const directory = fresh()
    const steps: Array<string> = []
    const watched = Effect.map(FileSystem.FileSystem, (files) =>
      FileSystem.FileSystem.of({
        ...files,
        open: (path, openOptions) =>
          Effect.map(files.open(path, openOptions), (file) => ({
            ...file,
            // The parts of a file that are getters on its class are not copied by the spread.
            writeAll: (bytes: Uint8Array) => file.writeAll(bytes),
            sync: Effect.tap(file.sync, () =>
              Effect.sync(() => steps.push(`sync ${path === directory ? "directory" : "file"}`))
            )
          })),
        rename: (from, to) => Effect.tap(files.rename(from, to), () => Effect.sync(() => steps.push("rename")))
      })
    )
    const storage = layer(options(directory)).pipe(
      Layer.provide(Layer.effect(FileSystem.FileSystem, watched).pipe(Layer.provide(NodeFileSystem.layer)))
    )
    return Effect.gen(function* () {
      yield* put
      expect(steps).toEqual(["sync file", "rename", "sync directory"])
      yield* put
      expect(steps.length).toBe(3)
    }).pipe(Effect.provide(storage))
  })

  itEffect("say so, without a path, when there is no place for them", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(put)
      expect(error).toMatchObject({ _tag: "BlobStorageError", operation: "put" })
      expect(error.message).not.toContain(root)
    }).pipe(Effect.provide(open(`${root}/missing`)))
  )
})
