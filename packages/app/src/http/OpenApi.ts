import { Schema } from "effect"
import type { Access } from "./Access.ts"
import type { Answer, Route } from "./Route.ts"

const security: Readonly<Record<Access, ReadonlyArray<Readonly<Record<string, ReadonlyArray<string>>>>>> = {
  anyone: [],
  "holder-of-the-link": [],
  admin: [{ adminKey: [] }, { adminPassword: [] }],
  omnium: [{ webhookBearer: [] }, { webhookSecret: [] }],
  ongoing: [{ ongoingToken: [] }, { ongoingBasic: [] }]
}

const schemaOf = (schema: Schema.Constraint) =>
  Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" }).schema

const Problem = Schema.Struct({
  type: Schema.String,
  title: Schema.String,
  status: Schema.Int,
  detail: Schema.optionalKey(Schema.String),
  requestId: Schema.String
})

const problemAnswer = { $ref: "#/components/responses/Problem" }

const refusals: Readonly<Record<Access, ReadonlyArray<number>>> = {
  anyone: [],
  "holder-of-the-link": [],
  admin: [401, 403],
  omnium: [401],
  ongoing: [401]
}

const done = (answer: Answer) => {
  const description = "Done"
  if (answer === "nothing") return { description }
  if ("type" in answer) return { description, content: { [answer.type]: {} } }
  const described = { description, content: { "application/json": { schema: schemaOf(answer.json) } } }
  // OpenAPI has no word for it.
  return answer.isOptional === true ? { ...described, "x-optional": true } : described
}

/** Made from the routes themselves, so that none is left out. */
export const openApi = (routes: ReadonlyArray<Route>, version: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" }
    }))
    const inQuery = Object.entries(route.query ?? {}).map(([name, schema]) => ({
      name,
      in: "query",
      schema: schemaOf(schema)
    }))
    const path = route.path.replace(/:(\w+)/g, "{$1}")
    const problems = [...refusals[route.access], ...(route.problems ?? [])]
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        summary: route.summary,
        security: security[route.access],
        parameters: [...inPath, ...inQuery],
        ...(route.body === undefined
          ? {}
          : { requestBody: { content: { "application/json": { schema: schemaOf(route.body) } } } }),
        responses: {
          "200": done(route.answer),
          ...(route.isForm === true ? { "303": { description: "Done, for a form: back to the page" } } : {}),
          ...Object.fromEntries(problems.map((status) => [status, problemAnswer]))
        }
      }
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Omnium – Ongoing connector", version },
    paths,
    components: {
      responses: {
        Problem: {
          description: "A problem (RFC 9457)",
          content: { "application/problem+json": { schema: schemaOf(Problem) } }
        }
      },
      securitySchemes: {
        adminKey: { type: "http", scheme: "bearer" },
        adminPassword: { type: "http", scheme: "basic" },
        webhookBearer: { type: "http", scheme: "bearer" },
        webhookSecret: { type: "apiKey", in: "header", name: "X-Webhook-Secret" },
        ongoingToken: { type: "apiKey", in: "header", name: "X-Auth-Token" },
        ongoingBasic: { type: "http", scheme: "basic" }
      }
    }
  }
}
