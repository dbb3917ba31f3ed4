/** @jsxImportSource hono/jsx */
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import type { System } from "@omnium-ongoing/domain/ports/Upstream"
import { causes } from "@omnium-ongoing/domain/sync/Cause"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect } from "effect"
import { html } from "hono/html"
import { Tenants } from "../engine/Tenants.ts"
import { Upstreams } from "../engine/Upstreams.ts"
import { type ItemJson, itemJson } from "./ItemJson.ts"
import type { Route, Run } from "./Route.ts"

const shown = 100

interface TenantWork {
  readonly id: string
  readonly stopped: string | undefined
  /** What a person has to do about it. */
  readonly mend: string | undefined
  readonly needed: ReadonlyArray<ItemJson>
  readonly recent: ReadonlyArray<ItemJson>
}

/** Also after the first refusal, before the second stops the tenant. */
const mendOf = (
  stopped: { readonly system: System; readonly why: string } | undefined,
  recent: ReadonlyArray<WorkItem>
): string | undefined => {
  if (stopped?.why === "credentials") return causes[`${stopped.system}-credentials`].words
  const refused = recent.find((item) => item.state === "open" && item.cause?.endsWith("-credentials"))
  return refused?.cause === undefined ? undefined : causes[refused.cause].words
}

const work = Effect.gen(function* () {
  const journal = yield* Journal
  const stopped = yield* Effect.flatMap(Upstreams, (upstreams) => upstreams.stopped)
  return yield* Effect.forEach((yield* Tenants).all, ({ tenant }) =>
    Effect.gen(function* () {
      const reason = stopped.get(tenant.id)
      const needed = yield* journal.items({ tenant: tenant.id, states: ["dead", "held"], limit: shown })
      const recent = yield* journal.items({ tenant: tenant.id, limit: shown })
      return {
        id: tenant.id,
        stopped:
          reason === undefined
            ? undefined
            : reason.why === "credentials"
              ? `${reason.system} refuses the credentials`
              : `${reason.system} does not answer`,
        mend: mendOf(reason, recent),
        needed: needed.map(itemJson),
        recent: recent.map(itemJson)
      }
    })
  )
})

const When = ({ at }: { readonly at: string | null }) =>
  at === null ? null : <time datetime={at}>{at.slice(0, 19).replace("T", " ")}</time>

const Items = ({ items, actions }: { readonly items: ReadonlyArray<ItemJson>; readonly actions: boolean }) => (
  <table>
    <thead>
      <tr>
        <th>Item</th>
        <th>Key</th>
        <th>Work</th>
        <th>State</th>
        <th>Since (UTC)</th>
        <th>What happened</th>
        {actions ? <th>Do</th> : null}
      </tr>
    </thead>
    <tbody>
      {items.map((item) => (
        <tr>
          <td>{item.id}</td>
          <td>{item.key}</td>
          <td>{item.flow}</td>
          <td>
            <span class={`state ${item.state}`}>{item.state}</span>
          </td>
          <td>
            <When at={item.createdAt} />
          </td>
          <td>
            {item.cause === null ? null : <code>{item.cause}</code>} {item.message}
            {item.causeInWords !== null && item.causeInWords !== item.message ? <p>{item.causeInWords}</p> : null}
            {item.fixer === null || item.fixer === "nobody" ? null : <p>Can be mended by: {item.fixer}</p>}
          </td>
          {actions ? (
            <td>
              <form method="post" action={`/api/items/${item.id}/retry`}>
                <button type="submit">Retry</button>
              </form>
              <form method="post" action={`/api/items/${item.id}/dismiss`}>
                <input
                  name="note"
                  required
                  maxlength={500}
                  placeholder="Why"
                  aria-label={`Why item ${item.id} is dismissed`}
                />
                <button type="submit">Dismiss</button>
              </form>
            </td>
          ) : null}
        </tr>
      ))}
    </tbody>
  </table>
)

const Page = ({ tenants }: { readonly tenants: ReadonlyArray<TenantWork> }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Omnium – Ongoing: list of work</title>
      <link rel="stylesheet" href="/style.css" />
    </head>
    <body>
      <h1>List of work</h1>
      {tenants.map((tenant) => (
        <section>
          <h2>{tenant.id}</h2>
          {tenant.stopped === undefined ? null : <p class="stopped">Work waits: {tenant.stopped}.</p>}
          <h3>Needs somebody</h3>
          {tenant.mend === undefined ? null : <p>{tenant.mend}</p>}
          {tenant.needed.length > 0 ? <Items items={tenant.needed} actions /> : null}
          {tenant.needed.length === 0 && tenant.mend === undefined ? <p>Nothing.</p> : null}
          <h3>Latest</h3>
          {tenant.recent.length === 0 ? <p>Nothing yet.</p> : <Items items={tenant.recent} actions={false} />}
        </section>
      ))}
    </body>
  </html>
)

const style = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
td p { margin: .2rem 0 0; opacity: .75; }
form { display: flex; gap: .3rem; margin-bottom: .3rem; }
.state { border: 1px solid; border-radius: .3rem; padding: 0 .4rem; white-space: nowrap; }
.dead { color: #c62828; } .held { color: #b26a00; } .done { color: #2e7d32; }
.stopped { border-left: .3rem solid #c62828; padding-left: .6rem; }
@media (max-width: 60rem) { table, tbody, tr, td { display: block; } thead { display: none; } }
`

export const page = (run: Run): ReadonlyArray<Route> => [
  {
    method: "GET",
    path: "/",
    access: "admin",
    summary: "The list of work as a page.",
    answer: { type: "text/html" },
    handler: async (c) => {
      const tenants = await run(work)
      c.header(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
      )
      return c.html(html`<!doctype html>${<Page tenants={tenants} />}`)
    }
  },
  {
    method: "GET",
    path: "/style.css",
    access: "anyone",
    summary: "How the page looks.",
    answer: { type: "text/css" },
    handler: (c) => c.body(style, 200, { "content-type": "text/css; charset=utf-8" })
  }
]
