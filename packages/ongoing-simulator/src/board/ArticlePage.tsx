/** @jsxImportSource hono/jsx */
import { type Action, ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import { latestEffects } from "@omnium-ongoing/simulator-kit/board/LatestEffects"
import { LedgerTable } from "@omnium-ongoing/simulator-kit/board/LedgerPage"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import type { FC } from "hono/jsx"
import { type Article, isKit } from "../Article.ts"
import { type ShownStock, shownStock } from "../ShownStock.ts"
import type { Site, Warehouse } from "../Warehouse.ts"

/** An article in each warehouse, every number explained. */
export const articlePage: Route<Warehouse> = {
  path: "/board/articles/:articleId{[0-9]+}",
  under: "/board/stock",
  page: (world, ask) => {
    const article = world.state.articles.get(Number(ask.param("articleId")))
    if (article === undefined) return undefined
    const warehouse = world.state
    return {
      title: `${article.number} ${article.sent.articleName ?? ""}`,
      sections: [
        {
          id: "levels",
          follows: ["ledger"],
          body: () => (
            <div class="cards">
              {[...warehouse.sites.values()].map((site) => (
                <Level ask={ask} warehouse={warehouse} article={article} site={site} />
              ))}
            </div>
          )
        },
        {
          id: "effects",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>How the numbers moved</h2>
              <LedgerTable
                rows={latestEffects(
                  world.ledger,
                  ({ kind, object }) => kind === "stock" && object.startsWith(`${article.number}/`)
                )}
              />
            </>
          )
        }
      ]
    }
  }
}

/** Each figure in the vendor's word, and in a sentence. */
const figures: ReadonlyArray<readonly [keyof ShownStock, name: string, sentence: string]> = [
  ["numberOfItems", "Items", "On the shelves. What is picked is not counted any more."],
  ["booked", "Booked", "Ordered and not yet picked, whether or not it is there."],
  ["lockedForSale", "Locked for sale", "On the shelves, and held back from being sold."],
  ["allocated", "Allocated", "Of what is booked: reserved on the shelves for an order."],
  ["locked", "Locked", "On the shelves, and not picked; what is locked for sale is part of it."],
  ["pickedToBeCollected", "Picked, to be collected", "Picked for orders that are below status 500."],
  ["toReceive", "To receive", "On purchase orders, and not yet here."],
  ["receivedToBeFinished", "Received, to be finished", "Here, on purchase orders that are not finished."],
  ["pickedToBeReported", "Picked, to be reported", "The integration has not taken note of it."],
  ["returnedToBeReported", "Returned, to be reported", "The integration has not taken note of it."],
  ["receivedToBeReported", "Received, to be reported", "The integration has not taken note of it."]
]

interface LevelProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
  readonly article: Article
  readonly site: Site
}

const Level: FC<LevelProps> = ({ ask, warehouse, article, site }) => {
  const stock = shownStock(warehouse, article, [site.id])
  return (
    <div class="card" id={`warehouse-${site.id}`}>
      <h2>{site.name}</h2>
      <p class="sum">
        {stock.numberOfItems} − {stock.booked} − {stock.lockedForSale} = <b class="result">{stock.sellable}</b>
      </p>
      <p class="sub">
        items − booked − locked for sale = <b>sellable</b>
        {isKit(article) && ". Of a kit there is as much as its scarcest component makes up."}
      </p>
      <table>
        <tbody>
          {figures.map(([figure, name, sentence]) => (
            <tr>
              <th>
                {name}
                <span class="why">{sentence}</span>
              </th>
              <td class="n">{stock[figure]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="actions">
        {stockActions(article, site).map((action) => (
          <ActionDetails ask={ask} action={action} />
        ))}
      </div>
    </div>
  )
}

const stockActions = (article: Article, site: Site): ReadonlyArray<Action> => {
  const on = (name: string, action: Omit<Action, "path" | "body">): Action => ({
    ...action,
    // The warehouse makes the button of each card its own.
    label: `${action.label} in ${site.code}`,
    path: `/_simulator/articles/${encodeURIComponent(article.number)}/${name}`,
    body: { goodsOwnerId: article.ownerId, warehouseId: site.id }
  })
  const cause = { name: "cause", label: "Cause", placeholder: "breakage" }
  return [
    on("adjust", {
      label: "Adjust",
      fields: [{ name: "quantity:number", label: "So many more, or fewer", type: "number", value: -1 }, cause]
    }),
    on("count", {
      label: "Count",
      fields: [{ name: "quantity:number", label: "So many are there", type: "number" }, cause]
    }),
    on("break", {
      label: "Break",
      fields: [{ name: "quantity:number", label: "So many are broken", type: "number", value: 1 }, cause]
    }),
    on("lock", {
      label: "Lock",
      fields: [
        { name: "quantity:number", label: "So many more, or fewer", type: "number", value: 1 },
        {
          name: "forSale:flag",
          label: "What is held back",
          choices: [
            ["", "picking"],
            ["true", "picking and sale"]
          ]
        }
      ]
    })
  ]
}
