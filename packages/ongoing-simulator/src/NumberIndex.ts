import { CopyOnWriteMap } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"

/** One id stands for itself: a list for each would take as much memory again. */
type Ids = number | ReadonlyArray<number>

/** Which entities of a goods owner have a number. Normally one: only a renaming can give a number to a second. */
export class NumberIndex {
  /** By goods owner, then by number. */
  readonly #owners: Map<number, CopyOnWriteMap<string, Ids>>

  constructor(owners: Map<number, CopyOnWriteMap<string, Ids>> = new Map()) {
    this.#owners = owners
  }

  /** By ascending id. */
  get(ownerId: number, number: string): ReadonlyArray<number> {
    return listOf(this.#owners.get(ownerId)?.get(number))
  }

  /** Called with every write: notes the entity under its number, and no longer under the one it had before. */
  note(before: Numbered | undefined, entity: Numbered): void {
    if (before?.number === entity.number) return
    if (before !== undefined) {
      const ids = this.#idsOf(before.ownerId)
      const others = listOf(ids.get(before.number)).filter((id) => id !== before.id)
      if (others.length === 0) ids.delete(before.number)
      else ids.set(before.number, others)
    }
    const ids = this.#idsOf(entity.ownerId)
    const same = ids.get(entity.number)
    ids.set(entity.number, same === undefined ? entity.id : [...listOf(same), entity.id].sort((a, b) => a - b))
  }

  copy(): NumberIndex {
    return new NumberIndex(new Map(this.#owners.entries().map(([ownerId, ids]) => [ownerId, ids.copy()])))
  }

  #idsOf(ownerId: number): CopyOnWriteMap<string, Ids> {
    const known = this.#owners.get(ownerId)
    if (known !== undefined) return known
    const ids = new CopyOnWriteMap<string, Ids>()
    this.#owners.set(ownerId, ids)
    return ids
  }
}

interface Numbered {
  readonly id: number
  readonly ownerId: number
  readonly number: string
}

const none: ReadonlyArray<number> = []

const listOf = (ids: Ids | undefined): ReadonlyArray<number> =>
  ids === undefined ? none : typeof ids === "number" ? [ids] : ids
