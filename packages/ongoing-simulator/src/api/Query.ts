import { parseInstant } from "../wire/Fields.ts"
import { invalid } from "./ApiError.ts"

interface Kinds {
  readonly text: string
  readonly texts: ReadonlyArray<string>
  readonly int: number
  readonly ints: ReadonlyArray<number>
  readonly flag: boolean
  /** Milliseconds, cut to whole seconds: filters know nothing finer. */
  readonly time: number
}

export type QueryShape = Readonly<Record<string, keyof Kinds>>
export type Query<Shape extends QueryShape> = { readonly [Name in keyof Shape]?: Kinds[Shape[Name]] }

/** Reads the parameters of a URL. Arrays are repeated keys; a comma is part of a value. */
export const readQuery = <Shape extends QueryShape>(url: string, shape: Shape, lenient: boolean): Query<Shape> => {
  const mark = url.indexOf("?")
  if (mark === -1) return {}
  const values = new Map<string, Array<unknown>>()
  for (const [name, value] of new URLSearchParams(url.slice(mark))) {
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (kind === undefined) {
      if (lenient) continue
      throw invalid({ [name]: [`There is no parameter '${name}' here.`] })
    }
    const parsed = parse(kind, value)
    if (parsed === undefined) throw invalid({ [name]: [`The value '${value}' is not valid for ${name}.`] })
    const known = values.get(name)
    if (known === undefined) values.set(name, [parsed])
    else if (isList(kind)) known.push(parsed)
    else throw invalid({ [name]: [`${name} is given more than once.`] })
  }
  const entries = [...values].map(([name, list]) => [name, isList(shape[name]) ? list : list[0]])
  // The loop above parsed each value by the kind that the shape gives its name.
  return Object.fromEntries(entries) as Query<Shape>
}

const isList = (kind: keyof Kinds | undefined): boolean => kind === "texts" || kind === "ints"

const parse = (kind: keyof Kinds, value: string): unknown => {
  switch (kind) {
    case "text":
    case "texts":
      return value
    case "int":
    case "ints":
      return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
    case "flag":
      return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined
    case "time": {
      const milliseconds = parseInstant(value)
      return milliseconds === undefined ? undefined : wholeSeconds(milliseconds)
    }
  }
}

export const wholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000
