import fc from "fast-check"
import type { Known, Thing } from "./Known.ts"
import { bodyOf, type Described, type Document, type JsonSchema, namesInPath, referred } from "./Operations.ts"
import type { Target } from "./Target.ts"

/** A value that is best one that exists; which one is known when it is sent. */
class Pick {
  constructor(
    /** The one that says most first. */
    readonly names: ReadonlyArray<string>,
    readonly fits: (value: unknown) => boolean,
    readonly draw: number,
    readonly otherwise: unknown
  ) {}
}

/** A call that is valid by its document, before ids that exist are put in. */
export interface Plan {
  readonly operation: Described
  readonly draw: number
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** A sketch as JSON, with what is known put in and what is undefined left out. */
export const filled = (sketch: unknown, known: Known, thing: Thing | undefined): unknown => {
  if (sketch instanceof Pick) return known.value(sketch.names, thing, sketch.fits, sketch.draw) ?? sketch.otherwise
  if (Array.isArray(sketch)) return sketch.map((each) => filled(each, known, thing))
  if (typeof sketch !== "object" || sketch === null) return sketch
  return Object.fromEntries(
    Object.entries(sketch).flatMap(([name, each]) =>
      each === undefined ? [] : [[name, filled(each, known, thing)] as const]
    )
  )
}

const draw = fc.nat(10_000)

const days = fc.integer({ min: -40, max: 40 }).map((count) => new Date(Date.UTC(2026, 10, 2 + count, 8)).toISOString())

const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(..."abcAB019-_ /#"), minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom("1", "true", "2026-11-02", "NO", "Ærø/Øst & Sønn", "e\u0301", "👩‍👩‍👧‍👦") }
)

const within = ({ minLength = 0, maxLength = 1_000_000 }: JsonSchema) =>
  words.map((text) => text.padEnd(minLength, "x").slice(0, maxLength))

const isText = (value: unknown): boolean => typeof value === "string"

const texts = (schema: JsonSchema, names: ReadonlyArray<string>): fc.Arbitrary<unknown> => {
  if (schema.format === "date-time") return days
  if (schema.format === "date") return days.map((day) => day.slice(0, 10))
  if (names.some((name) => /date|time/i.test(name))) return fc.oneof(days, known(names, isText, days))
  const own = schema.pattern === undefined ? within(schema) : fc.stringMatching(new RegExp(schema.pattern))
  return known(names, isText, own)
}

const numbers = (schema: JsonSchema, names: ReadonlyArray<string>): fc.Arbitrary<unknown> => {
  const isWhole = schema.type === "integer"
  const least = Math.max(schema.minimum ?? 0, Number.MIN_SAFE_INTEGER)
  const most = Math.min(schema.maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  const small = fc.integer({ min: Math.max(least, 0), max: Math.min(most, Math.max(least, 0) + 20) })
  const own = isWhole
    ? fc.oneof({ weight: 5, arbitrary: small }, { weight: 1, arbitrary: fc.integer({ min: least, max: most }) })
    : fc.oneof(
        { weight: 5, arbitrary: small },
        { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }) }
      )
  return known(names, (value) => typeof value === "number" && (!isWhole || Number.isInteger(value)), own)
}

/** In a path everything is text. */
const inUrl = (schema: JsonSchema, names: ReadonlyArray<string>): fc.Arbitrary<unknown> =>
  schema.type === "string"
    ? known(names, (value) => isText(value) || typeof value === "number", within(schema))
    : numbers(schema, names)

const scalar = (schema: JsonSchema, names: ReadonlyArray<string>): fc.Arbitrary<unknown> =>
  schema.type === "string" ? texts(schema, names) : numbers(schema, names)

const known = (
  names: ReadonlyArray<string>,
  fits: (value: unknown) => boolean,
  own: fc.Arbitrary<unknown>
): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(draw, own).map(([place, otherwise]) => new Pick(names, fits, place, otherwise)) },
    { weight: 1, arbitrary: own }
  )

/** Below this, objects have what they must have and lists are empty. */
const deepest = 6

/** Arbitraries of what a document's schemas allow, each made once. */
export class Arbitraries {
  readonly #document: Document
  readonly #aliases: Target["aliases"]
  readonly #made = new Map<string, fc.Arbitrary<unknown>>()

  constructor({ document, aliases }: Target) {
    this.#document = document
    this.#aliases = aliases
  }

  plan(operation: Described): fc.Arbitrary<Plan> {
    const parameters = operation.parameters ?? []
    const inPath = parameters.filter((each) => each.in === "path")
    const inQuery = parameters.filter((each) => each.in === "query")
    const body = bodyOf(operation)
    return fc.record({
      operation: fc.constant(operation),
      draw,
      path: fc.record(
        Object.fromEntries(
          inPath.map(
            ({ name, schema }) => [name, inUrl(schema, namesInPath(operation, name, this.#aliases[name]))] as const
          )
        )
      ),
      query: this.#some(
        inQuery.map(({ name, schema, required }) => [name, schema, required === true] as const),
        0
      ),
      body: body === undefined ? fc.constant(undefined) : this.#value(body, "", 0)
    })
  }

  #value(schema: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined) {
      const place = `${schema.$ref} ${depth}`
      const made = this.#made.get(place)
      if (made !== undefined) return made
      // What a reference of a document leads to is a schema; the validator looks at all of them.
      const value = this.#value(referred(this.#document, schema.$ref) as JsonSchema, name, depth)
      this.#made.set(place, value)
      return value
    }
    if (schema.anyOf !== undefined) {
      return fc.oneof(
        ...schema.anyOf.map((each) => ({
          weight: each.type === "null" ? 1 : 6,
          arbitrary: this.#value(each, name, depth)
        }))
      )
    }
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
    switch (schema.type) {
      case "string":
      case "integer":
      case "number":
        return scalar(schema, [name])
      case "boolean":
        return fc.boolean()
      case "null":
        return fc.constant(null)
      case "array": {
        const least = schema.minItems ?? 0
        if (depth > deepest && least === 0) return fc.constant([])
        return fc.array(this.#value(schema.items ?? {}, name, depth + 1), { minLength: least, maxLength: least + 2 })
      }
      case "object": {
        const required = new Set(schema.required)
        const members = Object.entries(schema.properties ?? {})
        return this.#some(
          members
            .filter(([member]) => depth <= deepest || required.has(member))
            .map(([member, each]) => [member, each, required.has(member)] as const),
          depth + 1
        )
      }
      default:
        return fc.constantFrom<unknown>("anything", 1, true, { a: { B: null } }, [{ C: 1 }])
    }
  }

  /** What is required, and a few of the others. */
  #some(
    members: ReadonlyArray<readonly [string, JsonSchema, boolean]>,
    depth: number
  ): fc.Arbitrary<Readonly<Record<string, unknown>>> {
    const made = new Map(members.map(([name, schema]) => [name, this.#value(schema, name, depth)]))
    const must = members.filter(([, , isRequired]) => isRequired).map(([name]) => name)
    const may = members.filter(([, , isRequired]) => !isRequired).map(([name]) => name)
    const optional = fc.oneof(
      { weight: 3, arbitrary: fc.subarray(may, { maxLength: Math.min(may.length, 3) }) },
      { weight: 1, arbitrary: fc.subarray(may, { maxLength: Math.min(may.length, 12) }) }
    )
    return optional.chain((chosen) =>
      fc.record(Object.fromEntries([...must, ...chosen].map((name) => [name, made.get(name) ?? fc.constant(null)])))
    )
  }
}
