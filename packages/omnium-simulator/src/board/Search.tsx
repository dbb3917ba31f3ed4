/** @jsxImportSource hono/jsx */
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"

/** Narrows a list to what is like a text. */
export const Search: FC<{ readonly ask: Ask; readonly of: string }> = ({ ask, of }) => {
  const [path] = ask.page.split("?")
  return (
    <form method="get" action={`${ask.base}${path}`} class="search">
      <label for="search-text">
        <span>Search {of}</span>
        <input id="search-text" type="search" name="text" value={ask.query("text") ?? ""} autocomplete="off" />
      </label>
      <button type="submit">Search</button>
    </form>
  )
}
