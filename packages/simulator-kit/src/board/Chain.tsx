/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"

export interface Step {
  readonly name: string
  readonly state: "passed" | "here" | "ahead"
}

/** The states that a thing usually goes through, and which one it is in. */
export const Chain: FC<{ readonly label: string; readonly steps: ReadonlyArray<Step> }> = ({ label, steps }) => (
  <ol class="chain" aria-label={label}>
    {steps.map(({ name, state }) => (
      <li class={state === "passed" ? "passed" : undefined} aria-current={state === "here" ? "step" : undefined}>
        {name}
      </li>
    ))}
  </ol>
)
