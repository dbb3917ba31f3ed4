import { Predicate } from "effect"

/** The members in which errors speak: ProblemDetails, and the two shapes that carts answer with. */
export const wordsIn = (body: Readonly<Record<string, unknown>>): string => {
  const fields = member(body, "errors")
  const validations = member(body, "validationerrors")
  return [
    ...["title", "detail", "message", "errormessage"].flatMap((name) => textsIn(member(body, name))),
    ...(Predicate.isObjectOrArray(fields)
      ? Object.entries(fields).flatMap(([field, texts]) => textsIn(texts).map((text) => `${field}: ${text}`))
      : []),
    ...(Array.isArray(validations) ? validations.flatMap((item) => textsIn(member(item, "message"))) : [])
  ].join("; ")
}

const textsIn = (value: unknown): ReadonlyArray<string> => [value].flat().filter(Predicate.isString)

/** Names are written with a small or a capital first letter. */
const member = (body: unknown, name: string): unknown =>
  Predicate.isObject(body) ? Object.entries(body).find(([key]) => key.toLowerCase() === name)?.[1] : undefined
