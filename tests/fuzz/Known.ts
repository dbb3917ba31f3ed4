/** The ids and numbers of one thing, by the plain name of what each is. */
export type Thing = ReadonlyMap<string, ReadonlyArray<unknown>>

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const singular = (name: string): string => name.replace(/ies$/, "y").replace(/(?<=us)es$|(?<!u)s$/, "")

const plainNames = new Map<string, string>()

/** `orderNumbers`, `orderNumber` and `OrderNumberFrom` are of the same kind. */
const plain = (name: string): string => {
  const known = plainNames.get(name)
  if (known !== undefined) return known
  const words = name.toLowerCase().split(" ")
  const made = words.map((word) => singular(word.replace(/(from|to)$/, ""))).join("")
  plainNames.set(name, made)
  return made
}

/** Things of one operation, values of one name, bodies of one operation: the latest of each are kept. */
const kept = 12
const ofAList = 10

/** What a caller has learnt from earlier answers: he calls with ids that exist, and that belong together. */
export class Known {
  readonly #things = new Map<string, ReadonlyArray<Thing>>()
  readonly #values = new Map<string, ReadonlyArray<unknown>>()
  readonly #bodies = new Map<string, ReadonlyArray<unknown>>()

  /**
   * Each element of a list is a thing of its own, and belongs to what was asked for; an `id` is also known by the name
   * of what it is the id of.
   */
  learn(
    operation: string,
    words: ReadonlyArray<string>,
    asked: Readonly<Record<string, unknown>>,
    answer: unknown
  ): void {
    const { result, ...around } = Array.isArray(answer) ? { result: answer } : Object(answer)
    const all: ReadonlyArray<unknown> = Array.isArray(result) ? result : []
    for (const each of [...all.slice(0, ofAList / 2), ...all.slice(ofAList / 2).slice(-ofAList / 2), around]) {
      const names = new Map(Object.entries(asked).map(([name, value]) => [plain(name), [value]]))
      collect(names, words.toReversed(), each, 0)
      for (const [name, values] of names) for (const value of values) keep(this.#values, name, value)
      if (names.size > 0) keep<Thing>(this.#things, operation, names)
    }
  }

  /** A thing that has as many of these as any; the draw says which. */
  thing(names: ReadonlyArray<string>, draw: number): Thing | undefined {
    const wanted = names.map(plain)
    const all = [...this.#things.values()].flat()
    let best: Thing | undefined
    let most = -1
    for (let step = 0; step < all.length && most < wanted.length; step++) {
      const thing = all[(draw + step) % all.length]
      const has = wanted.filter((name) => thing?.has(name)).length
      if (has > most) {
        best = thing
        most = has
      }
    }
    return best
  }

  /** A value that is of the right kind and has the first of these names that is known: mostly of the thing. */
  value(
    names: ReadonlyArray<string>,
    thing: Thing | undefined,
    fits: (value: unknown) => boolean,
    draw: number
  ): unknown {
    for (const name of names.map(plain)) {
      const known = (draw % 4 === 0 ? undefined : thing?.get(name)) ?? this.#values.get(name) ?? []
      const fitting = known.filter(fits)
      if (fitting.length > 0) return fitting[draw % fitting.length]
    }
    return undefined
  }

  /** A body that an operation has accepted, to be sent again with a change. */
  accept(operation: string, body: unknown): void {
    keep(this.#bodies, operation, body)
  }

  accepted(operation: string, draw: number): unknown {
    const bodies = this.#bodies.get(operation) ?? []
    return bodies[draw % bodies.length]
  }
}

const keep = <A>(all: Map<string, ReadonlyArray<A>>, name: string, value: A): void => {
  const before = all.get(name) ?? []
  if (!before.includes(value)) all.set(name, [...before, value].slice(-kept))
}

const collect = (
  names: Map<string, Array<unknown>>,
  of: ReadonlyArray<string>,
  value: unknown,
  depth: number
): void => {
  if (depth > 5) return
  if (Array.isArray(value)) {
    for (const each of value.slice(0, ofAList)) collect(names, of, each, depth + 1)
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) collect(names, [name, ...of], member, depth + 1)
  } else if (typeof value === "number" || (typeof value === "string" && value !== "" && value.length <= 100)) {
    const [own = "", near = "", far = ""] = of
    for (const name of [own, `${near} ${own}`, `${far} ${near} ${own}`, ...(own === "id" ? [`${far} ${own}`] : [])]) {
      const known = names.get(plain(name)) ?? []
      if (known.length < kept && !known.includes(value)) names.set(plain(name), [...known, value])
    }
  }
}
