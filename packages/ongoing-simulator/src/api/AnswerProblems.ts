import { Result, Schema, SchemaIssue } from "effect"
import { ErrorAnswer } from "../wire/answers/ErrorAnswer.ts"
import { operations } from "./operations/Operations.ts"

/** Of 4xx and 5xx, those that the front door answers on purpose. */
const refusals: ReadonlyArray<number> = [400, 401, 403, 404, 405, 415, 429, 501]

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

/** Closed: a member that the model does not name is a problem too. */
const check = (model: Schema.ConstraintDecoder<unknown>) => {
  const decode = Schema.decodeUnknownResult(model, { errors: "all", onExcessProperty: "error" })
  return (body: unknown): ReadonlyArray<string> => {
    const result = decode(body)
    if (Result.isSuccess(result)) return []
    return formatIssue(result.failure.issue).issues.map(
      ({ path, message }) => `${(path ?? []).map(String).join(".") || "The answer"}: ${message}.`
    )
  }
}

const checkError = check(ErrorAnswer)
const checkOpaque = (body: unknown): ReadonlyArray<string> =>
  body === undefined ? [] : ["The answer should have no model, but is JSON."]

const withoutNames = (operation: string): string => operation.replaceAll(/\{\w+\}/g, "{}")

const checks = new Map(
  Object.entries(operations).map(([operation, { answer, creates }]) => [
    withoutNames(operation),
    { check: answer === "opaque" ? checkOpaque : check(answer), created: creates === true }
  ])
)

/** What in an answer is not as the vendor's model has it, one sentence each. */
export const answerProblems = (
  request: Request,
  path: string,
  status: number,
  body: unknown
): ReadonlyArray<string> => {
  if (refusals.includes(status)) return checkError(body)
  const operation = `${request.method} ${path.replace(/^.*?\/api\/v1/, "").replaceAll(/\/\d+(?=\/|$)/g, "/{}")}`
  const known = checks.get(operation)
  if (known === undefined) return [`There is no model of the answer to ${operation}.`]
  if (status !== 200 && !(status === 201 && known.created)) return [`${operation} is not described with ${status}.`]
  return known.check(body)
}
