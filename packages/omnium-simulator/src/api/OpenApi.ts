import { ProblemDetails, Token } from "../wire/Answer.ts"
import { number, record, type SchemaBook, type Shape, text } from "../wire/Shape.ts"
import type { Operation, Query } from "./Exchange.ts"
import { operations } from "./Operations.ts"

const kinds: Readonly<Record<Query[string], unknown>> = {
  text: { type: "string" },
  flag: { type: "boolean" },
  number: { type: "number" },
  instant: { type: "string", format: "date-time" },
  list: { type: "array", items: { type: "string" } }
}

const TooLarge = record({ message: text }, { always: ["message"] })

/** What of the API is simulated, and by name what is not, as an OpenAPI document. */
export const openApi = (): unknown => {
  const schemas: Record<string, unknown> = {}
  /** What answers always have is required there and nowhere else, so some models are described twice. */
  const book = (isAnswer: boolean): SchemaBook => ({
    isAnswer,
    refer: (model, describe) => {
      const name = isAnswer ? `${model}Answer` : model
      if (!(name in schemas)) {
        schemas[name] = {}
        schemas[name] = describe()
      }
      return { $ref: `#/components/schemas/${name}` }
    }
  })
  const taken = book(false)
  const given = book(true)
  const json = (shape: Shape<unknown>) => ({ "application/json": { schema: shape.describe(given) } })
  const refused = (description: string, type = "application/json") => ({
    description,
    content: { [type]: { schema: (type === "application/json" ? text : ProblemDetails).describe(given) } }
  })
  const problem = "application/problem+json"
  const refusals = {
    "400": {
      description: "Refused; a text says why, or which members of the body are wrong",
      content: { ...json(text), [problem]: { schema: ProblemDetails.describe(given) } }
    },
    "401": refused("No token, or one that is not valid any more", problem),
    "403": refused("A role is missing", problem),
    "404": refused("Unknown"),
    "409": refused("It exists already, or another operation holds it"),
    "429": { ...refused("Too many calls"), headers: { "Retry-After": { schema: number.describe(given) } } }
  }
  const { "404": _unknown, "409": _held, ...refusalsOfAll } = refusals
  /** Refused before anybody looks what it is about. */
  const tooLarge = {
    "413": {
      description: "A body larger than any call needs",
      content: { "application/json": { schema: TooLarge.describe(given) } }
    }
  }
  const described = (operation: Operation): unknown => {
    const parameters = [
      ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter("path", name ?? "", kinds.text)),
      ...Object.entries(operation.query ?? {}).map(([name, kind]) => parameter("query", name, kinds[kind]))
    ]
    const { summary, body, answer, isText } = operation
    if (operation.isSimulated === false) {
      return {
        summary,
        parameters,
        responses: {
          ...refusalsOfAll,
          ...(operation.method === "GET" ? {} : tooLarge),
          "501": refused("Not simulated", problem)
        }
      }
    }
    const status = operation.status ?? (answer === undefined && isText !== true ? 204 : 200)
    const content = isText === true ? { "text/plain": { schema: text.describe(given) } } : answer && json(answer)
    return {
      summary,
      parameters,
      ...(body === undefined ? {} : { requestBody: { required: true, content: jsonBody(body, taken) } }),
      responses: {
        [status]: { description: summary, ...(content === undefined ? {} : { content }) },
        ...refusals,
        // Where the status is all there is to say, it says it alone.
        ...(status === 200 && content === undefined ? { "404": { description: "Unknown" } } : {}),
        ...(operation.method === "GET" ? {} : tooLarge)
      },
      ...(operation.isPublic === true ? { security: [] } : {})
    }
  }
  const paths: Record<string, Record<string, unknown>> = { "/api/Token": { post: token(given) } }
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: described(operation) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Omnium simulator", version: "1" },
    security: [{ bearer: [] }],
    paths,
    components: { schemas, securitySchemes: { bearer: { type: "http", scheme: "bearer" } } }
  }
}

const parameter = (place: "path" | "query", name: string, schema: unknown) => ({
  name,
  in: place,
  ...(place === "path" ? { required: true } : {}),
  schema
})

const jsonBody = (shape: Shape<unknown>, book: SchemaBook) => ({ "application/json": { schema: shape.describe(book) } })

const token = (book: SchemaBook) => ({
  summary: "An access token, as text or with returnAsJson=true as JSON",
  security: [],
  parameters: [
    parameter("query", "clientId", kinds.text),
    parameter("query", "clientSecret", kinds.text),
    parameter("query", "returnAsJson", kinds.flag)
  ],
  responses: {
    "200": {
      description: "A token for ten days",
      content: { "text/plain": { schema: text.describe(book) }, ...jsonBody(Token, book) }
    },
    "401": {
      description: "Other credentials",
      content: { "application/problem+json": { schema: ProblemDetails.describe(book) } }
    },
    "413": {
      description: "A body larger than any call needs",
      content: { "application/json": { schema: TooLarge.describe(book) } }
    }
  }
})
