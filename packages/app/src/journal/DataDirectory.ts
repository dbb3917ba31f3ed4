import { SqliteClient } from "@effect/sql-sqlite-bun"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Context, Effect, FileSystem, Layer, Option, type PlatformError, Redacted, Schema } from "effect"
import { SqlClient } from "effect/sql"

/** Another process works with the directory. What is known of it tells where to ask instead. */
export class DataDirectoryInUse extends Schema.TaggedError<DataDirectoryInUse>()("DataDirectoryInUse", {
  directory: Schema.String,
  pid: Schema.Option(Schema.Int),
  address: Schema.Option(Schema.String)
}) {
  override get message() {
    const process = Option.match(this.pid, { onNone: () => "another process", onSome: (pid) => `process ${pid}` })
    const where = Option.match(this.address, { onNone: () => "", onSome: (address) => ` (${address})` })
    return `The data directory ${this.directory} is in use by ${process}${where}. Stop it first, or choose another dataDir.`
  }
}

export class DataDirectoryUnusable extends Schema.TaggedError<DataDirectoryUnusable>()("DataDirectoryUnusable", {
  message: Schema.String
}) {}

export type DataDirectoryError = DataDirectoryInUse | DataDirectoryUnusable

/** The directory everything durable is in. It belongs to this process as long as the layer lives. */
export class DataDirectory extends Context.Service<
  DataDirectory,
  {
    /** The journal's file. */
    readonly journal: string
    readonly labels: string
    /** 32 random bytes, made once: whoever has them can tell every label's link. */
    readonly labelKey: Redacted.Redacted<Uint8Array>
    /** Tells those who are refused where this process answers. */
    readonly announce: (address: string) => Effect.Effect<void, DataDirectoryUnusable>
  }
>()("@omnium-ongoing/app/journal/DataDirectory") {}

const Holder = Schema.fromJsonString(Schema.Struct({ pid: Schema.Int, address: Schema.optionalKey(Schema.String) }))

const unusable = (directory: string, what: string) => (error: PlatformError.PlatformError) =>
  new DataDirectoryUnusable({ message: `The data directory ${directory} ${what} (${error.reason._tag}).` })

/** Rights of the group and of all others. */
const others = 0o077

/** The owner's alone, or nobody's: it holds names and addresses of customers. */
const ownedDirectory = Effect.fnUntraced(function* (directory: string) {
  const files = yield* FileSystem.FileSystem
  yield* files
    .makeDirectory(directory, { recursive: true, mode: 0o700 })
    .pipe(Effect.mapError(unusable(directory, "cannot be made")))
  const info = yield* files.stat(directory).pipe(Effect.mapError(unusable(directory, "cannot be read")))
  if ((info.mode & others) !== 0) {
    yield* files
      .chmod(directory, 0o700)
      .pipe(
        Effect.mapError(
          unusable(directory, "may be read by others, and that cannot be changed. Make it mode 0700 or choose another")
        )
      )
  }
})

/**
 * The operating system frees the lock however the process ends. The file is never opened in any other way: closing
 * it once would give up the lock (POSIX).
 */
const lock = Effect.fnUntraced(function* (directory: string) {
  const files = yield* FileSystem.FileSystem
  const filename = `${directory}/lock.sqlite`
  const client = Layer.build(SqliteClient.layer({ filename, disableWAL: true })).pipe(
    // The driver throws when the file cannot be opened.
    Effect.catchDefect(() =>
      Effect.fail(new DataDirectoryUnusable({ message: `The data directory ${directory} cannot be written to.` }))
    )
  )
  const sql = Context.get(yield* client, SqlClient.SqlClient)
  // Nothing is ever written to it, so it needs no log beside it.
  yield* Effect.andThen(sql`PRAGMA journal_mode = MEMORY`, sql`BEGIN EXCLUSIVE`).pipe(
    Effect.catchReason("SqlError", "LockTimeoutError", () => Effect.flatMap(holderOf(directory), Effect.fail)),
    Effect.catchTag("SqlError", (error) =>
      Effect.fail(
        new DataDirectoryUnusable({ message: `The data directory ${directory} cannot be locked: ${error.message}.` })
      )
    )
  )
  yield* files.chmod(filename, 0o600).pipe(Effect.mapError(unusable(directory, "cannot be protected")))
})

const holderOf = Effect.fnUntraced(function* (directory: string) {
  const files = yield* FileSystem.FileSystem
  const text = yield* Effect.option(files.readFileString(`${directory}/holder.json`))
  const holder = Option.flatMap(text, Schema.decodeOption(Holder))
  return new DataDirectoryInUse({
    directory,
    pid: Option.map(holder, ({ pid }) => pid),
    address: Option.flatMap(holder, ({ address }) => Option.fromUndefinedOr(address))
  })
})

/** Made before SQLite would make it with the rights of every file: its log and shared memory take over this mode. */
const ownedFile = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  yield* Effect.scoped(files.open(path, { flag: "a", mode: 0o600, noFollow: true }))
  for (const name of [path, `${path}-wal`, `${path}-shm`]) {
    if (yield* files.exists(name)) yield* files.chmod(name, 0o600)
  }
})

/** Whole or not there: a key that is cut short would change every link. */
const writeWhole = Effect.fnUntraced(function* (path: string, bytes: Uint8Array) {
  const files = yield* FileSystem.FileSystem
  const temporary = `${path}.tmp`
  yield* files.remove(temporary, { force: true })
  const write = Effect.flatMap(files.open(temporary, { flag: "wx", mode: 0o600 }), (file) =>
    Effect.andThen(file.writeAll(bytes), file.sync)
  )
  yield* Effect.scoped(write)
  yield* files.rename(temporary, path)
})

const keyIn = Effect.fnUntraced(function* (path: string, newKey: Effect.Effect<Uint8Array>) {
  const files = yield* FileSystem.FileSystem
  if (!(yield* files.exists(path))) yield* writeWhole(path, yield* newKey)
  yield* files.chmod(path, 0o600)
  return yield* files.readFile(path)
})

export interface DataDirectoryOptions {
  readonly directory: string
  /** This process, told to whoever is refused. */
  readonly pid: number
  /** 32 bytes nobody can guess, for a directory that has no label key yet. */
  readonly newKey: Effect.Effect<Uint8Array>
}

const make = Effect.fnUntraced(function* ({ directory, pid, newKey }: DataDirectoryOptions) {
  yield* ownedDirectory(directory)
  yield* lock(directory)
  const reach = yield* CrashPoint
  yield* reach("data directory locked")
  const files = yield* FileSystem.FileSystem
  const holder = `${directory}/holder.json`
  const write = (address?: string) =>
    writeWhole(holder, new TextEncoder().encode(JSON.stringify({ pid, address }))).pipe(
      Effect.provideService(FileSystem.FileSystem, files),
      Effect.mapError(unusable(directory, "cannot be written to"))
    )
  yield* Effect.acquireRelease(write(), () => Effect.ignore(files.remove(holder)))
  const journal = `${directory}/journal.sqlite`
  const labels = `${directory}/labels`
  yield* Effect.mapError(ownedFile(journal), unusable(directory, "has a journal that cannot be protected"))
  yield* ownedDirectory(labels)
  const key = yield* Effect.mapError(
    keyIn(`${directory}/label.key`, newKey),
    unusable(directory, "has no usable label.key")
  )
  yield* reach("label key stored")
  if (key.length !== 32) {
    return yield* new DataDirectoryUnusable({
      message: `${directory}/label.key has ${key.length} bytes in place of 32. Put the right one back: links depend on it.`
    })
  }
  return DataDirectory.of({ journal, labels, labelKey: Redacted.make(key), announce: write })
})

export const layer = (
  options: DataDirectoryOptions
): Layer.Layer<DataDirectory, DataDirectoryError, FileSystem.FileSystem> => Layer.effect(DataDirectory, make(options))
