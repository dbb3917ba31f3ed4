/** What a map begins with and never changes. A `Map` is one; another may work its entries out when they are asked for. */
export interface Origin<Key, Value> {
  readonly size: number
  readonly get: (key: Key) => Value | undefined
  readonly keys: () => Iterable<Key>
}

/** Marks a key of the origin that was deleted. */
const gone: unique symbol = Symbol("gone")

/** A layer that is this many times larger than the changes over it is shared by copies, and not written anew. */
const worthSharing = 4

/**
 * A map whose copy costs what has changed since the last copy, however much it holds. Keys keep the order in which they
 * were first set; a key that is deleted and set again keeps its place.
 */
export class CopyOnWriteMap<Key, Value> {
  readonly #origin: Origin<Key, Value>
  /** Changes that copies share, so nobody writes to it any more. */
  #shared: ReadonlyMap<Key, Value | typeof gone>
  #own: Map<Key, Value | typeof gone>
  #size: number

  constructor(
    origin: Origin<Key, Value> = new Map(),
    shared: ReadonlyMap<Key, Value | typeof gone> = new Map(),
    own: Map<Key, Value | typeof gone> = new Map(),
    size = origin.size
  ) {
    this.#origin = origin
    this.#shared = shared
    this.#own = own
    this.#size = size
  }

  get size(): number {
    return this.#size
  }

  get(key: Key): Value | undefined {
    const changed = this.#own.get(key) ?? this.#shared.get(key)
    if (changed === undefined) return this.#origin.get(key)
    return changed === gone ? undefined : changed
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined
  }

  /** Tells what was there before. */
  set(key: Key, value: Value): Value | undefined {
    const before = this.get(key)
    if (before === undefined) this.#size++
    this.#own.set(key, value)
    return before
  }

  delete(key: Key): boolean {
    if (!this.has(key)) return false
    if (this.#shared.has(key) || this.#origin.get(key) !== undefined) this.#own.set(key, gone)
    else this.#own.delete(key)
    this.#size--
    return true
  }

  *entries(): IteratorObject<[Key, Value], undefined> {
    for (const key of this.#everyKey()) {
      const value = this.get(key)
      if (value !== undefined) yield [key, value]
    }
  }

  *keys(): IteratorObject<Key, undefined> {
    for (const key of this.#everyKey()) if (this.has(key)) yield key
  }

  *values(): IteratorObject<Value, undefined> {
    for (const key of this.#everyKey()) {
      const value = this.get(key)
      if (value !== undefined) yield value
    }
  }

  /** What differs from the origin; `undefined` stands for what was deleted. */
  *changes(): IteratorObject<[Key, Value | undefined], undefined> {
    for (const [key, value] of this.#shared) if (!this.#own.has(key)) yield [key, value === gone ? undefined : value]
    for (const [key, value] of this.#own) yield [key, value === gone ? undefined : value]
  }

  copy(): CopyOnWriteMap<Key, Value> {
    if (this.#own.size > this.#shared.size / worthSharing) {
      const shared = new Map(this.#shared)
      for (const [key, value] of this.#own)
        if (value === gone && this.#origin.get(key) === undefined) shared.delete(key)
        else shared.set(key, value)
      this.#shared = shared
      this.#own = new Map()
    }
    return new CopyOnWriteMap(this.#origin, this.#shared, new Map(this.#own), this.#size)
  }

  *#everyKey(): Generator<Key> {
    yield* this.#origin.keys()
    for (const key of this.#shared.keys()) if (this.#origin.get(key) === undefined) yield key
    for (const key of this.#own.keys()) if (!this.#shared.has(key) && this.#origin.get(key) === undefined) yield key
  }
}
