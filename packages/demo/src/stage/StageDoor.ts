import { type Context, Hono } from "hono"
import { stagePage, workList } from "./Page.tsx"
import type { Stage } from "./Stage.ts"
import script from "./stage.client.js" with { type: "text" }
import style from "./stage.css" with { type: "text" }

/** The page of the story. Its forms come back to it, with or without a script. */
export const stageDoor = (stage: Stage) => {
  const app = new Hono()
  const { omnium, ongoing, connector } = stage.addresses
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `frame-src ${omnium} ${ongoing}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join("; ")
  const page = async (context: Context, refused?: string) => {
    return context.html(stagePage(stage, await stage.work(), refused), refused === undefined ? 200 : 409)
  }
  const afterwards = (context: Context, refused: string | undefined) =>
    refused === undefined ? context.redirect("/", 303) : page(context, refused)

  app.use(async (context, next) => {
    context.header("content-security-policy", policy)
    context.header("x-content-type-options", "nosniff")
    // A page of another site must not make a browser on this machine act.
    const origin = context.req.header("origin")
    const isForeign = origin !== undefined && URL.parse(origin)?.host !== new URL(context.req.url).host
    return isForeign ? context.text("The request comes from another site.", 403) : next()
  })
  app.get("/", (context) => page(context))
  app.post("/next", async (context) => afterwards(context, await stage.next()))
  app.post("/reset", async (context) => afterwards(context, await stage.reset()))
  app.get("/work", async (context) => context.html(workList(await stage.work(), connector)))
  app.get("/style.css", (context) => context.body(style, 200, { "content-type": "text/css; charset=utf-8" }))
  app.get("/stage.js", (context) => context.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }))
  return { fetch: async (request: Request): Promise<Response> => app.fetch(request) }
}
