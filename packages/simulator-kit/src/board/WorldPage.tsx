/** @jsxImportSource hono/jsx */
import { Schema } from "effect"
import type { FC } from "hono/jsx"
import { defaultWorldName } from "../WorldDoor.ts"
import { ActionButton, ActionDetails } from "./Action.tsx"
import type { Ask, Route } from "./Page.ts"
import { Nothing } from "./Shell.tsx"

export const worldPage: Route<unknown> = {
  path: "/board/world",
  tab: "World",
  page: (world, ask) => ({
    title: `World ${world.name}`,
    sections: [
      {
        id: "snapshots",
        follows: ["ledger"],
        body: () => (
          <>
            <h2>Snapshots</h2>
            <p class="lead">Data, time and random numbers under a name, to come back to as often as you like.</p>
            <ActionButton
              ask={ask}
              action={{
                label: "Take a snapshot",
                path: "/_simulator/snapshots/{name}",
                fields: [{ name: "path.name", label: "Name", value: "before-lunch" }]
              }}
            />
            <Snapshots ask={ask} />
          </>
        )
      },
      {
        id: "reset",
        follows: [],
        body: () => (
          <>
            <h2>Start over</h2>
            <p class="lead">Data, clock, faults, ledger and requests of this world as they were at the start.</p>
            <ActionButton
              ask={ask}
              action={{
                label: "Reset",
                path: "/_simulator/reset",
                tone: "danger",
                fields: [{ name: "seed:number", label: "Seed", type: "number", placeholder: "as it was" }]
              }}
            />
          </>
        )
      },
      {
        id: "worlds",
        follows: ["ledger", "requests"],
        body: () => (
          <>
            <h2>Worlds</h2>
            <p class="lead">Each name is a system of its own, made on its first use; they share nothing.</p>
            <Worlds ask={ask} />
            <form method="get" action={`${ask.base}/board/go`} class="action">
              <div class="fields">
                <label for="world-name">
                  <span>World</span>
                  <input id="world-name" name="world" placeholder={defaultWorldName} autocomplete="off" />
                </label>
              </div>
              <button type="submit">Go there</button>
            </form>
          </>
        )
      }
    ]
  })
}

interface AskProps {
  readonly ask: Ask
}

const SnapshotList = Schema.Array(Schema.Struct({ name: Schema.String, at: Schema.String }))

const Snapshots: FC<AskProps> = async ({ ask }) => {
  const snapshots = Schema.decodeUnknownSync(SnapshotList)(await ask.back("snapshots"))
  if (snapshots.length === 0) return <Nothing>None yet.</Nothing>
  return (
    <div class="cards">
      {snapshots.map(({ name, at }) => {
        const path = `/_simulator/snapshots/${encodeURIComponent(name)}`
        return (
          <div class="card">
            <p class="title">{name}</p>
            <p class="sub">{at}</p>
            <div class="actions">
              <ActionButton ask={ask} action={{ label: `Restore ${name}`, path: `${path}/restore`, tone: "primary" }} />
              <ActionDetails
                ask={ask}
                action={{
                  label: `Fork ${name}`,
                  path: `${path}/fork`,
                  fields: [{ name: "world", label: "World of its own", placeholder: "a-new-name" }]
                }}
              />
              <ActionButton ask={ask} action={{ label: `Forget ${name}`, method: "DELETE", path, tone: "danger" }} />
            </div>
          </div>
        )
      })}
    </div>
  )
}

const WorldList = Schema.Array(
  Schema.Struct({ name: Schema.String, now: Schema.String, requests: Schema.Int, effects: Schema.Int })
)

const mostWorlds = 50

const Worlds: FC<AskProps> = async ({ ask }) => {
  const worlds = Schema.decodeUnknownSync(WorldList)(await ask.back("worlds"))
  return (
    <>
      <table class="stacked">
        <thead>
          <tr>
            <th>World</th>
            <th>Its time</th>
            <th class="n">Requests</th>
            <th class="n">Effects</th>
          </tr>
        </thead>
        <tbody>
          {worlds.slice(0, mostWorlds).map(({ name, now, requests, effects }) => (
            <tr id={`world-${name}`}>
              <td data-label="World">
                <a href={name === defaultWorldName ? "/board/world" : `/ns/${name}/board/world`}>{name}</a>
              </td>
              <td data-label="Its time">{now.slice(0, 19).replace("T", " ")}</td>
              <td class="n" data-label="Requests">
                {requests}
              </td>
              <td class="n" data-label="Effects">
                {effects}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {worlds.length > mostWorlds && <p class="sub">… {worlds.length - mostWorlds} more</p>}
    </>
  )
}
