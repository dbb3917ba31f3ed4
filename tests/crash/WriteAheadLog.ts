const headerSize = 32
const frameHeaderSize = 24

/** Where in a write-ahead log each commit ends, by SQLite's description of the file format. */
export const commitEnds = (log: Uint8Array): ReadonlyArray<number> => {
  if (log.length < headerSize) return []
  const view = new DataView(log.buffer, log.byteOffset, log.length)
  const frameSize = frameHeaderSize + view.getUint32(8)
  const salts = view.getBigUint64(16)
  const ends: Array<number> = []
  for (let frame = headerSize; frame + frameSize <= log.length; frame += frameSize) {
    // What follows is left from before the log was begun anew.
    if (view.getBigUint64(frame + 8) !== salts) break
    const isCommit = view.getUint32(frame + 4) !== 0
    if (isCommit) ends.push(frame + frameSize)
  }
  return ends
}

/** What the power's failure may leave of the end of a log. */
export const damages = ["cut off", "zeros", "a flipped byte"] as const

/** The log as it is up to there, and damaged from there on. */
export const damaged = (log: Uint8Array, at: number, damage: (typeof damages)[number]): Uint8Array => {
  if (damage === "cut off") return log.slice(0, at)
  const copy = Uint8Array.from(log)
  if (damage === "zeros") copy.fill(0, at)
  else copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}
