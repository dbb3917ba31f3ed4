import { nearestName } from "@omnium-ongoing/simulator-kit/NearestName"
import { parseInstant } from "../wire/Fields.ts"
import { invalid } from "./ApiError.ts"

interface Kinds {
  readonly text: string
  readonly texts: ReadonlyArray<string>
  readonly int: number
  /** Of rows at most. */
  readonly count: number
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
      throw invalid({ [name]: [noParameter(name, shape)] })
    }
    const parsed = parse(kind, value)
    if (parsed === undefined)
      throw invalid({ [name]: [`The value '${value}' is not valid for ${name}.${hint(kind, value)}`] })
    const known = values.get(name)
    if (known === undefined) values.set(name, [parsed])
    else if (isList(kind)) known.push(parsed)
    else throw invalid({ [name]: [`${name} is given more than once.`] })
  }
  const entries = [...values].map(([name, list]) => [name, isList(shape[name]) ? list : list[0]])
  // The loop above parsed each value by the kind that the shape gives its name.
  return Object.fromEntries(entries) as Query<Shape>
}

/** Values of arrays that look like several: the query with such a value alone, and with its parts. */
export const commaJoined = <Shape extends QueryShape>(query: Query<Shape>) =>
  Object.entries(query).flatMap(([name, values]) =>
    // What a name contains may be any text.
    !Array.isArray(values) || name.endsWith("Contains")
      ? []
      : values
          .filter((value): value is string => typeof value === "string" && value.includes(","))
          .map((value) => ({
            name,
            value,
            literal: { ...query, [name]: [value] },
            divided: { ...query, [name]: value.split(",") }
          }))
  )

/** How other interfaces name pages. */
const pageName = /^\W?(page|pageNumber|pageIndex|pageSize|perPage|per_page|skip|offset|limit|take|top|size|cursor)$/i

const noParameter = (name: string, shape: QueryShape): string => {
  const names = Object.keys(shape)
  const start = `There is no parameter '${name}' here.`
  if (!pageName.test(name)) {
    const meant = nearestName(name, names)
    return meant === undefined ? start : `${start} Did you mean '${meant}'?`
  }
  const from = names.find((each) => /[a-z]IdFrom$/.test(each))
  const most = names.find((each) => each.startsWith("max"))
  return from === undefined || most === undefined
    ? `${start} This list has no pages.`
    : `${start} A page begins at ${from} (the highest id so far plus one) and has at most ${most} entries.`
}

const hint = (kind: keyof Kinds, value: string): string => {
  if (kind === "ints" && value.includes(",")) return " Arrays are repeated keys, not joined with commas."
  if (kind === "count") return " It is a whole number from 0."
  if (kind === "time" && /T.* \d\d:?\d\d$/.test(value))
    return " A '+' in a URL stands for a blank: write %2B, or send UTC with Z."
  if (kind === "time") return " Times are written as 2026-11-02T08:00:00Z."
  return ""
}

const isList = (kind: keyof Kinds | undefined): boolean => kind === "texts" || kind === "ints"

const parse = (kind: keyof Kinds, value: string): unknown => {
  switch (kind) {
    case "text":
    case "texts":
      return value
    case "count":
      return /^\d{1,15}$/.test(value) ? Number(value) : undefined
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
