import { ProblemDetails, Token } from "../wire/Answer.ts"
import type { Problem, Shape } from "../wire/Shape.ts"
import { operationOf } from "./Operations.ts"

const refusals = [400, 401, 403, 404, 405, 409, 429, 501]

/** What in an answer the models of the API do not have, one sentence each. */
export const answerProblems = (
  request: Request,
  path: string,
  status: number,
  body: unknown
): ReadonlyArray<string> => {
  if (status >= 400) return refusalProblems(status, body)
  if (path.toLowerCase() === "/api/token") return body === undefined ? [] : problemsOf(Token, body)
  const operation = operationOf(request.method, path.replace(/\/+$/, ""))
  if (operation === undefined) return [`${request.method} ${path} is no operation and was answered ${status}.`]
  const { answer, isText } = operation
  const expected = operation.status ?? (answer === undefined && isText !== true ? 204 : 200)
  return [
    ...(status === expected ? [] : [`It is answered ${status} instead of ${expected}.`]),
    ...(answer === undefined
      ? body === undefined
        ? []
        : ["It has a body that is not described."]
      : problemsOf(answer, body))
  ]
}

const problemsOf = (shape: Shape<unknown>, body: unknown): ReadonlyArray<string> => {
  const problems: Array<Problem> = []
  shape.read(body, "", { lenient: false, problems, isAnswer: true })
  return problems.map(({ path, message }) => `${path}: ${message}`)
}

/** A domain error is a bare JSON string, others are problem details; 401 has no body that clients could rely on. */
const refusalProblems = (status: number, body: unknown): ReadonlyArray<string> => {
  if (!refusals.includes(status)) return [`Status ${status} is none that this API answers.`]
  if (typeof body === "string") return []
  if (body === undefined) return status === 401 || status === 404 ? [] : [`Status ${status} comes without a reason.`]
  return problemsOf(ProblemDetails, body)
}
