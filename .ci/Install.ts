const longestWaitMilliseconds = 10 * 60_000

/** Installs unless `node_modules` already holds what the lock file and the patches say. */
export const install = async (root: string): Promise<void> => {
  const wanted = await fingerprint(root)
  const stamp = `${root}/node_modules/.installed`
  const installed = async () => (await Bun.file(stamp).exists()) && (await Bun.file(stamp).text()) === wanted
  if (await installed()) return
  // Loaded where they are needed: every start comes through this file.
  const { mkdirSync } = await import("node:fs")
  const { Database } = await import("bun:sqlite")
  mkdirSync(`${root}/node_modules`, { recursive: true })
  // One install at a time. The system frees this lock also when its holder is killed.
  using lock = new Database(`${root}/node_modules/.install-lock`)
  lock.run(`PRAGMA busy_timeout = ${longestWaitMilliseconds}`)
  lock.run("BEGIN EXCLUSIVE")
  if (await installed()) return
  process.stderr.write("bun install --frozen-lockfile … ")
  const run = Bun.spawnSync([process.execPath, "install", "--frozen-lockfile"], { cwd: root })
  if (!run.success) {
    process.stderr.write(`failed\n${run.stdout}${run.stderr}`)
    process.exit(1)
  }
  process.stderr.write("done\n")
  await Bun.write(stamp, wanted)
}

const fingerprint = async (root: string): Promise<string> => {
  const hash = new Bun.CryptoHasher("sha256")
  const patches = [...new Bun.Glob("patches/*").scanSync(root)].sort()
  for (const file of ["bun.lock", ...patches]) hash.update(await Bun.file(`${root}/${file}`).bytes())
  return hash.digest("hex")
}
