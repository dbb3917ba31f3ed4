import { ActionButton } from "./Action.tsx"
import type { Route } from "./Page.ts"

export const worldPage: Route<unknown> = {
  path: "/board/world",
  tab: "World",
  page: (world, ask) => ({
    title: `World ${world.name}`,
    sections: [
      {
        id: "snapshots",
        follows: [],
        body: () => (
          <>
            <h2>Snapshots</h2>
            <p class="lead">Data, time and random numbers under a name, to come back to as often as you like.</p>
            <div class="cards">
              {(["Take", "Restore"] as const).map((label) => (
                <ActionButton
                  ask={ask}
                  action={{
                    label,
                    path: `/_simulator/snapshots/{name}${label === "Restore" ? "/restore" : ""}`,
                    fields: [{ name: "path.name", label: "Snapshot", value: "before-lunch" }]
                  }}
                />
              ))}
            </div>
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
        follows: [],
        body: () => (
          <>
            <h2>Other worlds</h2>
            <p class="lead">Each name is a system of its own, made on its first use; they share nothing.</p>
            <form method="get" action={`${ask.base}/board/go`} class="action">
              <div class="fields">
                <label for="world-name">
                  <span>World</span>
                  <input id="world-name" name="world" placeholder="default" autocomplete="off" />
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
