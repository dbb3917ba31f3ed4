import type { Problem } from "../wire/Shape.ts"

/** A body that could not be bound to the model of its operation. */
export class MalformedBody extends Error {
  override readonly name = "MalformedBody"
  constructor(readonly problems: ReadonlyArray<Problem>) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join(" "))
  }
}

/** How the framework under the real system describes what it could not route or bind. */
export const problemDetails = (status: number, title: string, more: Readonly<Record<string, unknown>> = {}): Response =>
  new Response(JSON.stringify({ type: `https://httpstatuses.io/${status}`, title, status, ...more }), {
    status,
    headers: { "content-type": "application/problem+json; charset=utf-8" }
  })

export const malformed = (error: MalformedBody): Response =>
  problemDetails(400, "One or more validation errors occurred.", {
    detail: error.message,
    errors: Object.fromEntries(
      error.problems.map((problem) => [
        problem.path,
        error.problems.filter((other) => other.path === problem.path).map((other) => other.message)
      ])
    )
  })

export const unauthorised = (reason: string): Response => {
  const answer = problemDetails(401, "Unauthorized", { detail: reason })
  answer.headers.set("www-authenticate", `Bearer error="invalid_token", error_description="${reason}"`)
  return answer
}

/** A domain error is a bare JSON string. */
export const refusal = (status: number, message: string): Response => Response.json(message, { status })

export const tooMany = (reason: string, retryAfter: number): Response =>
  Response.json(reason, { status: 429, headers: { "retry-after": String(retryAfter) } })

export const noContent = (): Response => new Response(null, { status: 204 })
