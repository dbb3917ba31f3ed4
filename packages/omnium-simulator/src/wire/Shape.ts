import { nearestName } from "@omnium-ongoing/simulator-kit/NearestName"

/** What a body may look like. Reading matches names without regard to case, drops nulls and collects every problem. */
export interface Shape<A> {
  /** As a JSON Schema. */
  readonly describe: (book: SchemaBook) => unknown
  readonly read: (value: unknown, path: string, reading: Reading) => A | undefined
}

export interface Reading {
  readonly lenient: boolean
  readonly problems: Array<Problem>
  /** As an answer has it: names as they are spelt, no nulls, and what is always there. */
  readonly isAnswer?: boolean
}

/** Where models that have a name are described once. */
export interface SchemaBook {
  readonly isAnswer: boolean
  readonly refer: (name: string, describe: () => unknown) => unknown
}

export interface Problem {
  readonly path: string
  readonly message: string
}

export type Read<S> = S extends Shape<infer A> ? A : never

type Fields = Readonly<Record<string, Shape<unknown>>>

/** On the wire every member may be left out. */
export type Members<F extends Fields> = { readonly [K in keyof F]?: Read<F[K]> }

const problem = (reading: Reading, path: string, message: string): undefined => {
  reading.problems.push({ path: path === "" ? "$" : path, message })
  return undefined
}

export const text: Shape<string> = {
  describe: () => ({ type: "string" }),
  read: (value, path, reading) =>
    typeof value === "string" ? value : problem(reading, path, "The value must be a string.")
}

export const number: Shape<number> = {
  describe: () => ({ type: "number" }),
  read: (value, path, reading) =>
    typeof value === "number" && Number.isFinite(value) ? value : problem(reading, path, "The value must be a number.")
}

export const flag: Shape<boolean> = {
  describe: () => ({ type: "boolean" }),
  read: (value, path, reading) => {
    if (typeof value === "boolean") return value
    // Configuration copied out of a tenant writes switches as strings.
    if (reading.lenient && typeof value === "string" && /^(true|false)$/i.test(value)) {
      return value.toLowerCase() === "true"
    }
    return problem(reading, path, "The value must be true or false.")
  }
}

const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** An ISO 8601 instant, kept as UTC with milliseconds; without a zone it is UTC. */
export const instant: Shape<string> = {
  describe: () => ({ type: "string", format: "date-time" }),
  read: (value, path, reading) => {
    const match = typeof value === "string" ? iso.exec(value) : null
    if (match === null) return problem(reading, path, "The value must be an ISO 8601 date and time.")
    const zoned = match[1] === undefined && match[0].includes("T") ? `${match[0]}Z` : match[0]
    const milliseconds = Date.parse(zoned)
    return Number.isNaN(milliseconds)
      ? problem(reading, path, "The value is no date.")
      : reading.isAnswer === true && value !== new Date(milliseconds).toISOString()
        ? problem(reading, path, `${value} is not written as UTC with milliseconds.`)
        : new Date(milliseconds).toISOString()
  }
}

/** A part of the model whose members this simulator keeps without looking at them. */
export const anything: Shape<unknown> = { describe: () => ({}), read: (value) => camelCased(value) }

export const list = <A>(item: Shape<A>): Shape<ReadonlyArray<A>> => ({
  describe: (book) => ({ type: "array", items: item.describe(book) }),
  read: (value, path, reading) => {
    if (!Array.isArray(value)) {
      const joined = typeof value === "string" ? `, as in ${JSON.stringify(value.split(","))}` : ""
      return problem(reading, path, `The value must be a list${joined}.`)
    }
    const items: Array<A> = []
    for (let index = 0; index < value.length; index++) {
      const entry: unknown = value[index]
      const read =
        entry === null && reading.isAnswer !== true ? undefined : item.read(entry, `${path}[${index}]`, reading)
      if (read !== undefined) items.push(read)
    }
    return items
  }
})

export interface RecordShape<F extends Fields> extends Shape<Members<F>> {
  readonly fields: F
}

/** A model of the vendor's: its name there, and the members that no answer leaves out. */
interface Traits<F> {
  readonly name?: string
  readonly always?: ReadonlyArray<keyof F & string>
}

export const record = <F extends Fields>(fields: F, { name: model, always = [] }: Traits<F> = {}): RecordShape<F> => {
  const names = new Map(Object.keys(fields).map((name) => [name.toLowerCase(), name]))
  const described = (book: SchemaBook) => ({
    type: "object",
    additionalProperties: false,
    ...(book.isAnswer && always.length > 0 ? { required: always } : {}),
    properties: Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, shape.describe(book)]))
  })
  return {
    fields,
    describe: (book) => (model === undefined ? described(book) : book.refer(model, () => described(book))),
    read: (value, path, reading) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return problem(reading, path, "The value must be an object.")
      }
      const found: Record<string, unknown> = {}
      for (const [sent, member] of Object.entries(value)) {
        const name = names.get(sent.toLowerCase())
        const at = path === "" ? (name ?? sent) : `${path}.${name ?? sent}`
        if (name === undefined) {
          if (!reading.lenient) problem(reading, at, unknownMember(sent, names.values()))
        } else if (reading.isAnswer === true && name !== sent) {
          problem(reading, at, `It is spelt '${sent}'.`)
        } else if (member !== null || reading.isAnswer === true) {
          const read = fields[name]?.read(member, at, reading)
          if (read !== undefined) found[name] = read
        }
      }
      for (const name of reading.isAnswer === true ? always : []) {
        if (!(name in value)) problem(reading, path === "" ? name : `${path}.${name}`, "It is missing.")
      }
      // Each member was read by the shape of its own name.
      return found as Members<F>
    }
  }
}

const unknownMember = (sent: string, names: Iterable<string>): string => {
  const meant = nearestName(sent, names)
  return `'${sent}' is not a member of this model${meant === undefined ? "" : `; did you mean '${meant}'`}.`
}

/** Names with a small first letter, as answers have them, at any depth. */
const camelCased = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camelCased)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name.slice(0, 1).toLowerCase() + name.slice(1), camelCased(member)])
  )
}
