import { Schema, SchemaAST } from "effect"
// By themselves, so that a simulator starts without them.
import * as JsonSchema from "effect/JsonSchema"
import * as SchemaRepresentation from "effect/SchemaRepresentation"
import { ErrorAnswer } from "../wire/answers/ErrorAnswer.ts"
import { notSimulated } from "./NotSimulated.ts"
import type { Operation } from "./operations/Operation.ts"
import { operations } from "./operations/Operations.ts"
import type { QueryShape } from "./Query.ts"

type Json = Readonly<Record<string, unknown>>
type SchemaOf = (schema: Schema.Constraint) => Json

/** The front door as an OpenAPI 3.1 document: what each operation takes and answers, and what is only named. */
export const openApi = (server: string): Json => {
  const { schemaOf, schemas } = describedSchemas()
  const paths: Record<string, Record<string, Json>> = {}
  const add = (method: string, path: string, described: Json) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: { ...named(method, path), ...described } }
  }
  for (const [method, route] of notSimulated) {
    const path = route.replaceAll(/:(\w+)/g, "{$1}")
    add(method, path, {
      summary: "Not simulated",
      parameters: pathParameters(path),
      responses: {
        401: reference("Unauthorised"),
        ...(method === "GET" ? {} : { 413: reference("TooLarge") }),
        429: reference("TooMany"),
        501: reference("NotSimulated")
      }
    })
  }
  for (const [key, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(" ")
    add(method, path, described(method, path, operation, schemaOf))
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Ongoing WMS, simulated",
      version: "1.0.0",
      description:
        "The goods owner API as the simulator has it. Lists are given as repeated keys; times are in UTC; without a limit a list returns all that matches."
    },
    servers: [{ url: server }],
    security: [{ basic: [] }],
    paths,
    components: {
      securitySchemes: { basic: { type: "http", scheme: "basic" } },
      responses: Object.fromEntries(
        Object.entries(errors).map(([name, description]) => [
          name,
          { description, content: json(schemaOf(ErrorAnswer)) }
        ])
      ),
      schemas
    }
  }
}

const errors = {
  Invalid: "Something in the request is not valid, or the warehouse refuses.",
  Unauthorised: "Wrong user name or password.",
  Forbidden: "The user has no access to this goods owner.",
  Missing: "There is nothing with this id or number.",
  TooLarge: "The body is larger than any call needs.",
  NoJson: "The body is sent as something else than JSON.",
  TooMany: "A limit of calls or of failures is reached, where the installation has one.",
  NotSimulated: "The real system has this, the simulator has not."
}

const reference = (name: keyof typeof errors): Json => ({ $ref: `#/components/responses/${name}` })

const json = (schema: Json): Json => ({ "application/json": { schema } })

const named = (method: string, path: string): Json => {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "")
  const rest = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return { operationId: `${method.toLowerCase()}${rest.join("")}`, tags: [words[0]] }
}

const described = (method: string, path: string, operation: Operation, schemaOf: SchemaOf): Json => {
  const { summary, query = {}, required = [], body, answer, creates, refers } = operation
  const done = {
    description: "Done.",
    content: answer === "opaque" ? { "application/octet-stream": {} } : json(schemaOf(answer))
  }
  return {
    summary,
    parameters: [...pathParameters(path), ...queryParameters(query, required)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(schemaOf(body)) } }),
    responses: {
      200: done,
      ...(creates === true ? { 201: { ...done, description: "Created." } } : {}),
      400: reference("Invalid"),
      401: reference("Unauthorised"),
      403: reference("Forbidden"),
      ...(path.includes("{") || method === "DELETE" || refers === true ? { 404: reference("Missing") } : {}),
      ...(method === "GET" ? {} : { 413: reference("TooLarge") }),
      ...(body === undefined ? {} : { 415: reference("NoJson") }),
      429: reference("TooMany")
    }
  }
}

const pathParameters = (path: string): ReadonlyArray<Json> =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "integer" }
  }))

const kinds: Readonly<Record<QueryShape[string], Json>> = {
  text: { schema: { type: "string" } },
  texts: { schema: { type: "array", items: { type: "string" } }, style: "form", explode: true },
  int: { schema: { type: "integer" } },
  count: { schema: { type: "integer", minimum: 0 } },
  ints: { schema: { type: "array", items: { type: "integer" } }, style: "form", explode: true },
  flag: { schema: { type: "boolean" } },
  time: { schema: { type: "string", format: "date-time" } }
}

const queryParameters = (query: QueryShape, required: ReadonlyArray<string>): ReadonlyArray<Json> =>
  Object.entries(query).map(([name, kind]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...kinds[kind]
  }))

/** All schemas at once, so that what has a name is described once. */
const describedSchemas = (): { readonly schemaOf: SchemaOf; readonly schemas: Json } => {
  const roots: Array<Schema.Constraint> = [ErrorAnswer]
  for (const { body, answer } of Object.values(operations)) {
    if (body !== undefined) roots.push(body)
    if (answer !== "opaque") roots.push(answer)
  }
  const [first = Schema.Unknown, ...others] = [...new Set(roots)]
  // Numbers may also be sent as strings; the vendor's description has them as numbers, and so has this one.
  const asts = [SchemaAST.toType(first.ast), ...others.map(({ ast }) => SchemaAST.toType(ast))] as const
  const document = JsonSchema.toMultiDocumentOpenApi3_1(
    SchemaRepresentation.toJsonSchemaMultiDocument(SchemaRepresentation.toRepresentations(asts), {
      onExcessProperty: "error"
    })
  )
  const bySchema = new Map([first, ...others].map((schema, index) => [schema, saidOnce(document.schemas[index] ?? {})]))
  return { schemaOf: (schema) => bySchema.get(schema) ?? {}, schemas: saidOnce(document.definitions) }
}

/** The number and the string that becomes one are the same alternative twice. */
const saidOnce = (schema: Json): Json => JSON.parse(JSON.stringify(schema), (_, value) => withoutRepeats(value))

const withoutRepeats = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || !("anyOf" in value) || !Array.isArray(value.anyOf)) return value
  const { anyOf, ...rest } = value
  const [only, ...others] = new Map(value.anyOf.map((each) => [JSON.stringify(each), each])).values()
  return others.length === 0 ? { ...only, ...rest } : { ...rest, anyOf: [only, ...others] }
}
