/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import type { RequestRow } from "../RequestLog.ts"
import type { World } from "../World.ts"
import { Instant } from "./Instant.tsx"
import type { Ask, Route } from "./Page.ts"
import { Nothing } from "./Shell.tsx"

const mostRows = 100

export const requestsPage: Route<unknown> = {
  path: "/board/requests",
  tab: "Requests",
  page: (world, ask) => ({
    title: "Requests",
    sections: [
      {
        id: "requests",
        follows: ["requests"],
        body: () => (
          <>
            <p class="lead">
              {world.requests.count} calls of the vendor’s API so far, the latest first. The back door’s are not among
              them.
            </p>
            <RequestTable ask={ask} world={world} most={mostRows} withCurl />
          </>
        )
      }
    ]
  })
}

interface TableProps {
  readonly ask: Ask
  readonly world: World<unknown>
  readonly most: number
  readonly withCurl?: boolean
}

/** The latest calls of the vendor's API. */
export const RequestTable: FC<TableProps> = ({ ask, world: { requests }, most, withCurl = false }) => {
  const rows = requests.since(Math.max(0, requests.count - most)).toReversed()
  if (rows.length === 0) return <Nothing>Nobody has called yet.</Nothing>
  return (
    <table class="requests">
      <thead>
        <tr>
          <th>Time</th>
          <th>Call</th>
          <th>Answer</th>
          <th class="n">ms</th>
          {withCurl && <th>Again</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={`request-${row.seq}`}>
            <td>
              <Instant at={row.at} withDate={false} />
            </td>
            <td class="call">
              <b>{row.method}</b> {row.path}
              {row.query !== "" && <span class="query">?{row.query}</span>}
            </td>
            <td>
              <Answer row={row} />
            </td>
            <td class="n">{row.durationMs === null ? "" : Math.round(row.durationMs)}</td>
            {withCurl && (
              <td>
                <a href={`${ask.base}/_simulator/requests/${row.seq}/curl`} target="_blank" rel="noopener">
                  curl<span class="unseen"> of request {row.seq}</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Answer: FC<{ readonly row: RequestRow }> = ({ row }) => (
  <>
    <span class={row.status === null ? "waiting" : row.status < 400 ? "good" : "bad"}>
      {row.status ?? (row.durationMs === null ? "in flight" : "no answer")}
    </span>
    {row.fault !== undefined && <span class="badge warn">fault {row.fault}</span>}
    {row.error !== undefined && <span class="badge warn">{row.error}</span>}
  </>
)
