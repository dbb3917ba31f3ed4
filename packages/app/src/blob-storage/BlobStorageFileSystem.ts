import { createHash, createHmac } from "node:crypto"
import {
  type Blob,
  BlobStorage,
  BlobStorageError,
  type BlobSubject,
  BlobToken
} from "@omnium-ongoing/domain/ports/BlobStorage"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Effect, FileSystem, Layer, Option, type PlatformError, Redacted, Semaphore } from "effect"
import * as BlobFile from "./BlobFile.ts"

export interface BlobStorageOptions {
  readonly directory: string
  readonly publicUrl: URL
  readonly key: Redacted.Redacted<Uint8Array>
}

type Found =
  | { readonly _tag: "Blob"; readonly blob: Blob }
  | { readonly _tag: "Absent" | "Revoked" | "Expired" | "Damaged" }

const daysKept = 400

const failed = (operation: string, what: string) => (error: PlatformError.PlatformError) =>
  new BlobStorageError({ operation, message: `The file could not be ${what} (${error.reason._tag}).` })

/** A file's name is a hash of its token: it is never a name somebody chose, and the directory does not tell the links. */
const nameOf = (token: BlobToken): string => createHash("sha256").update(token).digest("hex")

const make = Effect.fnUntraced(function* ({ directory, publicUrl, key }: BlobStorageOptions) {
  const files = yield* FileSystem.FileSystem
  const turn = yield* Semaphore.make(1)
  const pathOf = (token: BlobToken) => `${directory}/${nameOf(token)}`

  /** A revoked token stays revoked: the same file put again gets the token of the next generation. */
  const tokenOf = ({ tenant, path }: BlobSubject, sha256: string, generation: number): BlobToken => {
    const parts = [tenant, path, sha256, ...(generation === 0 ? [] : [String(generation)])]
    const digest = createHmac("sha256", Redacted.value(key)).update(JSON.stringify(parts)).digest()
    return BlobToken.make(digest.subarray(0, 24).toString("base64url"))
  }

  const find = Effect.fnUntraced(function* (token: BlobToken): Effect.fn.Return<Found, PlatformError.PlatformError> {
    const bytes = yield* files.readFile(pathOf(token)).pipe(
      Effect.map(Option.some),
      Effect.catchReason("PlatformError", "NotFound", () => Effect.succeedNone)
    )
    if (Option.isNone(bytes)) return { _tag: "Absent" }
    if (bytes.value.length === 0) return { _tag: "Revoked" }
    const stored = BlobFile.read(bytes.value)
    if (Option.isNone(stored)) return { _tag: "Damaged" }
    const end = DateTime.add(stored.value.createdAt, { days: daysKept })
    if (DateTime.isGreaterThan(yield* DateTime.now, end)) return { _tag: "Expired" }
    return { _tag: "Blob", blob: stored.value.blob }
  })

  /** Complete and on the disk, or as it was. A symbolic link of either name is replaced, not followed. */
  const write = Effect.fnUntraced(function* (path: string, bytes: Uint8Array) {
    const reach = yield* CrashPoint
    const temporary = `${path}.tmp`
    yield* files.remove(temporary, { force: true })
    const written = Effect.gen(function* () {
      const file = yield* files.open(temporary, { flag: "wx", mode: 0o600 })
      yield* reach("blob not written")
      yield* file.writeAll(bytes)
      yield* reach("blob not synced")
      yield* file.sync
    })
    yield* Effect.scoped(written).pipe(
      Effect.andThen(reach("blob not renamed")),
      Effect.andThen(files.rename(temporary, path)),
      Effect.onError(() => Effect.ignore(files.remove(temporary, { force: true })))
    )
    yield* reach("blob renamed")
    yield* Effect.scoped(Effect.flatMap(files.open(directory), (opened) => opened.sync))
    yield* reach("blob durable")
  })

  const put = Effect.fnUntraced(function* (subject: BlobSubject, blob: Blob) {
    const sha256 = BlobFile.sha256(blob.bytes)
    let generation = 0
    let token = tokenOf(subject, sha256, generation)
    let found = yield* find(token)
    while (found._tag === "Revoked") {
      token = tokenOf(subject, sha256, ++generation)
      found = yield* find(token)
    }
    if (found._tag !== "Blob") yield* write(pathOf(token), BlobFile.make(blob, yield* DateTime.now))
    return token
  })

  const get = Effect.fnUntraced(function* (token: BlobToken) {
    const found = yield* Effect.mapError(find(token), failed("get", "read"))
    if (found._tag === "Damaged") {
      return yield* new BlobStorageError({ operation: "get", message: "The stored file is damaged." })
    }
    return found._tag === "Blob" ? Option.some(found.blob) : Option.none()
  })

  const revoke = Effect.fnUntraced(function* (token: BlobToken) {
    if ((yield* find(token))._tag !== "Absent") yield* write(pathOf(token), new Uint8Array())
  })

  const base = publicUrl.href.replace(/\/+$/, "")
  return BlobStorage.of({
    put: (subject, blob) => turn.withPermit(Effect.mapError(put(subject, blob), failed("put", "stored"))),
    get,
    revoke: (token) => turn.withPermit(Effect.mapError(revoke(token), failed("revoke", "revoked"))),
    link: (token) => `${base}/labels/${token}`
  })
})

/** Files in a directory of the owner's alone, which exists. One process at a time writes there. */
export const layer = (options: BlobStorageOptions): Layer.Layer<BlobStorage, never, FileSystem.FileSystem> =>
  Layer.effect(BlobStorage, make(options))
