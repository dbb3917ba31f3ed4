import type { Access } from "./Access.ts"
import type { Route } from "./Route.ts"

const security: Readonly<Record<Access, ReadonlyArray<Readonly<Record<string, ReadonlyArray<string>>>>>> = {
  anyone: [],
  "holder-of-the-link": [],
  admin: [{ adminKey: [] }, { adminPassword: [] }],
  omnium: [{ webhookBearer: [] }, { webhookSecret: [] }],
  ongoing: [{ ongoingToken: [] }, { ongoingBasic: [] }]
}

const problemAnswer = {
  description: "A problem (RFC 9457)",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        required: ["type", "title", "status", "requestId"],
        properties: {
          type: { type: "string" },
          title: { type: "string" },
          status: { type: "integer" },
          detail: { type: "string" },
          requestId: { type: "string" }
        }
      }
    }
  }
}

/** Made from the routes themselves, so that none is left out. */
export const openApi = (routes: ReadonlyArray<Route>, version: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" }
    }))
    const path = route.path.replace(/:(\w+)/g, "{$1}")
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        summary: route.summary,
        security: security[route.access],
        parameters,
        responses: { "200": { description: "Done" }, default: problemAnswer }
      }
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Omnium – Ongoing connector", version },
    paths,
    components: {
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
