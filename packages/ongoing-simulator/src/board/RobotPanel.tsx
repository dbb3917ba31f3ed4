/** @jsxImportSource hono/jsx */
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import { Instant } from "@omnium-ongoing/simulator-kit/board/Instant"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import { habits, type Persona, personas } from "../Persona.ts"
import type { Warehouse } from "../Warehouse.ts"

const path = "/_simulator/robot"

/** Staff that work by themselves, and how they go about it. */
export const RobotPanel: FC<{ readonly ask: Ask; readonly warehouse: Warehouse }> = ({ ask, warehouse: { robot } }) => (
  <details class="more" id="robot-panel">
    <summary>{robot === null ? "Robot…" : `Robot: ${robot.persona}…`}</summary>
    <p>
      {robot === null ? "Nobody works here but you." : "It works next at "}
      {robot !== null && <Instant at={robot.dueAt} />}
    </p>
    <div class="cards">
      {personas.map((persona) => (
        <div class="card">
          <p class="title">{persona}</p>
          <p class="sub">{paceOf(persona)}</p>
          <ActionButton ask={ask} action={{ label: `Let it be ${persona}`, method: "PUT", path, body: { persona } }} />
        </div>
      ))}
    </div>
    {robot !== null && <ActionButton ask={ask} action={{ label: "Send it home", method: "DELETE", path }} />}
  </details>
)

const paceOf = (persona: Persona): string => {
  const { everySeconds, tasks, sendsShort, forgetsTracking, miscounts } = habits[persona]
  const flaws = [
    ...(sendsShort > 0 ? ["sends short"] : []),
    ...(forgetsTracking > 0 ? ["forgets tracking"] : []),
    ...(miscounts > 0 ? ["miscounts"] : [])
  ]
  const pace = `Up to ${Math.max(...tasks)} at a time, every ${everySeconds / 60} min`
  return flaws.length === 0 ? `${pace}.` : `${pace}; sometimes ${flaws.join(", ")}.`
}
