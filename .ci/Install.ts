import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"

const longestWaitMilliseconds = 10 * 60_000

/** Installs unless `node_modules` already holds what the lock file and the patches say. */
export const install = async (root: string): Promise<void> => {
  const wanted = fingerprint(root)
  const stamp = resolve(root, "node_modules/.installed")
  const installed = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted
  if (installed()) return
  mkdirSync(resolve(root, "node_modules"), { recursive: true })
  // Loaded where it is needed: every start comes through this file.
  const { Database } = await import("bun:sqlite")
  // One install at a time. The system frees this lock also when its holder is killed.
  using lock = new Database(resolve(root, "node_modules/.install-lock"))
  lock.run(`PRAGMA busy_timeout = ${longestWaitMilliseconds}`)
  lock.run("BEGIN EXCLUSIVE")
  if (installed()) return
  process.stderr.write("bun install --frozen-lockfile … ")
  const run = Bun.spawnSync([process.execPath, "install", "--frozen-lockfile"], { cwd: root })
  if (!run.success) {
    process.stderr.write(`failed\n${run.stdout}${run.stderr}`)
    process.exit(1)
  }
  process.stderr.write("done\n")
  writeFileSync(stamp, wanted)
}

const fingerprint = (root: string): string => {
  const hash = new Bun.CryptoHasher("sha256")
  const patches = [...new Bun.Glob("patches/*").scanSync(root)].sort()
  for (const file of ["bun.lock", ...patches]) hash.update(readFileSync(resolve(root, file)))
  return hash.digest("hex")
}
