/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import type { LedgerRow } from "../Ledger.ts"
import { Instant } from "./Instant.tsx"
import type { Route } from "./Page.ts"
import { Nothing } from "./Shell.tsx"

const mostRows = 100

export const ledgerPage: Route<unknown> = {
  path: "/board/ledger",
  tab: "Ledger",
  page: ({ ledger }) => ({
    title: "Ledger",
    sections: [
      {
        id: "ledger",
        follows: ["ledger"],
        body: () => (
          <>
            <p class="lead">{ledger.size} effects so far, the latest first: what was written, and what led to it.</p>
            <LedgerTable rows={ledger.since(Math.max(0, ledger.size - mostRows)).toReversed()} />
          </>
        )
      }
    ]
  })
}

/** Effects, each with the members that it changed. */
export const LedgerTable: FC<{ readonly rows: ReadonlyArray<LedgerRow> }> = ({ rows }) =>
  rows.length === 0 ? (
    <Nothing>Nothing has happened yet.</Nothing>
  ) : (
    <table class="ledger">
      <thead>
        <tr>
          <th>Time</th>
          <th>Cause</th>
          <th>What</th>
          <th>Changed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={`effect-${row.seq}`}>
            <td>
              <Instant at={row.at} />
            </td>
            <td>
              <b>{row.cause}</b>
              {row.requestId !== null && <span class="query"> {row.requestId}</span>}
            </td>
            <td>
              {row.kind} {row.object}
            </td>
            <td>
              <Change row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

const longestValue = 60

const Change: FC<{ readonly row: LedgerRow }> = ({ row: { seq, before, after } }) => {
  if (typeof before !== "object" || before === null) return <span>created</span>
  if (typeof after !== "object" || after === null) return <span>removed</span>
  const was = new Map(Object.entries(before))
  const changes = Object.entries(after).filter(([name, value]) => shown(was.get(name)) !== shown(value))
  return (
    <details id={`effect-${seq}-change`}>
      <summary>{changes.map(([name]) => name).join(", ")}</summary>
      <dl class="facts">
        {changes.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>
              {shortened(was.get(name))} → {shortened(value)}
            </dd>
          </>
        ))}
      </dl>
    </details>
  )
}

const shown = (value: unknown): string => JSON.stringify(value) ?? "nothing"

const shortened = (value: unknown): string => {
  const text = shown(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
