/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"

/** An instant as Omnium writes it, as people read it. */
export const When: FC<{ readonly at: string | undefined }> = ({ at }) =>
  at === undefined ? (
    <span>–</span>
  ) : (
    <time datetime={at} title={at}>
      {at.slice(0, 16).replace("T", " ")}
    </time>
  )
