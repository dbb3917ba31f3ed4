import { refuse } from "./Refusal.ts"

/** A result set as it was when the scroll began, and how far it has been read. */
export interface Scroll {
  readonly resource: string
  readonly rows: ReadonlyArray<unknown>
  readonly offset: number
  /** The size of the batches after the first. */
  readonly batch: number
  /** Milliseconds; each batch puts it off. */
  readonly expiresAt: number
}

export interface Batch {
  readonly result: ReadonlyArray<unknown>
  readonly totalHits: number
  readonly scrollId?: string
  readonly isValid: true
}

const idleMilliseconds = 5 * 60_000

/** The first batch. Entities are immutable, so the rows stay as they are. */
export const startScroll = (
  scrolls: Map<string, Scroll>,
  resource: string,
  rows: ReadonlyArray<unknown>,
  batch: number,
  id: number,
  now: number,
  laterBatch = batch
): Batch => {
  for (const [known, scroll] of scrolls) if (scroll.expiresAt <= now) scrolls.delete(known)
  const scroll = { resource, rows, offset: 0, batch: laterBatch, expiresAt: now }
  return nextBatch(scrolls, `${resource.toLowerCase()}-scroll-${id}`, scroll, batch, now)
}

/** What a later batch adds to the id of the first. */
const usedBatches = /\.\d+$/

/** The next batch. Its id differs from that of the one before, which is used up. */
export const continueScroll = (
  scrolls: Map<string, Scroll>,
  resource: string,
  scrollId: string,
  now: number
): Batch => {
  const scroll = scrolls.get(scrollId)
  if (scroll === undefined || scroll.resource !== resource) {
    const first = scrollId.replace(usedBatches, "")
    const isOld = [...scrolls.keys()].some((id) => id !== scrollId && id.replace(usedBatches, "") === first)
    return refuse(
      404,
      isOld
        ? `Scroll '${scrollId}' has been continued; use the scroll id of its latest batch`
        : `Scroll '${scrollId}' does not exist; a scroll that was idle for 5 minutes is forgotten`
    )
  }
  if (scroll.expiresAt <= now) {
    const at = new Date(scroll.expiresAt).toISOString()
    return refuse(404, `Scroll '${scrollId}' expired at ${at}, 5 minutes after its last batch; start another`)
  }
  scrolls.delete(scrollId)
  return nextBatch(scrolls, `${scrollId.replace(usedBatches, "")}.${scroll.offset}`, scroll, scroll.batch, now)
}

/** An empty batch ends the scroll and has no id. */
const nextBatch = (
  scrolls: Map<string, Scroll>,
  scrollId: string,
  scroll: Scroll,
  size: number,
  now: number
): Batch => {
  const result = scroll.rows.slice(scroll.offset, scroll.offset + size)
  const answer = { result, totalHits: scroll.rows.length, isValid: true } as const
  if (result.length === 0) return answer
  scrolls.set(scrollId, { ...scroll, offset: scroll.offset + result.length, expiresAt: now + idleMilliseconds })
  return { ...answer, scrollId }
}
