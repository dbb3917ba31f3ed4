import { skuOf } from "@omnium-ongoing/simulator-kit/Catalogue"
import { read } from "./Call.ts"

/** One of the merchants: its world in each simulator, under its own name. All number their orders alike. */
export interface Tenant {
  readonly id: string
  readonly omnium: string
  readonly ongoing: string
  readonly token: string
}

export const tenantIds: ReadonlyArray<string> = ["berg", "dal", "elv", "fjord", "skog"]
export const goodsOwner = 7
export const webhookSecret = "only-for-the-soak"

/** Both warehouses that Ongoing runs, as both systems are seeded with them. */
export const warehouseIds: ReadonlyMap<string | undefined, number> = new Map([
  ["epic_company_main_warehouse", 1],
  ["epic_company_second_warehouse", 2]
])

export const warehouses: ReadonlyArray<string> = ["epic_company_main_warehouse", "epic_company_second_warehouse"]

/** What is ordered: few SKUs, so that many things happen to each. */
export const skus: ReadonlyArray<string> = Array.from({ length: 8 }, (_, index) => skuOf(1, index))

/** More than is ever sold in a run. */
const plenty = 1_000_000

/** Fills the shelves and tells both worlds where the connector is. */
export const openTenant = async (
  id: string,
  urls: { readonly omnium: string; readonly ongoing: string; readonly connector: string }
): Promise<Tenant> => {
  const omnium = `${urls.omnium}/ns/${id}`
  const ongoing = `${urls.ongoing}/ns/${id}`
  const doors = `${urls.connector}/tenants/${id}`
  for (const sku of skus)
    for (const warehouseId of warehouseIds.values())
      await read("POST", `${ongoing}/_simulator/articles/${sku}/adjust`, { warehouseId, quantity: plenty })
  await read("POST", `${ongoing}/_simulator/webhooks`, {
    ...{ url: `${doors}/webhooks/ongoing`, token: webhookSecret, retry: "none" }
  })
  await read("PUT", `${omnium}/_simulator/workflow`, { url: `${doors}/workflow`, secret: webhookSecret })
  await read("PUT", `${omnium}/_simulator/eventSubscriptions`, [
    { url: `${doors}/events/omnium`, secret: webhookSecret }
  ])
  const token = await read<string>("POST", `${omnium}/api/Token?clientId=demo&clientSecret=demo`)
  return { id, omnium, ongoing, token }
}
