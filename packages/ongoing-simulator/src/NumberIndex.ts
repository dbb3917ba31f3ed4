import { CopyOnWriteMap } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"

/** Which entities of a goods owner have a number. Normally one: only a renaming can give a number to a second. */
export class NumberIndex {
  readonly #ids: CopyOnWriteMap<string, ReadonlyArray<number>>

  constructor(ids: CopyOnWriteMap<string, ReadonlyArray<number>> = new CopyOnWriteMap()) {
    this.#ids = ids
  }

  /** By ascending id. */
  get(ownerId: number, number: string): ReadonlyArray<number> {
    return this.#ids.get(keyOf(ownerId, number)) ?? []
  }

  /** Called with every write: notes the entity under its number, and no longer under the one it had before. */
  note(before: Numbered | undefined, entity: Numbered): void {
    if (before?.number === entity.number) return
    if (before !== undefined) {
      const others = this.get(before.ownerId, before.number).filter((id) => id !== before.id)
      if (others.length === 0) this.#ids.delete(keyOf(before.ownerId, before.number))
      else this.#ids.set(keyOf(before.ownerId, before.number), others)
    }
    const same = this.get(entity.ownerId, entity.number)
    this.#ids.set(
      keyOf(entity.ownerId, entity.number),
      [...same, entity.id].sort((a, b) => a - b)
    )
  }

  copy(): NumberIndex {
    return new NumberIndex(this.#ids.copy())
  }
}

interface Numbered {
  readonly id: number
  readonly ownerId: number
  readonly number: string
}

const keyOf = (ownerId: number, number: string): string => `${ownerId}/${number}`
