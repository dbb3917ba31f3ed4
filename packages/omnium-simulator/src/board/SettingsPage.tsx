/** @jsxImportSource hono/jsx */
import { type Action, ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import { roleNames } from "../Roles.ts"
import type { Switches, Tenant } from "../Tenant.ts"

const switchPath = "/_simulator/switches"
const limitsPath = "/_simulator/limits"

/** What each switch does, as the tenant's workflow steps would. */
const meanings = {
  reserveAtOrder: "An order reserves its goods when it comes in.",
  reduceAtShip: "Goods leave the stock when their shipment is sent.",
  receiveAddsStock: "A goods reception raises the stock."
} as const satisfies Partial<Record<keyof Switches, string>>

const turned = (name: keyof typeof meanings, { [name]: isOn }: Switches): Action => ({
  label: `Turn ${name} ${isOn ? "off" : "on"}`,
  method: "PUT",
  path: switchPath,
  body: { [name]: !isOn }
})

/** What no call of the real API can set. */
export const settingsPage: Route<Tenant> = {
  path: "/board/settings",
  tab: "Settings",
  page: (world, ask) => ({
    title: "Settings",
    sections: [
      {
        id: "switches",
        follows: ["ledger"],
        body: () => {
          const { switches } = world.state.settings
          return (
            <>
              <h2>Switches</h2>
              <div class="cards">
                {(Object.keys(meanings) as ReadonlyArray<keyof typeof meanings>).map((name) => (
                  <article class="card">
                    <h3>
                      {name}{" "}
                      <span class={`badge ${switches[name] ? "good" : "over"}`}>{switches[name] ? "on" : "off"}</span>
                    </h3>
                    <p>{meanings[name]}</p>
                    <ActionButton ask={ask} action={turned(name, switches)} />
                  </article>
                ))}
                <article class="card">
                  <h3>
                    indexLag <span class="badge">{switches.indexLag / 1000} s</span>
                  </h3>
                  <p>How late a search sees that an order was written.</p>
                  <ActionButton
                    ask={ask}
                    action={{
                      label: "Set the lag",
                      method: "PUT",
                      path: switchPath,
                      fields: [
                        { name: "indexLag:number", label: "Seconds", type: "number", value: switches.indexLag / 1000 }
                      ]
                    }}
                  />
                </article>
              </div>
            </>
          )
        }
      },
      {
        id: "api-user",
        follows: [],
        body: () => {
          const { limits, roles } = world.state.settings
          return (
            <>
              <h2>The API user</h2>
              <div class="cards">
                <article class="card">
                  <h3>
                    Limits{" "}
                    <span class={`badge ${limits === undefined ? "over" : "good"}`}>
                      {limits === undefined ? "off" : "on"}
                    </span>
                  </h3>
                  <p>Too many calls are answered 429 with Retry-After, as documented.</p>
                  <ActionButton
                    ask={ask}
                    action={
                      limits === undefined
                        ? { label: "Apply the published limits", method: "PUT", path: limitsPath, body: {} }
                        : { label: "Lift the limits", method: "DELETE", path: limitsPath }
                    }
                  />
                </article>
                <article class="card">
                  <h3>
                    Role <span class="badge">{roles.join(", ")}</span>
                  </h3>
                  <p>A call that it does not cover is answered 403 and names the role that is missing.</p>
                  <ActionButton
                    ask={ask}
                    action={{
                      label: "Set the role",
                      method: "PUT",
                      path: "/_simulator/roles",
                      fields: [
                        {
                          name: "0",
                          label: "Role",
                          value: roles[0],
                          choices: roleNames.map((name) => [name, name] as const)
                        }
                      ]
                    }}
                  />
                </article>
              </div>
            </>
          )
        }
      },
      {
        id: "targets",
        follows: [],
        body: () => {
          const { workflow, eventSubscriptions } = world.state.settings
          return (
            <>
              <h2>Who is called</h2>
              {workflow === undefined && eventSubscriptions.length === 0 && (
                <Nothing>Nobody: start it with --connector, or set PUT /_simulator/workflow.</Nothing>
              )}
              {workflow !== undefined && (
                <p>
                  Workflow steps of connector Ongoing: <code>{workflow.url}/…</code>
                </p>
              )}
              {eventSubscriptions.map(({ url }) => (
                <p>
                  Events: <code>{url}</code>
                </p>
              ))}
            </>
          )
        }
      },
      {
        id: "lock",
        follows: [],
        body: () => (
          <>
            <h2>Lock something</h2>
            <p class="lead">Writes to it are answered 409 until then, as while somebody has it open.</p>
            <ActionButton
              ask={ask}
              action={{
                label: "Lock",
                path: "/_simulator/locks",
                fields: [
                  {
                    name: "entity",
                    label: "What",
                    choices: ["Order", "Product", "Delivery", "PurchaseOrder"].map((name) => [name, name] as const)
                  },
                  { name: "id", label: "Id" },
                  { name: "seconds:number", label: "Seconds", type: "number", value: 60 }
                ]
              }}
            />
          </>
        )
      }
    ]
  })
}
