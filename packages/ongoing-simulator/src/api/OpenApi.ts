import { frontDoorRoutes } from "./FrontDoor.ts"
import { notSimulated } from "./NotSimulated.ts"

/** The operations of the front door, as far as a client needs to know what is there: paths, methods, what is only named. */
export const openApi = (server: string): unknown => {
  const paths: Record<string, Record<string, unknown>> = {}
  const add = (method: string, route: string, answer: object) => {
    const path = route.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: /Id$|^id$/.test(name ?? "") ? "integer" : "string" }
    }))
    paths[path] = { ...paths[path], [method.toLowerCase()]: { parameters, responses: answer } }
  }
  for (const [method, route] of notSimulated) add(method, route, { 501: { description: "Not simulated." } })
  for (const { method, path } of frontDoorRoutes()) add(method, path, { 200: { description: "Done." } })
  return {
    openapi: "3.1.0",
    info: { title: "Ongoing WMS Goods Owner REST API, simulated", version: "1.0.0" },
    servers: [{ url: server }],
    paths
  }
}
