import { ConnectorWorld, ongoingHost, type WorldOptions } from "./ConnectorWorld.ts"
import { secondWarehouse } from "./Stock.ts"

interface Named {
  readonly providerName?: string
  readonly id: string
}

/** What tests read of a product in Omnium. */
export interface ProductSeen {
  readonly id: string
  readonly productId: string
  readonly modified: string
  readonly properties?: ReadonlyArray<{ readonly key?: string; readonly value?: string }>
  readonly externalIds?: ReadonlyArray<Named>
  readonly variants: ReadonlyArray<{
    readonly skuId: string
    readonly name: string
    readonly color: string
    readonly ean: string
    readonly externalIds?: ReadonlyArray<Named>
  }>
}

/** What tests read of an article in Ongoing. */
export interface ArticleSeen {
  readonly articleSystemId: number
  readonly articleNumber: string
  readonly articleName: string
  readonly description: string | null
  readonly isActive: boolean
  readonly barCodeInfo: { readonly barCode: string | null }
}

interface Operation {
  readonly name: string
  readonly done: number
  readonly held: number
  readonly skipped: ReadonlyArray<{ readonly reason: string; readonly count: number }>
  readonly failed: ReadonlyArray<{ readonly key: string; readonly cause: string; readonly message: string }>
  readonly calls: { readonly ongoing: number; readonly omnium: number }
}

/** The bulk export, and what its report says, by operation. */
export const exportProducts = async (world: ConnectorWorld, body: object = {}) => {
  // The shape of our own API, which its tests fix.
  const report = (await world.run("OngoingProductSyncScheduledTask", "epic", body)) as {
    readonly operations: ReadonlyArray<Operation>
  }
  return Object.fromEntries(report.operations.map((operation) => [operation.name, operation]))
}

/** Two goods owners, one for each of the two Ongoing warehouses. */
export const openTwoOwners = async (options: WorldOptions = {}) => {
  const world = await ConnectorWorld.open({ ...options, ongoing: { goodsOwners: [7, 8], ...options.ongoing } })
  const store = (await world.omnium("GET", `/Stores/${secondWarehouse}`)) as object
  await world.omnium("PUT", "/Stores", {
    ...store,
    externalIdsList: [
      { providerName: "OngoingGoodsOwnerId", id: "8" },
      { providerName: "OngoingWarehouseId", id: "2" }
    ]
  })
  // The connector believes for an hour what it has read of the stores.
  await world.pass("1 hour")
  return world
}

export const productIn = async (world: ConnectorWorld, id: string) =>
  (await world.omnium("GET", `/Products/${id}`)) as ProductSeen

export const patchProduct = async (world: ConnectorWorld, id: string, patch: object) => {
  await world.omnium("PATCH", `/Products/${id}`, patch)
  await world.quiet()
}

export const articles = async (world: ConnectorWorld, owner = 7) =>
  (await world.ongoingApi("GET", `/articles?goodsOwnerId=${owner}`)) as ReadonlyArray<ArticleSeen>

export const article = async (world: ConnectorWorld, number: string, owner = 7) =>
  (await articles(world, owner)).find((each) => each.articleNumber === number)

/** The articles that the connector has put, in order: goods owner and number. */
export const puts = (world: ConnectorWorld, since = 0) =>
  world.network
    .callsTo(ongoingHost, since)
    .filter((call) => call.method === "PUT" && call.path.endsWith("/articles"))
    .map((call) => {
      const { goodsOwnerId, articleNumber } = JSON.parse(call.body)
      return `${goodsOwnerId} ${articleNumber}`
    })

export const articleIdsOf = (entity: { readonly externalIds?: ReadonlyArray<Named> } | undefined) =>
  (entity?.externalIds ?? []).filter((each) => each.providerName === "OngoingArticleId").map((each) => each.id)

export const exportError = (product: ProductSeen): string =>
  product.properties?.find((each) => each.key === "OngoingExportError")?.value ?? ""

/** The products of the whole catalogue. */
export const catalogue = async (world: ConnectorWorld) => {
  const page = (await world.omnium("POST", "/Products/Scroll", {})) as { readonly result: ReadonlyArray<ProductSeen> }
  return page.result
}

/** What is open, waits, or has failed. */
export const unfinished = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => !["done", "skipped", "coalesced"].includes(item.state))
