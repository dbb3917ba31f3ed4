import type { Recorder } from "./Ledger.ts"

/** Immutable entities by key, in order of creation. A change is a new entity under the same key. */
export class Table<Key extends string | number, Entity> {
  readonly kind: string
  readonly #entities: Map<Key, Entity>

  constructor(kind: string, entries: Iterable<readonly [Key, Entity]> = []) {
    this.kind = kind
    this.#entities = new Map(entries)
  }

  get size(): number {
    return this.#entities.size
  }

  get(key: Key): Entity | undefined {
    return this.#entities.get(key)
  }

  has(key: Key): boolean {
    return this.#entities.has(key)
  }

  keys(): MapIterator<Key> {
    return this.#entities.keys()
  }

  values(): MapIterator<Entity> {
    return this.#entities.values()
  }

  entries(): MapIterator<[Key, Entity]> {
    return this.#entities.entries()
  }

  set(key: Key, entity: Entity, record: Recorder): void {
    const before = this.#entities.get(key)
    this.#entities.set(key, entity)
    record(this.kind, String(key), before ?? null, entity)
  }

  delete(key: Key, record: Recorder): boolean {
    const before = this.#entities.get(key)
    if (!this.#entities.delete(key)) return false
    record(this.kind, String(key), before ?? null, null)
    return true
  }

  /** Entities are shared, because they never change. */
  copy(): Table<Key, Entity> {
    return new Table(this.kind, this.#entities)
  }
}
