import { CopyOnWriteMap, type Origin } from "./CopyOnWriteMap.ts"
import type { Recorder } from "./Ledger.ts"

/** Immutable entities by key, in order of creation. A change is a new entity under the same key. */
export class Table<Key extends string | number, Entity> {
  readonly kind: string
  #entities: CopyOnWriteMap<Key, Entity>
  #writes = 0

  constructor(kind: string, origin: Origin<Key, Entity> | Iterable<readonly [Key, Entity]> = []) {
    this.kind = kind
    this.#entities = new CopyOnWriteMap(Symbol.iterator in origin ? new Map(origin) : origin)
  }

  get size(): number {
    return this.#entities.size
  }

  /** How often something was set or deleted here: as long as it stands still, so do the entities. */
  get writes(): number {
    return this.#writes
  }

  get(key: Key): Entity | undefined {
    return this.#entities.get(key)
  }

  has(key: Key): boolean {
    return this.#entities.has(key)
  }

  keys(): IteratorObject<Key, undefined> {
    return this.#entities.keys()
  }

  values(): IteratorObject<Entity, undefined> {
    return this.#entities.values()
  }

  entries(): IteratorObject<[Key, Entity], undefined> {
    return this.#entities.entries()
  }

  set(key: Key, entity: Entity, record: Recorder): void {
    const before = this.#entities.get(key)
    this.#entities.set(key, entity)
    this.#writes++
    record(this.kind, String(key), before ?? null, entity)
  }

  delete(key: Key, record: Recorder): boolean {
    const before = this.#entities.get(key)
    if (!this.#entities.delete(key)) return false
    this.#writes++
    record(this.kind, String(key), before ?? null, null)
    return true
  }

  /** Entities are shared, because they never change. */
  copy(): Table<Key, Entity> {
    const copy = new Table<Key, Entity>(this.kind)
    copy.#entities = this.#entities.copy()
    return copy
  }
}
