/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import { Instant } from "@omnium-ongoing/simulator-kit/board/Instant"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import type { Warehouse } from "../Warehouse.ts"
import type { WebhookDelivery } from "../Webhook.ts"

const mostRows = 50

/** Who is called when something happens, and what became of the calls. */
export const webhooksPage: Route<Warehouse> = {
  path: "/board/webhooks",
  tab: "Webhooks",
  page: (world, ask) => ({
    title: "Webhooks",
    sections: [
      {
        id: "webhooks",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Called</h2>
            <Webhooks ask={ask} warehouse={world.state} />
          </>
        )
      },
      {
        id: "deliveries",
        follows: ["ledger", "requests", "clock"],
        body: () => (
          <>
            <h2>Deliveries</h2>
            <Deliveries ask={ask} warehouse={world.state} />
          </>
        )
      }
    ]
  })
}

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
}

const Webhooks: FC<PartProps> = ({ ask, warehouse }) => (
  <>
    {warehouse.webhooks.size === 0 && <Nothing>Nobody.</Nothing>}
    {[...warehouse.webhooks.values()].map(({ id, url, events, retry }) => (
      <div class="card" id={`webhook-${id}`}>
        <p>
          <b>{url}</b>
        </p>
        <p class="sub">
          {events.join(", ")} · {retry === "none" ? "never repeated" : "repeated for a day"}
        </p>
        <ActionButton
          ask={ask}
          action={{ label: `Remove ${id}`, method: "DELETE", path: `/_simulator/webhooks/${id}`, tone: "danger" }}
        />
      </div>
    ))}
    <ActionButton
      ask={ask}
      action={{
        label: "Add a webhook",
        path: "/_simulator/webhooks",
        fields: [
          { name: "url", label: "URL", placeholder: "http://127.0.0.1:4000/…" },
          { name: "token", label: "Token" },
          {
            name: "retry",
            label: "A failed call",
            choices: [
              ["none", "is not repeated"],
              ["oneDay", "is repeated for a day"]
            ]
          }
        ]
      }}
    />
  </>
)

const tones: Record<WebhookDelivery["state"], string> = { waiting: "part", delivered: "good", "given up": "bad" }

const Deliveries: FC<PartProps> = ({ ask, warehouse }) => {
  const deliveries = warehouse.deliveries.values().toArray().slice(-mostRows).toReversed()
  if (deliveries.length === 0) return <Nothing>Nothing was told to anybody yet.</Nothing>
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>Event</th>
          <th>State</th>
          <th>Last try</th>
          <th class="n">Tries</th>
          <th>Again</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, event, state, attempts }) => (
          <tr id={`delivery-${id}`}>
            <td data-label="Event">
              {event} {id}
            </td>
            <td data-label="State">
              <span class={`badge ${tones[state]}`}>{state}</span> {attempts.at(-1)?.outcome ?? ""}
            </td>
            <td data-label="Last try">
              <Instant at={attempts.at(-1)?.at ?? null} />
            </td>
            <td class="n" data-label="Tries">
              {attempts.length}
            </td>
            <td data-label="Again">
              <ActionButton
                ask={ask}
                action={{ label: `Replay ${id}`, path: `/_simulator/webhookDeliveries/${id}/replay` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
