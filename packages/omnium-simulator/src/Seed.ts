import { type CatalogueItem, catalogue } from "@omnium-ongoing/simulator-kit/Catalogue"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { Random } from "@omnium-ongoing/simulator-kit/Random"
import { productLine } from "./Assortment.ts"
import type { Subscription } from "./Events.ts"
import { createOrder } from "./OrderLifecycle.ts"
import { owner } from "./Roles.ts"
import { orderSettings, orderTypes } from "./SeedOrderTypes.ts"
import { seedProducts } from "./SeedProducts.ts"
import { seedPurchases } from "./SeedPurchases.ts"
import { shipmentOptions } from "./SeedShipmentOptions.ts"
import { market, stores } from "./SeedStores.ts"
import { putStore } from "./Store.ts"
import { emptyTenant, isoOf, saveOrder, type Tenant, type WorkflowTarget } from "./Tenant.ts"
import type { OrderMembers } from "./wire/Order.ts"

export interface SeedOptions {
  /** How many SKUs of the catalogue. */
  readonly products: number
  /** How many example orders, all in status New. */
  readonly orders: number
  /** Only order types and settings: no stores, shipment options, products, purchases or orders. */
  readonly isEmpty: boolean
  readonly workflow: WorkflowTarget | undefined
  readonly eventSubscriptions: ReadonlyArray<Subscription>
}

/** Seeded data is from this time; it is the same in every run. */
const seedTime = Date.UTC(2026, 0, 5, 8)
const minute = 60_000
const write = { now: seedTime, record: unrecorded }

/** What the administration is like at first; the tenant holds nothing yet. */
export const startTenant = (options: Pick<SeedOptions, "workflow" | "eventSubscriptions">): Tenant =>
  emptyTenant({
    orderTypes,
    orderSettings,
    workflow: options.workflow,
    eventSubscriptions: options.eventSubscriptions,
    switches: { reserveAtOrder: true, reduceAtShip: true, receiveAddsStock: true, indexLag: 0 },
    limits: undefined,
    roles: [owner]
  })

/** The same seed and options give the same tenant. */
export const seedTenant = (options: SeedOptions, seed: number): Tenant => {
  const tenant = startTenant(options)
  if (options.isEmpty) return tenant
  for (const store of stores) {
    const stored = putStore(undefined, store, isoOf(seedTime))
    tenant.stores.set(stored.id, stored, unrecorded)
  }
  tenant.shipmentOptions.set(market, shipmentOptions, unrecorded)
  const items = catalogue(seed, options.products)
  seedProducts(tenant, items, seed, write)
  seedPurchases(tenant, items, write)
  seedOrders(tenant, items, options.orders, seed)
  return tenant
}

const firstNames = ["Ingrid", "Lars", "Solveig", "Oddvar", "Maiken", "Terje", "Astrid", "Jonas"]
const lastNames = ["Fjellstad", "Havnås", "Myrdal", "Sandvær", "Lyngheim", "Tindelund"]
const streets = ["Prøveveien", "Eksempelgata", "Testbakken", "Mønsterstien"]
const places = [
  { postalCode: "0150", city: "Oslo" },
  { postalCode: "5003", city: "Bergen" },
  { postalCode: "7010", city: "Trondheim" },
  { postalCode: "9008", city: "Tromsø" }
]
const methods = ["PostNord", "DHL", "Porterbuddy", "pnl-mph", "HOME_DELIVERY"]

const seedOrders = (tenant: Tenant, items: ReadonlyArray<CatalogueItem>, count: number, seed: number): void => {
  if (items.length === 0) return
  const random = new Random(seed, "orders")
  const pick = <A>(choices: ReadonlyArray<A>): A =>
    // No table here is empty and the index lies within it.
    choices[Math.floor(random.next() * choices.length)] as A
  for (let position = 0; position < count; position++) {
    const now = seedTime + (position + 1) * minute
    const id = `EPIC9${String(position + 1).padStart(5, "0")}`
    const order = createOrder(exampleOrder(id, items, pick), id, {
      now: isoOf(now),
      orderTypes,
      productLine: (sku) => productLine(tenant, sku)
    })
    saveOrder(tenant, order, { now, record: unrecorded })
  }
}

const exampleOrder = (
  id: string,
  items: ReadonlyArray<CatalogueItem>,
  pick: <A>(choices: ReadonlyArray<A>) => A
): OrderMembers => {
  const name = `${pick(firstNames)} ${pick(lastNames)}`
  const place = pick(places)
  const address = {
    name,
    line1: `${pick(streets)} ${pick([1, 4, 12, 27])}`,
    ...place,
    countryCode: "NO",
    countryName: "Norge",
    email: `${id.toLowerCase()}@example.com`
  }
  const lines = Array.from({ length: pick([1, 2, 3]) }, (_, line) => {
    const item = pick(items)
    return {
      lineItemId: String(line + 1),
      code: item.sku,
      placedPrice: item.price,
      quantity: pick([1, 1, 2, 5]),
      taxRate: 25
    }
  })
  return {
    id,
    orderType: "Online",
    status: "New",
    marketId: market,
    storeId: "epic_webshop_no",
    billingCurrency: "NOK",
    customerName: name,
    customerEmail: address.email,
    billingAddress: address,
    orderForm: {
      lineItems: lines,
      shipments: [
        {
          shipmentId: "1",
          warehouseCode: pick(["epic_company_main_warehouse", "epic_company_second_warehouse"]),
          shippingMethodName: pick(methods),
          shippingTotal: 79,
          address
        }
      ]
    }
  }
}
