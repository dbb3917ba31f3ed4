import { CopyOnWriteMap, type Origin } from "./CopyOnWriteMap.ts"
import type { Recorder } from "./Ledger.ts"

/** Immutable entities by key, in order of creation. A change is a new entity under the same key. */
export class Table<Key extends string | number, Entity> {
  readonly kind: string
  #entities: CopyOnWriteMap<Key, Entity>
  #writes = 0
  /** Keys written since changes were last taken, once somebody takes them. */
  #changed: Set<Key> | undefined

  /** What it holds at first: entities, or an origin that is no part of what `takeAll` tells. */
  constructor(kind: string, first: Origin<Key, Entity> | Iterable<readonly [Key, Entity]> = []) {
    this.kind = kind
    const isList = Symbol.iterator in first
    this.#entities = new CopyOnWriteMap(isList ? new Map() : first)
    if (isList) for (const [key, entity] of first) this.#entities.set(key, entity)
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

  /** Tells what was there before. */
  set(key: Key, entity: Entity, record: Recorder): Entity | undefined {
    const before = this.#entities.set(key, entity)
    this.#writes++
    this.#changed?.add(key)
    record(this.kind, String(key), before ?? null, entity)
    return before
  }

  delete(key: Key, record: Recorder): boolean {
    const before = this.#entities.get(key)
    if (!this.#entities.delete(key)) return false
    this.#writes++
    this.#changed?.add(key)
    record(this.kind, String(key), before ?? null, null)
    return true
  }

  /** All that differs from the table's origin; `undefined` for what is no longer there. `takeChanges` goes on from here. */
  takeAll(): ReadonlyArray<readonly [Key, Entity | undefined]> {
    this.#changed = new Set()
    return this.#entities.changes().toArray()
  }

  /** What was written since it was last taken. */
  takeChanges(): ReadonlyArray<readonly [Key, Entity | undefined]> {
    const keys = this.#changed ?? []
    this.#changed = new Set()
    return Array.from(keys, (key) => [key, this.#entities.get(key)] as const)
  }

  /** Entities are shared, because they never change. */
  copy(): Table<Key, Entity> {
    const copy = new Table<Key, Entity>(this.kind)
    copy.#entities = this.#entities.copy()
    return copy
  }
}
