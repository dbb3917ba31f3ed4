import type { Happening, PlacedOrder, Purchase, WarehouseAction } from "./Story.ts"
import { type Answer, articleNumbers, ongoingWarehouse, type Systems, warehouseCodes } from "./Systems.ts"
import type { World } from "./World.ts"

const cancelled = 1000
const picked = 400

/** What people do at the two systems: in the shop, in the warehouse, in purchasing. */
export class People {
  readonly #world: World
  readonly #systems: Systems
  #mending: ReadonlyArray<() => Promise<unknown>> = []

  constructor(world: World, systems: Systems) {
    this.#world = world
    this.#systems = systems
  }

  /** They put right what they had taken away. */
  rest(): void {
    this.#systems.leaveOut(undefined)
    for (const mend of this.#mending) this.#world.at(this.#world.now, undefined, () => mend().then(() => {}))
    this.#mending = []
  }

  /** What became of it, in a word; nothing of what people do not do. */
  async act(happening: Happening): Promise<string | undefined> {
    const { omniums } = this.#systems
    switch (happening.do) {
      case "order":
        return this.#omnium(happening.order.tenant, "POST", "/Orders", orderBody(happening.order))
      case "trigger":
        return this.#omnium(happening.tenant, "POST", `/Orders/${happening.id}/UpdateStatus`, {
          status: "InProgress",
          skipRunWorkflow: happening.silent
        })
      case "edit": {
        const order = omniums.get(happening.tenant)?.world().state.orders.get(happening.id)
        // Nobody changes what is on its way.
        if (order?.orderForm.shipments.some((shipment) => shipment.status === "Shipped")) return "shipped already"
        return this.#omnium(happening.tenant, "PATCH", `/Orders/${happening.id}/PatchUpdateOrderLines`, [
          { lineItemId: "1", quantity: happening.quantity }
        ])
      }
      case "cancel":
        return this.#omnium(happening.tenant, "POST", `/Orders/${happening.id}/UpdateStatus`, {
          status: "OrderCanceled"
        })
      case "stranger":
        return word(await this.#systems.strangersOrder(happening.number))
      case "set back": {
        const order = this.#ourOrder(happening.number)
        // What is cancelled stays so.
        if (order === undefined || order.status === cancelled) return "no such order"
        return word(await this.#systems.setStatus(order.id, picked))
      }
      case "work":
        return this.#work(happening.number, happening.action, happening.nth)
      case "return": {
        const order = this.#ourOrder(happening.number)
        if (order === undefined) return "no such order"
        const { rowNumber } = order.lines[0]?.sent ?? {}
        const { quantity, cause } = happening
        return this.#warehouse(`orders/${order.id}/return`, { lines: [{ rowNumber, quantity, cause }] })
      }
      case "no return types":
        return this.#takeReturnTypes(happening.tenant, happening.for)
      case "count":
        return this.#warehouse(`articles/${articleNumbers[happening.article]}/adjust`, {
          warehouseId: ongoingWarehouse[happening.warehouse],
          quantity: happening.by
        })
      case "set stock":
        return this.#setStock(happening.tenant, articleNumbers[happening.article], happening.warehouse, happening.to)
      case "purchase":
        return this.#purchase(happening.purchase)
      case "invoice":
        return this.#omnium(happening.tenant, "PATCH", `/Deliveries/${happening.id}`, {
          invoiceNumber: happening.number
        })
      case "receive":
        return this.#inbound(happening.id, "receive", {
          lines: [{ rowNumber: `${happening.id}-${happening.line}`, quantity: happening.quantity }]
        })
      case "inbound status":
        return this.#inbound(happening.id, "status", { number: happening.number })
      case "inbound end":
        return this.#inbound(happening.id, "finish", { accept: happening.accept })
      case "product":
        return this.#product(happening.tenant, happening.id, happening.ean)
      case "rename":
        return this.#variant(happening.tenant, happening.id, { name: happening.name })
      case "barcode":
        return this.#variant(happening.tenant, happening.id, { ean: happening.ean })
      case "delete product":
        return this.#omnium(happening.tenant, "DELETE", `/Products/${happening.id}`)
      case "mixed hint": {
        const order = this.#ourOrder(happening.of)
        if (order === undefined) return "no such order"
        this.#systems.hint(happening.tenant, { orderId: order.id, goodsOwnerOrderId: happening.as })
        return undefined
      }
      case "short page":
        this.#systems.leaveOut(happening.article)
        return undefined
      case "join":
        return word(await this.#systems.runSecond(happening.tenant, true))
      default:
        return undefined
    }
  }

  async #omnium(tenant: string, method: string, path: string, body?: unknown): Promise<string> {
    return word(await this.#systems.omnium(tenant, method, `/api${path}`, body))
  }

  async #warehouse(path: string, body: unknown): Promise<string> {
    return word(await this.#systems.warehouse(path, body))
  }

  #ourOrder(number: string) {
    return [...this.#systems.ongoing.world().state.orders.values()].find(
      (each) => each.number === number && !(each.header.goodsOwnerOrderId ?? "").startsWith("stranger/")
    )
  }

  async #work(number: string, action: WarehouseAction, nth: number): Promise<string> {
    const order = this.#ourOrder(number)
    if (order === undefined) return "no such order"
    // Late parcels only: what is packed comes first, unless it was sent unpacked.
    if (action === "addParcel" && order.parcels.length === 0 && order.shipped === null) return "nothing is packed yet"
    const isPacked = order.lines.some((line) => line.items.some((item) => item.parcelId !== null))
    const parcel = {
      parcelNumber: `P${number}-${nth}`,
      // Now and then a carrier gives no waybill, and never for what was sent unpacked.
      ...(nth === 3 || (order.shipped !== null && !isPacked)
        ? {}
        : { waybill: `WAYBILL${number}-${nth}`, trackingUrl: `https://tracking.example.com/${number}-${nth}` })
    }
    const back = { parcelNumber: `R${number}`, waybill: `RETURN${number}`, isReturn: true }
    const [route, body] = ((): readonly [string, unknown] => {
      switch (action) {
        case "pickSome":
          return ["pick", { lines: [{ rowNumber: order.lines[0]?.sent.rowNumber, quantity: 1 }] }]
        case "pack":
          return ["pack", { parcels: [parcel, back] }]
        case "ship":
          return ["ship", { labels: true }]
        case "addParcel":
          return ["addParcel", parcel]
        default:
          return [action, {}]
      }
    })()
    return this.#warehouse(`orders/${order.id}/${route}`, body)
  }

  async #takeReturnTypes(tenant: string, duration: number): Promise<string> {
    const { orderSettings } = this.#systems.omniums.get(tenant)?.world().state.settings ?? {}
    if (this.#mending.length > 0 || orderSettings === undefined) return "they are gone already"
    const give = () => this.#systems.omniumBack(tenant, "orderSettings", orderSettings)
    this.#mending = [...this.#mending, give]
    this.#world.at(this.#world.now + duration, undefined, async () => {
      if (!this.#mending.includes(give)) return
      this.#mending = this.#mending.filter((each) => each !== give)
      await give()
    })
    const returnTypes = [{ id: "Ukjent" }]
    return word(await this.#systems.omniumBack(tenant, "orderSettings", { returnSettings: { returnTypes } }))
  }

  #setStock(tenant: string, sku: string | undefined, warehouse: "main" | "second", inventory: number): Promise<string> {
    const item = { sku, warehouseCode: warehouseCodes[warehouse], inventory }
    return this.#omnium(tenant, "PUT", "/Inventory/UpdateMany", [item])
  }

  async #purchase({ tenant, id, warehouse, lines }: Purchase): Promise<string> {
    const warehouseCode = warehouseCodes[warehouse]
    const lineItems = lines.map(({ article, quantity }, index) => ({
      lineItemId: `${id}-${index + 1}`,
      code: articleNumbers[article],
      quantity,
      warehouseCode
    }))
    await this.#omnium(tenant, "POST", "/PurchaseOrders", {
      id: `PO-${id}`,
      status: "Confirmed",
      storeId: warehouseCode,
      supplierId: "S200",
      supplierName: "Tindeby",
      purchaseOrderForm: { lineItems }
    })
    const arrival = new Date(this.#world.now + 3 * 86_400_000).toISOString()
    const path = `/Deliveries/CreateDelivery/PO-${id}?newDeliveryId=${id}&expectedDeliveryDate=${arrival}`
    return this.#omnium(
      tenant,
      "POST",
      path,
      lineItems.map(({ lineItemId }) => ({ lineItemId }))
    )
  }

  async #inbound(id: string, action: string, body: unknown): Promise<string> {
    const order = [...this.#systems.ongoing.world().state.purchaseOrders.values()].find((each) => each.number === id)
    if (order === undefined) return "no such purchase order"
    return this.#warehouse(`purchaseOrders/${order.id}/${action}`, body)
  }

  async #product(tenant: string, productId: string, ean: string): Promise<string> {
    const variants = [{ skuId: `${productId}-1`, name: productId, ean }]
    const product = { id: `${productId}_no`, productId, language: "no", name: productId, variants }
    const made = await this.#omnium(tenant, "POST", "/Products", product)
    await this.#setStock(tenant, `${productId}-1`, "main", 3)
    return made
  }

  #variant(tenant: string, productId: string, change: object): Promise<string> {
    const variants = [{ skuId: `${productId}-1`, ...change }]
    return this.#omnium(tenant, "PATCH", `/Products/${productId}`, { variants })
  }
}

const word = ({ status }: Answer): string => String(status)

const orderBody = ({ id, number, shipments, article, hasAddress }: PlacedOrder) => {
  const line = (index: number) => ({
    lineItemId: String(index + 1),
    code: articleNumbers[(article + index) % articleNumbers.length],
    placedPrice: 100,
    quantity: shipments[index]?.quantity ?? 1,
    taxRate: 25
  })
  const address = {
    name: `Customer of ${number}`,
    line1: "Storgata 1",
    postalCode: "0155",
    city: "Oslo",
    countryCode: "NO"
  }
  return {
    id,
    orderNumber: number,
    orderType: "Online",
    status: "New",
    marketId: "epic_market_no",
    storeId: "epic_webshop_no",
    billingCurrency: "NOK",
    customerName: address.name,
    customerEmail: "customer@example.com",
    orderForm: {
      lineItems: shipments.map((_, index) => line(index)),
      shipments: shipments.map((shipment, index) => ({
        shipmentId: String(index + 1),
        warehouseCode: warehouseCodes[shipment.warehouse],
        shippingMethodName: "PostNord",
        shippingTotal: 49,
        lineItems: [line(index)],
        ...(hasAddress ? { address } : {})
      }))
    }
  }
}
