import { nearestName } from "@omnium-ongoing/simulator-kit/NearestName"
import { instant, type Problem } from "../wire/Shape.ts"
import type { Operation, Query } from "./Exchange.ts"

/** What is wrong with the query of a call. */
export const queryProblems = (operation: Operation, url: string): ReadonlyArray<Problem> => {
  if (!url.includes("?")) return []
  const query = operation.query ?? {}
  const names = Object.keys(query)
  return [...new URL(url).searchParams].flatMap(([sent, value]): ReadonlyArray<Problem> => {
    const name = names.find((candidate) => candidate.toLowerCase() === sent.toLowerCase())
    const message = name === undefined ? unknown(operation, sent, names) : unreadable(name, query[name], value)
    return message === undefined ? [] : [{ path: name ?? sent, message }]
  })
}

const unknown = (operation: Operation, sent: string, names: ReadonlyArray<string>): string => {
  const meant = nearestName(sent, names)
  const hint = meant === undefined ? "" : `; did you mean '${meant}'`
  return `'${sent}' is not a parameter of ${operation.method} ${operation.path}${hint}.`
}

const unreadable = (name: string, kind: Query[string] | undefined, value: string): string | undefined => {
  switch (kind) {
    case "list":
      return value.includes(",")
        ? `'${value}' would be read as one value; repeat the parameter: ${value
            .split(",")
            .map((one) => `${name}=${one.trim()}`)
            .join("&")}`
        : undefined
    case "flag":
      return /^(true|false)$/i.test(value) ? undefined : "The value must be true or false."
    case "number":
      return /^-?\d+$/.test(value) ? undefined : "The value must be a whole number."
    case "instant": {
      const problems: Array<Problem> = []
      instant.read(value, name, { lenient: false, problems })
      const isPlus = value.includes(" ") ? " A plus sign is written %2B in a query." : ""
      return problems.map(({ message }) => `${message}${isPlus}`)[0]
    }
    default:
      return undefined
  }
}
