/** @jsxImportSource hono/jsx */
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"

const size = 20

const numberOf = (ask: Ask): number => Math.max(1, Math.trunc(Number(ask.query("page"))) || 1)

/** The rows of the page that is asked for. Only as many are drawn as it takes. */
export const pageOf = <A,>(found: Iterable<A>, ask: Ask): ReadonlyArray<A> =>
  Iterator.from(found)
    .drop((numberOf(ask) - 1) * size)
    .take(size)
    .toArray()

/** The way to the pages before and after. */
export const Pages: FC<{ readonly ask: Ask; readonly count: number }> = ({ ask, count }) => {
  const page = numberOf(ask)
  const search = ask.query("text") ?? ""
  const [path] = ask.page.split("?")
  const to = (target: number) =>
    `${ask.base}${path}?${new URLSearchParams({ ...(search !== "" && { text: search }), page: String(target) })}`
  const last = Math.ceil(count / size)
  return last <= 1 ? null : (
    <nav class="pages" aria-label="More of them">
      {page > 1 && <a href={to(page - 1)}>Before</a>}
      <span>
        Page {page} of {last}
      </span>
      {page < last && <a href={to(page + 1)}>After</a>}
    </nav>
  )
}
