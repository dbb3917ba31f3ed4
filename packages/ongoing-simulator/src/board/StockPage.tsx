/** @jsxImportSource hono/jsx */
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import { type Article, isKit } from "../Article.ts"
import { shownStock } from "../ShownStock.ts"
import { articleByNumber, articlesFrom, type Warehouse } from "../Warehouse.ts"

const perPage = 25

/** So many articles are looked through for a text; an exact number is found at once, however many there are. */
const mostLookedAt = 5000

/** Articles with what they have in each warehouse, a page at a time. */
export const stockPage: Route<Warehouse> = {
  path: "/board/stock",
  tab: "Stock",
  page: (world, ask) => ({
    title: "Stock",
    sections: [
      { id: "search", follows: [], body: () => <Search ask={ask} /> },
      { id: "stock", follows: ["ledger"], body: () => <Stock ask={ask} warehouse={world.state} /> }
    ]
  })
}

const Search: FC<{ readonly ask: Ask }> = ({ ask }) => (
  <form method="get" action={`${ask.base}/board/stock`} class="search">
    <label for="search-text">
      <span>Article number or name</span>
      <input id="search-text" name="text" type="search" value={ask.query("text") ?? ""} />
    </label>
    <button type="submit">Find</button>
  </form>
)

interface StockProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
}

const Stock: FC<StockProps> = ({ ask, warehouse }) => {
  const { articles, next } = found(warehouse, ask.query("text") ?? "", Number(ask.query("from") ?? 0))
  const sites = [...warehouse.sites.values()]
  const onwards = new URLSearchParams({ text: ask.query("text") ?? "", from: String(next) })
  return (
    <>
      <p class="lead">
        {warehouse.articles.size} articles. What can be sold is what is on the shelves, less what is booked for orders,
        less what is locked for sale.
      </p>
      {articles.length === 0 ? (
        <Nothing>No such article among those looked at.</Nothing>
      ) : (
        <table class="stacked">
          <thead>
            <tr>
              <th>Article</th>
              {sites.map((site) => (
                <th class="n">{site.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {articles.map((article) => (
              <tr id={`article-${article.id}`}>
                <td data-label="Article">
                  <span>
                    <a href={`${ask.base}/board/articles/${article.id}`}>{article.number}</a>{" "}
                    {article.sent.articleName ?? ""} {isKit(article) && <span class="badge">kit</span>}
                  </span>
                </td>
                {sites.map((site) => (
                  <td class="n" data-label={site.name}>
                    <Sum warehouse={warehouse} article={article} warehouseId={site.id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next !== undefined && (
        <p class="pages">
          <a href={`${ask.base}/board/stock?${onwards}`}>More from id {next}</a>
        </p>
      )}
    </>
  )
}

interface SumProps {
  readonly warehouse: Warehouse
  readonly article: Article
  readonly warehouseId: number
}

/** How a number that can be sold comes about. */
export const Sum: FC<SumProps> = ({ warehouse, article, warehouseId }) => {
  const { numberOfItems, booked, lockedForSale, sellable } = shownStock(warehouse, article, [warehouseId])
  return (
    <span class="sum">
      {numberOfItems} − {booked} − {lockedForSale} = <b>{sellable}</b>
    </span>
  )
}

interface Found {
  readonly articles: ReadonlyArray<Article>
  /** Where the next page begins, if there may be one. */
  readonly next: number | undefined
}

const found = (warehouse: Warehouse, text: string, from: number): Found => {
  const wanted = text.trim().toLowerCase()
  const exact = [...warehouse.owners.keys()].flatMap((owner) => articleByNumber(warehouse, owner, text.trim()) ?? [])
  if (exact.length > 0) return { articles: exact, next: undefined }
  const articles: Array<Article> = []
  let looked = 0
  for (const article of articlesFrom(warehouse, from)) {
    if (articles.length === perPage || looked === mostLookedAt) return { articles, next: article.id }
    looked++
    if (`${article.number} ${article.sent.articleName ?? ""}`.toLowerCase().includes(wanted)) articles.push(article)
  }
  return { articles, next: undefined }
}
