import { remembered } from "./Remembered.ts"
import { defaultWorldName } from "./WorldDoor.ts"

/** Where a call goes: the world, and path and query within it. */
export interface Address {
  readonly world: string
  readonly path: string
  /** Without its question mark; empty where there is none. */
  readonly query: string
  /** The URL as the world's doors know it. */
  readonly url: string
}

const prefix = "/ns/"

const read = (url: string): Address => {
  const start = url.indexOf("/", url.indexOf("//") + 2)
  const mark = url.indexOf("?", start)
  const whole = mark === -1 ? url.slice(start) : url.slice(start, mark)
  const query = mark === -1 ? "" : url.slice(mark + 1)
  if (!whole.startsWith(prefix)) return { world: defaultWorldName, path: whole, query, url }
  const end = whole.indexOf("/", prefix.length)
  const world = end === -1 ? whole.slice(prefix.length) : whole.slice(prefix.length, end)
  const path = end === -1 ? "/" : whole.slice(end)
  return { world, path, query, url: url.slice(0, start) + path + (mark === -1 ? "" : url.slice(mark)) }
}

const mostKnown = 10_000
/** Longer ones are hardly asked for again, and would fill the memory. */
const longest = 256

const known = remembered(mostKnown, read)

/** The log keeps what it finds here, and much of it alike costs less than a part of every URL. */
export const addressOf = (url: string): Address => (url.length > longest ? read(url) : known(url))
