/** @jsxImportSource hono/jsx */
import type { Child, FC } from "hono/jsx"

/** Names and what they stand for; one without a value is not shown. */
export const Facts: FC<{ readonly facts: ReadonlyArray<readonly [name: string, value: Child | undefined]> }> = ({
  facts
}) => (
  <dl class="facts wide">
    {facts
      .filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
