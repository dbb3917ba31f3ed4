/// <reference path="./Assets.d.ts" />
/** @jsxImportSource hono/jsx */
import { type Context, Hono } from "hono"
import { html } from "hono/html"
import { type FaultPreset, inOrder, wirePresets } from "../FaultPreset.ts"
import type { Call, Door, World } from "../World.ts"
import { isDone, saidOf } from "./Action.tsx"
import { type Access, actionCall, actionCurl, actionRequest, fieldNames, outcomeOf } from "./ActionForm.ts"
import { faultsPage } from "./FaultsPage.tsx"
import { ledgerPage } from "./LedgerPage.tsx"
import { liveEvents } from "./LiveEvents.ts"
import live from "./live.client.js" with { type: "text" }
import type { Ask, BoardFile, Download, Route, Section } from "./Page.ts"
import { requestsPage } from "./RequestsPage.tsx"
import { clockSection, SectionPart, Shell } from "./Shell.tsx"
import style from "./style.css" with { type: "text" }
import { worldPage } from "./WorldPage.tsx"

export interface BoardParts<State> {
  /** The name of the simulator. */
  readonly name: string
  readonly routes: ReadonlyArray<Route<State>>
  /** Failure cases of this system alone, beside those of the wire. */
  readonly presets?: ReadonlyArray<FaultPreset>
  readonly downloads?: ReadonlyArray<Download<State>>
  /** For actions that call the vendor's API. */
  readonly access?: Access
}

/** Pages of a demo on this machine may frame a board. */
const policy = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:"],
  ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*"]
].join("; ")

type Send = (request: Request) => Promise<Response>

type BoardContext = Context<{ Bindings: Call }>

/** The pages of one world: each route of the simulator, and what every simulator has. They read the world and call it. */
export const board = <State,>(
  world: World<State>,
  send: Send,
  { name, routes: own, presets = [], downloads = [], access }: BoardParts<State>
): Door => {
  const routes: ReadonlyArray<Route<State>> = [
    ...own,
    requestsPage,
    faultsPage(inOrder([...wirePresets, ...presets])),
    ledgerPage,
    worldPage
  ]
  const app = new Hono<{ Bindings: Call }>()
  app.use("*", async (context, next) => {
    await next()
    context.header("content-security-policy", policy)
    context.header("x-content-type-options", "nosniff")
    context.header("referrer-policy", "no-referrer")
  })

  app.get("/board/style.css", (context) => context.body(style, 200, { "content-type": "text/css; charset=utf-8" }))
  app.get("/board/live.js", (context) => context.body(live, 200, { "content-type": "text/javascript; charset=utf-8" }))
  app.get("/board/events", () => liveEvents(world))
  app.get("/board/go", (context) => {
    const to = context.req.query("world") ?? ""
    return context.redirect(to === "" ? "/" : `/ns/${encodeURIComponent(to)}/`, 303)
  })

  app.post("/board/act", async (context) => {
    const form = await formOf(context)
    const call = actionCall(form)
    const outcome = await outcomeOf(send(actionRequest(call, rootOf(context), access)))
    if (context.req.header("accept") === "application/json")
      return Response.json({ isDone: isDone(outcome), said: saidOf(outcome) })
    const key = form.get(fieldNames.key) ?? ""
    // Of an address of another site the path alone counts.
    const back = new URL(form.get(fieldNames.page) ?? "/", "http://board")
    back.searchParams.set("_key", key)
    back.searchParams.set("_status", String(outcome.status ?? ""))
    back.searchParams.set("_said", outcome.said)
    return context.redirect(`${context.env.base}${back.pathname.replace(/^\/+/, "/")}${back.search}#${key}`, 303)
  })
  app.post("/board/curl", async (context) =>
    context.text(actionCurl(actionCall(await formOf(context)), rootOf(context), access))
  )

  for (const { path, file } of downloads)
    app.get(path, (context) => {
      const found = file(world, (name) => context.req.param(name) ?? "")
      return found === undefined ? context.notFound() : downloadOf(found)
    })
  for (const route of routes)
    app.get(route.path, (context) => {
      const ask = askOf(context, send, access)
      const page = route.page(world, ask)
      if (page === undefined) return context.notFound()
      const sections = context.req.query("_sections")
      if (sections !== undefined)
        return context.html(partsOf([clockSection(ask, world), ...page.sections], sections.split(" ")))
      const tabs = routes.flatMap(({ path, tab }) =>
        tab === undefined
          ? []
          : ([
              { path, name: tab, here: path === route.path ? "page" : path === route.under ? "true" : undefined }
            ] as const)
      )
      return context.html(html`<!doctype html>${<Shell ask={ask} world={world} name={name} page={page} tabs={tabs} />}`)
    })

  app.notFound((context) => context.text("There is no such page.", 404))
  return app
}

/** What a browser shows without running anything in it; the rest is only saved. */
const shownTypes = ["application/pdf", "image/png", "image/jpeg", "text/plain"]

const downloadOf = ({ name, mimeType, bytes }: BoardFile): Response => {
  const isShown = shownTypes.includes(mimeType)
  return new Response(bytes, {
    headers: {
      "content-type": isShown ? mimeType : "application/octet-stream",
      "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`
    }
  })
}

/** Only some sections of a page, for one that is open. */
const partsOf = (sections: ReadonlyArray<Section>, ids: ReadonlyArray<string>) => (
  <>
    {sections
      .filter(({ id }) => ids.includes(id))
      .map((section) => (
        <SectionPart section={section} />
      ))}
  </>
)

const formOf = async (context: BoardContext): Promise<URLSearchParams> => new URLSearchParams(await context.req.text())

const rootOf = (context: BoardContext): string => new URL(context.req.url).origin + context.env.base

const askOf = (context: BoardContext, send: Send, access: Access | undefined): Ask => {
  const url = new URL(context.req.url)
  const query = (name: string): string | undefined => url.searchParams.get(name) ?? undefined
  const key = query("_key")
  const status = query("_status") ?? ""
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith("_")))
  return {
    base: context.env.base,
    root: rootOf(context),
    page: url.pathname + (kept.size > 0 ? `?${kept}` : ""),
    param: (name) => context.req.param(name) ?? "",
    query,
    access,
    back: async (path) => (await send(new Request(`${rootOf(context)}/_simulator/${path}`))).json(),
    result:
      key === undefined
        ? undefined
        : { key, status: status === "" ? undefined : Number(status), said: query("_said") ?? "" }
  }
}
