import { operations } from "./Operations.ts"

/** What of the API is simulated, as an OpenAPI document. */
export const openApi = (): unknown => ({
  openapi: "3.1.0",
  info: { title: "Omnium simulator", version: "1" },
  paths: operations
    .filter((operation) => operation.summary !== "Not simulated")
    .reduce<Record<string, Record<string, unknown>>>(
      (paths, operation) => {
        const parameters = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
          name: match[1],
          in: "path",
          required: true,
          schema: { type: "string" }
        }))
        paths[operation.path] = {
          ...paths[operation.path],
          [operation.method.toLowerCase()]: {
            summary: operation.summary,
            parameters,
            ...(operation.body === undefined
              ? {}
              : { requestBody: { content: { "application/json": { schema: operation.body.describe() } } } }),
            responses: { default: { description: "See the summary" } }
          }
        }
        return paths
      },
      {
        "/api/Token": {
          post: {
            summary: "An access token, as text or with returnAsJson=true as JSON",
            parameters: ["clientId", "clientSecret", "returnAsJson"].map((name) => ({
              name,
              in: "query",
              schema: { type: "string" }
            })),
            responses: { default: { description: "See the summary" } }
          }
        }
      }
    )
})
