import { Result, Schema } from "effect"
import type { Context } from "hono"
import { BackDoorError } from "./BackDoorError.ts"
import { decodingProblems } from "./DecodingProblems.ts"

/** The value as the schema describes it; unknown members are refused by name. */
export const decodeBody = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, value: unknown): S["Type"] => {
  const result = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
  if (Result.isSuccess(result)) return result.success
  const said = decodingProblems(schema, result.failure.issue).map(
    ({ path, text }) => `${path.length === 0 ? "" : `${path.map(String).join(".")}: `}${text}`
  )
  throw new BackDoorError(400, said.join("\n"))
}

/** The request's JSON; no body at all is an empty object. */
export const readJson = async (context: Context): Promise<unknown> => {
  const text = await context.req.text()
  if (text.trim() === "") return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new BackDoorError(400, "The body is not JSON.")
  }
}

export const readBody = async <S extends Schema.ConstraintDecoder<unknown>>(
  context: Context,
  schema: S
): Promise<S["Type"]> => decodeBody(schema, await readJson(context))
