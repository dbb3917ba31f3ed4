import { Option, Predicate } from "effect"
import { isHtml, parseJson } from "./AnswerBody.ts"

const longest = 500

/** What an answer says went wrong. */
export const errorText = (status: number, contentType: string | undefined, body: string): string => {
  if (isHtml(contentType, body)) return `answered ${status} with HTML`
  const said = Option.match(parseJson(body), { onNone: () => body, onSome: (json) => ownWords(json) ?? body })
  return said.trim() === "" ? `answered ${status} without saying why` : said
}

/** The text for people in a JSON answer: Ongoing's own, and ASP.NET's for a model that does not validate. */
export const ownWords = (json: unknown): string | undefined => {
  if (Predicate.isString(json)) return json
  if (!Predicate.isObject(json)) return undefined
  const message = [json.message, json.Message, json.error, json.Error].find(isWords)
  const words = [...(message === undefined ? [] : [message]), ...invalidFields(json.modelState ?? json.ModelState)]
  return words.length === 0 ? undefined : words.join(" ")
}

const isWords = (value: unknown): value is string => Predicate.isString(value) && value.trim() !== ""

const invalidFields = (modelState: unknown): ReadonlyArray<string> =>
  Predicate.isObject(modelState)
    ? Object.entries(modelState).map(([field, texts]) => `${field}: ${[texts].flat().filter(isWords).join(" ")}`)
    : []

/** Fit for a log line and for a list that people read. */
export const oneLine = (text: string): string =>
  text
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed()
