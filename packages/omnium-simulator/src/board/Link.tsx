/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"

/** A link only for addresses that a browser merely opens; anything else is text. */
export const Link: FC<{ readonly to: string | undefined; readonly text: string }> = ({ to, text }) =>
  to !== undefined && /^https?:\/\//i.test(to) ? (
    <a href={to} rel="noopener noreferrer" target="_blank">
      {text}
    </a>
  ) : (
    <span>{to === undefined ? text : `${text}: ${to}`}</span>
  )
