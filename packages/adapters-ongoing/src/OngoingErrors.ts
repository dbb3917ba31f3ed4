import { Predicate } from "effect"

/** The text for people in a JSON answer: Ongoing's own, and ASP.NET's for a model that does not validate. */
export const wordsIn = (body: Readonly<Record<string, unknown>>): string => {
  const message = [body.message, body.Message, body.error, body.Error].find(isWords)
  const words = [...(message === undefined ? [] : [message]), ...invalidFields(body.modelState ?? body.ModelState)]
  return words.join(" ")
}

const isWords = (value: unknown): value is string => Predicate.isString(value) && value.trim() !== ""

const invalidFields = (modelState: unknown): ReadonlyArray<string> =>
  Predicate.isObject(modelState)
    ? Object.entries(modelState).map(([field, texts]) => `${field}: ${[texts].flat().filter(isWords).join(" ")}`)
    : []
