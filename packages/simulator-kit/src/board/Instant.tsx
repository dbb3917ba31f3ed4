/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"

/** A time of the world's clock, as people read it; the whole of it on hovering. */
export const Instant: FC<{ readonly at: number | null; readonly withDate?: boolean }> = ({ at, withDate = true }) => {
  if (at === null) return <span>–</span>
  const text = new Date(at).toISOString()
  return (
    <time datetime={text} title={text}>
      {withDate ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : text.slice(11, 19)}
    </time>
  )
}
