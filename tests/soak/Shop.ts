import { Dice } from "../chaos/Dice.ts"
import { shopOrder } from "../support/ShopOrder.ts"
import { Agenda } from "./Agenda.ts"
import { call } from "./Call.ts"
import { skus, type Tenant, warehouses } from "./Tenant.ts"

const second = 1000

/** What customers and the staff of a shop do in Omnium. Each order's life is drawn for itself, by its number. */
export class Shop {
  readonly agenda = new Agenda()
  readonly #tenant: Tenant
  readonly #seed: number
  #isOpen = true
  #orders = 0

  /** `pace`: milliseconds between two orders, on average. */
  constructor(tenant: Tenant, seed: number, pace: number) {
    this.#tenant = tenant
    this.#seed = seed
    this.#again("orders", pace, (dice, count) => this.#order(dice, count))
    this.#again("purchases", 12 * pace, (dice, count) => this.#purchase(dice, count))
    this.#again("products", 10 * pace, (dice, count) => this.#rename(dice, count))
  }

  get orders(): number {
    return this.#orders
  }

  /** Takes no more orders, and ends what it has begun. */
  close(): Promise<void> {
    this.#isOpen = false
    return this.agenda.finish()
  }

  #again(what: string, pace: number, run: (dice: Dice, count: number) => Promise<unknown>, count = 1): void {
    const dice = new Dice(this.#seed, `${what} ${this.#tenant.id} ${count}`)
    this.agenda.after(dice.int(pace / 2, (3 * pace) / 2), async () => {
      if (!this.#isOpen) return
      this.#again(what, pace, run, count + 1)
      await run(dice, count)
    })
  }

  async #order(dice: Dice, count: number): Promise<void> {
    const id = `S${10_000 + count}`
    const lines = Array.from({ length: dice.int(1, 3) }, () => ({ sku: dice.pick(skus), quantity: dice.int(1, 4) }))
    const order = dice.chance(0.2)
      ? shopOrder(id, { ...lines[0], warehouses: dice.chance(0.5) ? warehouses : [...warehouses].reverse() })
      : shopOrder(id, { lines, warehouse: dice.pick(warehouses) })
    const name = `Customer of ${this.#tenant.id} ${id}`
    const shipments = order.orderForm.shipments.map((each) => ({ ...each, address: { ...each.address, name } }))
    this.#orders++
    await this.#omnium("POST", "/Orders", { ...order, orderForm: { ...order.orderForm, shipments } })
    const status = (to: string, skipRunWorkflow = false) =>
      this.#omnium("POST", `/Orders/${id}/UpdateStatus`, { status: to, skipRunWorkflow })
    // Without its call it is the poll that finds it.
    const isSilent = dice.chance(0.2)
    const triggered = dice.int(0, 3 * second)
    this.agenda.after(triggered, () => status("InProgress", isSilent))
    const edited = triggered + dice.int(0, 10 * second)
    const change = [{ lineItemId: "1", quantity: dice.int(1, 5) }]
    if (dice.chance(0.15)) this.agenda.after(edited, () => this.#edit(id, change))
    const cancel = cancelOf(this.#seed, this.#tenant.id, id)
    if (cancel !== undefined) this.agenda.after(triggered + cancel.after, () => status("OrderCanceled"))
  }

  /** Nobody changes what is on its way. */
  async #edit(id: string, change: unknown): Promise<void> {
    const { json } = await this.#omnium("GET", `/Orders/${id}`)
    if (!/"(Ship|ReadyForPickup|Completed|OrderCanceled)"/.test(JSON.stringify(json)))
      await this.#omnium("PATCH", `/Orders/${id}/PatchUpdateOrderLines`, change)
  }

  async #purchase(dice: Dice, count: number): Promise<void> {
    const id = `D${20_000 + count}`
    const warehouseCode = dice.pick(warehouses)
    const lineItems = [...new Set([dice.pick(skus), dice.pick(skus)])].map((code, index) => ({
      ...{ lineItemId: `${id}-${index + 1}`, code, quantity: dice.int(2, 20), warehouseCode }
    }))
    await this.#omnium("POST", "/PurchaseOrders", {
      ...{ id: `PO-${id}`, status: "Confirmed", storeId: warehouseCode, purchaseOrderForm: { lineItems } }
    })
    await this.#omnium(
      "POST",
      `/Deliveries/CreateDelivery/PO-${id}?newDeliveryId=${id}&expectedDeliveryDate=2027-01-01T12:00:00Z`,
      lineItems.map(({ lineItemId }) => ({ lineItemId }))
    )
  }

  async #rename(dice: Dice, count: number): Promise<void> {
    const skuId = dice.pick(skus)
    const { json } = await this.#omnium("GET", `/Products/${skuId}`)
    const productId = (json as { readonly productId?: string } | undefined)?.productId // What Omnium documents.
    if (productId === undefined) return
    const variants = [{ skuId, name: `${renamed} ${count}` }]
    await this.#omnium("PATCH", `/Products/${productId}`, { productId, variants })
  }

  #omnium(method: string, path: string, body?: unknown) {
    const { omnium, token } = this.#tenant
    return call(method, `${omnium}/api${path}`, body, { authorization: `Bearer ${token}` })
  }
}

/**
 * When after its trigger an order is cancelled, and whether in time. Hardly ever too late: after three refusals in a row
 * Ongoing is asked to cancel nothing for ten minutes.
 */
export const cancelOf = (seed: number, tenant: string, order: string) => {
  const dice = new Dice(seed, `cancel ${tenant} ${order}`)
  if (!dice.chance(0.15)) return undefined
  const isLate = dice.chance(0.03)
  return { isLate, after: isLate ? dice.int(20 * second, 40 * second) : dice.int(0, 15 * second) }
}

/** How the names begin that the shop gives its products. */
export const renamed = "Soaked"
