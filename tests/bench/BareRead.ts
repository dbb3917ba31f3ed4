import { signedIn } from "./StockChanges.ts"
import { goodsOwner, post, read, type World, warehouses } from "./World.ts"

const pageSize = 1000

/** What a script would do: fetches and parses every page that a full sync needs, and keeps nothing. */
export const bareRead = async (world: World): Promise<void> => {
  const omnium = await signedIn(world)
  for (const { code, id } of warehouses) {
    await readOngoing(world, id)
    await readOmnium(world, code, omnium)
  }
}

const readOngoing = async ({ ongoing }: World, warehouse: number): Promise<void> => {
  const headers = { authorization: `Basic ${btoa("demo:demo")}` }
  let from = 0
  for (;;) {
    const page = `goodsOwnerId=${goodsOwner}&articleSystemIdFrom=${from}&maxArticlesToGet=${pageSize}`
    const levels = await read<ReadonlyArray<{ readonly articleSystemId: number }>>(
      `${ongoing}/demo/api/v1/articles/inventoryPerWarehouse?${page}&warehouseIds=${warehouse}`,
      { headers }
    )
    const last = levels.at(-1)
    if (last === undefined) return
    from = last.articleSystemId + 1
  }
}

interface Batch {
  readonly result: ReadonlyArray<unknown>
  readonly scrollId?: string | null
}

const readOmnium = async (
  { omnium }: World,
  warehouse: string,
  headers: Readonly<Record<string, string>>
): Promise<void> => {
  const filter = { warehouseCodes: [warehouse], isBatchesExcluded: true }
  let batch = await read<Batch>(`${omnium}/api/Inventory/Search`, post(filter, headers))
  while (batch.scrollId && batch.result.length > 0) {
    batch = await read(`${omnium}/api/Inventory/Scroll/${batch.scrollId}`, { headers })
  }
}
