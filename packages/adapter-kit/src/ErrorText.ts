import { Option, Predicate } from "effect"

/** Finds a vendor's words for people in a JSON object; empty when there are none. */
export type WordsIn = (body: Readonly<Record<string, unknown>>) => string

const longest = 500
const empty = /^\s*(""|null|\{\s*\}|\[\s*\])?\s*$/

/** What the body of an error says: bare text, a JSON text, or an object of a shape that the vendor is known for. */
export const errorText = (status: number, contentType: string, body: string, wordsIn: WordsIn): string => {
  if (isHtml(contentType, body)) return `answered ${status} with HTML`
  const words = Option.match(parseJson(body), { onNone: () => "", onSome: (json) => wordsOf(json, wordsIn) })
  return [words, body].find((text) => !empty.test(text)) ?? `answered ${status} without saying why`
}

export const wordsOf = (json: unknown, wordsIn: WordsIn): string => {
  if (Predicate.isString(json)) return json
  return Predicate.isObject(json) ? wordsIn(json) : ""
}

export const parseJson: (text: string) => Option.Option<unknown> = Option.liftThrowable((text: string): unknown =>
  JSON.parse(text)
)

/** Gateways answer with pages for people. */
export const isHtml = (contentType: string, text: string): boolean =>
  /\bhtml\b/i.test(contentType) || text.trimStart().startsWith("<")

/** Fit for a log line and for a list that people read. */
export const oneLine = (text: string): string => {
  const line = text
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : line
}
