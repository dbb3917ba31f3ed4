/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import type { World } from "../World.ts"
import { ActionButton } from "./Action.tsx"
import type { Ask } from "./Page.ts"

const path = "/_simulator/clock"

/** The world's time and what can be done to it. */
export const ClockPanel: FC<{ readonly ask: Ask; readonly world: World<unknown> }> = ({ ask, world: { clock } }) => {
  const now = clock.now()
  const text = new Date(now).toISOString()
  return (
    <details class="clock" id="clock-panel">
      <summary aria-label="The time of this world, and its controls">
        <time
          datetime={text}
          data-clock={now}
          data-scale={clock.scale}
          data-frozen={clock.frozen ? "" : undefined}
        >{`${text.slice(0, 10)} ${text.slice(11, 19)}`}</time>
        <span class="utc">UTC</span>
        {clock.frozen && <span class="badge">frozen</span>}
        {clock.scale !== 1 && <span class="badge">× {clock.scale}</span>}
      </summary>
      <div class="panel">
        <div class="actions">
          {clock.frozen ? (
            <ActionButton ask={ask} action={{ label: "Let it run", path, body: { freeze: false } }} />
          ) : (
            <ActionButton ask={ask} action={{ label: "Freeze", path, body: { freeze: true } }} />
          )}
          <ActionButton ask={ask} action={{ label: "+ 1 hour", path, body: { advance: "PT1H" } }} />
          <ActionButton ask={ask} action={{ label: "+ 1 day", path, body: { advance: "P1D" } }} />
        </div>
        <ActionButton
          ask={ask}
          action={{ label: "Set", path, fields: [{ name: "set", label: "Instant", value: `${text.slice(0, 19)}Z` }] }}
        />
        <ActionButton
          ask={ask}
          action={{
            label: "Scale",
            path,
            fields: [{ name: "scale:number", label: "Seconds per second", type: "number", value: clock.scale }]
          }}
        />
        <p>{clock.pending.length === 0 ? "Nothing is due later." : `${clock.pending.length} due later.`}</p>
      </div>
    </details>
  )
}
