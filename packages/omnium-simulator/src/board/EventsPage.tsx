/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import type { Attempt, Dispatch } from "../Dispatch.ts"
import type { Tenant } from "../Tenant.ts"
import { orderAddress } from "./OrdersPage.tsx"
import { Pages, pageOf } from "./Pages.tsx"
import { When } from "./When.tsx"

/** The calls to the outside: workflow steps and events, each with what became of it. */
export const eventsPage: Route<Tenant> = {
  path: "/board/event-deliveries",
  tab: "Events",
  page: ({ state }, ask) => ({
    title: "Workflow steps and events",
    sections: [
      {
        id: "dispatches",
        follows: ["ledger", "requests", "clock"],
        body: () => (
          <>
            <p class="lead">
              {state.dispatches.size} calls to the connector so far, the latest first. An event that is not taken is
              sent again after 1, 5 and 15 seconds of this world’s clock; a workflow step is not.
            </p>
            <DispatchTable
              ask={ask}
              tenant={state}
              dispatches={pageOf([...state.dispatches.values()].reverse(), ask)}
            />
            <Pages ask={ask} count={state.dispatches.size} />
          </>
        )
      }
    ]
  })
}

const tones = { pending: "warn", delivered: "good", refused: "bad", failed: "bad" } as const

interface TableProps {
  readonly ask: Ask
  readonly tenant: Tenant
  readonly dispatches: ReadonlyArray<Dispatch>
}

export const DispatchTable: FC<TableProps> = ({ ask, tenant, dispatches }) =>
  dispatches.length === 0 ? (
    <Nothing>Nobody was called.</Nothing>
  ) : (
    <table class="stacked">
      <thead>
        <tr>
          <th>Call</th>
          <th>About</th>
          <th>State</th>
          <th>Attempts</th>
          <th>Again</th>
        </tr>
      </thead>
      <tbody>
        {dispatches.map((dispatch) => (
          <tr id={`dispatch-${dispatch.id}`}>
            <td data-label="Call">
              <b>{nameOf(dispatch)}</b>
            </td>
            <td data-label="About">
              <About ask={ask} tenant={tenant} id={dispatch.objectId} />
            </td>
            <td data-label="State">
              <span class={`badge ${tones[dispatch.state]}`}>{dispatch.state}</span>
            </td>
            <td data-label="Attempts">
              <ul class="plain">
                {dispatch.attempts.map((attempt) => (
                  <li>
                    <When at={attempt.at} /> {answerOf(attempt)}
                  </li>
                ))}
              </ul>
            </td>
            <td data-label="Again">
              <ActionButton
                ask={ask}
                action={{ label: "Send again", path: `/_simulator/eventDeliveries/${dispatch.id}/replay` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

interface AboutProps {
  readonly ask: Ask
  readonly tenant: Tenant
  readonly id: string
}

const About: FC<AboutProps> = ({ ask, tenant, id }) => {
  if (tenant.orders.has(id)) return <a href={orderAddress(ask.base, id)}>{id}</a>
  const isInbound = tenant.deliveries.has(id) || tenant.purchaseOrders.has(id)
  return isInbound ? <a href={`${ask.base}/board/inbound`}>{id}</a> : <span>{id}</span>
}

const nameOf = ({ kind, name, body }: Dispatch): string => {
  if (kind === "workflow") return name
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : ""
  return `${message} (event ${name})`
}

const answerOf = ({ status, error }: Attempt): string => (status === undefined ? (error ?? "no answer") : `${status}`)
