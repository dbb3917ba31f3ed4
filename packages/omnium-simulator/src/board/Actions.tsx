/** @jsxImportSource hono/jsx */
import { type Action, ActionButton, ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"

/** Actions beside each other; one that asks for something opens under its name. */
export const Actions: FC<{ readonly ask: Ask; readonly actions: ReadonlyArray<Action> }> = ({ ask, actions }) => (
  <div class="actions">
    {actions.map((action) =>
      action.fields === undefined ? (
        <ActionButton ask={ask} action={action} />
      ) : (
        <ActionDetails ask={ask} action={action} />
      )
    )}
  </div>
)
