import { catalogueItem, seededStock } from "@omnium-ongoing/simulator-kit/Catalogue"
import { goodsOwner, post, read, type World, warehouses } from "./World.ts"

/** Both simulators' seed, when they are not told another. */
const seed = 1

/** No article is seeded with this, so that it always differs. */
const counted = 1

const rowsAtOnce = 1000

/** The SKUs of which a warehouse is seeded with stock; those without have no row in Omnium. */
const stocked = (articles: number, warehouse: number): ReadonlyArray<string> =>
  Array.from({ length: articles }, (_, index) => index)
    .filter((index) => seededStock(seed, goodsOwner, index, warehouse) > 0)
    .map((index) => catalogueItem(seed, index).sku)

/** The warehouse finds one of so many articles, from one end of the catalogue to the other. */
export const changeInOngoing = async (world: World, articles: number): Promise<void> => {
  for (const [position, { id }] of warehouses.entries()) {
    const skus = stocked(world.articles, position)
    const many = articles / warehouses.length
    for (let index = 0; index < many; index++) {
      const sku = skus[Math.floor((index * skus.length) / many)]
      const body = { goodsOwnerId: goodsOwner, warehouseId: id, quantity: 1 }
      await read(`${world.ongoing}/_simulator/articles/${sku}/adjust`, post(body))
    }
  }
}

/** Somebody counts every so manieth row in Omnium wrongly, in each warehouse; tells how many that are. */
export const changeInOmnium = async (world: World, every: number, rows: number): Promise<number> => {
  const headers = await signedIn(world)
  let changed = 0
  for (const [position, { code }] of warehouses.entries()) {
    const skus = stocked(world.articles, position)
      .filter((_, index) => index % every === 0)
      .slice(0, rows)
    for (let first = 0; first < skus.length; first += rowsAtOnce) {
      const items = skus.slice(first, first + rowsAtOnce)
      const body = items.map((sku) => ({ sku, warehouseCode: code, inventory: counted }))
      await read(`${world.omnium}/api/Inventory/UpdateMany`, { ...post(body, headers), method: "PUT" })
    }
    changed += skus.length
  }
  return changed
}

export const signedIn = async ({ omnium }: World): Promise<Readonly<Record<string, string>>> => {
  const response = await fetch(`${omnium}/api/Token?clientId=demo&clientSecret=demo`, { method: "POST" })
  return { authorization: `Bearer ${await response.text()}` }
}
