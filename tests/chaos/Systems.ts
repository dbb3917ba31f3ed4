import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import type { Tenant as OmniumTenant } from "@omnium-ongoing/omnium-simulator/Tenant"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Warehouse } from "@omnium-ongoing/ongoing-simulator/Warehouse"
import { catalogueItem } from "@omnium-ongoing/simulator-kit/Catalogue"
import type { Simulator } from "@omnium-ongoing/simulator-kit/Simulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import type { Server } from "./Network.ts"
import type { Story, System } from "./Story.ts"
import type { World } from "./World.ts"

export const ongoingHost = "ongoing.test"
export const omniumHost = (tenant: string): string => `omnium-${tenant}.test`
export const connectorUrl = "http://connector.test"
export const webhookSecret = "chaos-webhook-secret"
export const warehouseCodes = {
  main: "epic_company_main_warehouse",
  second: "epic_company_second_warehouse",
  shop: "epic_company_shop_warehouse"
} as const

/** The ids that the stores in Omnium name. */
export const ongoingWarehouse = { main: 1, second: 2 } as const

/** The property that marks such a store. */
const runs = "IsOngoingStore"

const catalogueSeed = 1
const articles = 4
export const articleNumbers: ReadonlyArray<string> = Array.from(
  { length: articles },
  (_, index) => catalogueItem(catalogueSeed, index).sku
)

export interface Answer {
  readonly status: number
  readonly text: string
}

/** Ongoing, and an Omnium for each tenant, with all that people do at their screens. */
export class Systems {
  readonly ongoing: Simulator<Warehouse>
  readonly omniums: ReadonlyMap<string, Simulator<OmniumTenant>>
  readonly servers: ReadonlyMap<string, { readonly system: System; readonly server: Server }>
  readonly #world: World
  readonly #announce: (request: Request) => Promise<Response>
  readonly #tokens = new Map<string, string>()
  #leftOut: number | undefined

  /** `announce` carries the systems' own calls to the connector. */
  constructor(world: World, story: Story, announce: (request: Request) => Promise<Response>) {
    this.#world = world
    this.#announce = announce
    const host = (ahead: number): Host => ({
      now: () => world.now + ahead,
      later: (milliseconds, run) => {
        const event = world.at(world.now + milliseconds, undefined, run)
        return () => {
          event.cancelled = true
        }
      },
      send: announce
    })
    this.ongoing = createOngoingSimulator({
      host: host(story.ongoingAhead),
      seed: catalogueSeed,
      articles,
      orders: 0
    })
    this.omniums = new Map(
      story.tenants.map(({ id }) => [
        id,
        createOmniumSimulator({ host: host(0), seed: catalogueSeed, products: articles, orders: 0 })
      ])
    )
    this.servers = new Map<string, { readonly system: System; readonly server: Server }>([
      [ongoingHost, { system: "ongoing", server: (request) => this.#ongoingAnswer(request) }],
      ...[...this.omniums].map(([id, { fetch }]) => [omniumHost(id), { system: "omnium", server: fetch }] as const)
    ])
  }

  /** Milliseconds since 1970, by everybody's clock but the one that is ahead. */
  get now(): number {
    return this.#world.now
  }

  /** What is configured before the story begins: workflow and webhooks call the connector, and the shelves are full. */
  async prepare(story: Story): Promise<void> {
    for (const article of articleNumbers) {
      for (const warehouseId of [1, 2]) {
        await this.warehouse(`articles/${article}/adjust`, { warehouseId, quantity: 10_000 })
      }
    }
    for (const tenant of story.tenants) {
      const base = `${connectorUrl}/tenants/${tenant.id}`
      await this.omniumBack(tenant.id, "workflow", { url: `${base}/workflow`, secret: webhookSecret })
      await this.omniumBack(tenant.id, "switches", { indexLag: story.indexLag })
      if (story.events) {
        const url = `${base}/events/omnium`
        const classes = ["Delivery", "Product"].map((className) => ({ url, secret: webhookSecret, className }))
        await this.omniumBack(tenant.id, "eventSubscriptions", classes)
      }
      if (story.webhooks) {
        await this.warehouse("webhooks", { url: `${base}/webhooks/ongoing`, token: webhookSecret, retry: "oneDay" })
      }
      const { fetch } = this.#omnium(tenant.id)
      const url = `http://${omniumHost(tenant.id)}/api/Token?clientId=demo&clientSecret=demo`
      this.#tokens.set(tenant.id, await (await fetch(new Request(url, { method: "POST" }))).text())
      if (story.secondJoins) await this.runSecond(tenant.id, false)
    }
  }

  /** The stores of a tenant that Ongoing runs. */
  ongoingStores(tenant: string): ReadonlySet<string | undefined> {
    const stores = [...(this.omniums.get(tenant)?.world().state.stores.values() ?? [])]
    return new Set(stores.filter(({ properties }) => properties?.some((each) => each.key === runs)).map(({ id }) => id))
  }

  /** Whether Ongoing runs the second warehouse, as Omnium has it. */
  runSecond(tenant: string, isRun: boolean): Promise<Answer> {
    const properties = isRun ? [{ key: runs, value: "true" }] : []
    return this.omnium(tenant, "PATCH", "/api/Stores/PatchStore", { id: warehouseCodes.second, properties })
  }

  /** The next page of all stock lacks this article. */
  leaveOut(article: number | undefined): void {
    this.#leftOut = article
  }

  /** A webhook with the right secret, of whatever content. */
  hint(tenant: string, content: object): void {
    const request = new Request(`${connectorUrl}/tenants/${tenant}/webhooks/ongoing`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-auth-token": webhookSecret },
      body: JSON.stringify({ goodsOwnerId: 7, ...content })
    })
    // Nobody waits for what becomes of it.
    void this.#announce(request).catch(() => undefined)
  }

  /** As Omnium's users and other integrations write: not by way of the connector's network. */
  async omnium(tenant: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#omnium(tenant).fetch(
      new Request(`http://${omniumHost(tenant)}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#tokens.get(tenant)}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    )
    return { status: response.status, text: await response.text() }
  }

  /** What is configured in Omnium's administration. */
  async omniumBack(tenant: string, path: string, body: unknown): Promise<Answer> {
    const url = `http://${omniumHost(tenant)}/_simulator/${path}`
    const response = await this.#omnium(tenant).fetch(new Request(url, { method: "PUT", body: JSON.stringify(body) }))
    return { status: response.status, text: await response.text() }
  }

  /** What the warehouse's staff do. */
  async warehouse(path: string, body: unknown): Promise<Answer> {
    const url = `http://${ongoingHost}/_simulator/${path}`
    const response = await this.ongoing.fetch(new Request(url, { method: "POST", body: JSON.stringify(body) }))
    return { status: response.status, text: await response.text() }
  }

  /** Another integration of the same goods owner. */
  strangersOrder(number: string): Promise<Answer> {
    return this.#ongoing("PUT", "orders", {
      goodsOwnerId: 7,
      orderNumber: number,
      goodsOwnerOrderId: `stranger/${number}`,
      deliveryDate: "2026-12-24",
      consignee: { name: "Somebody Else", address1: "Elsewhere 1", postCode: "0001", city: "Oslo", countryCode: "NO" },
      orderLines: [{ rowNumber: "1", articleNumber: articleNumbers[0], numberOfItems: 1 }]
    })
  }

  setStatus(orderId: number, orderStatusNumber: number): Promise<Answer> {
    return this.#ongoing("PATCH", `orders/${orderId}/orderStatus`, { orderStatusNumber })
  }

  async #ongoing(method: string, path: string, body: unknown): Promise<Answer> {
    const response = await this.ongoing.fetch(
      new Request(`http://${ongoingHost}/demo/api/v1/${path}`, {
        method,
        headers: { authorization: `Basic ${btoa("demo:demo")}` },
        body: JSON.stringify(body)
      })
    )
    return { status: response.status, text: await response.text() }
  }

  async #ongoingAnswer(request: Request): Promise<Response> {
    const answer = await this.ongoing.fetch(request)
    const { pathname, searchParams } = new URL(request.url)
    const isPageOfAll =
      pathname.endsWith("/articles/inventoryPerWarehouse") &&
      searchParams.has("articleSystemIdFrom") &&
      !searchParams.has("stockInfoChangedFrom")
    const leftOut = this.#leftOut
    if (leftOut === undefined || !isPageOfAll || !answer.ok) return answer
    this.#leftOut = undefined
    const rows = (await answer.json()) as ReadonlyArray<unknown> // A page is a list.
    return new Response(JSON.stringify(rows.filter((_, index) => index !== leftOut)), answer)
  }

  #omnium(tenant: string): Simulator<OmniumTenant> {
    const simulator = this.omniums.get(tenant)
    if (simulator === undefined) throw new Error(`the story has no tenant ${tenant}`)
    return simulator
  }
}
