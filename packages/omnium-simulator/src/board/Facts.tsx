import type { Child, FC } from "hono/jsx"

export type Fact = readonly [name: string, value: Child]

/** Names and what they are; what is not there is left out. */
export const Facts: FC<{ readonly facts: ReadonlyArray<Fact> }> = ({ facts }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
  </dl>
)
