import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import * as Database from "@omnium-ongoing/app/journal/Database"
import { Effect, Layer } from "effect"

/** Memory where the system has it: every commit waits for its disk. */
export const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

let made: Promise<Uint8Array> | undefined

const make = async (): Promise<Uint8Array> => {
  const directory = mkdtempSync(`${root}/connector-journal-`)
  try {
    const file = `${directory}/journal.sqlite`
    await Effect.runPromise(Effect.scoped(Layer.build(Database.layer(file))))
    return readFileSync(file)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The file of a journal that is up to date and in which nothing stands: migrating takes longer than most tests. */
export const emptyJournal = (): Promise<Uint8Array> => {
  made ??= make()
  return made
}
