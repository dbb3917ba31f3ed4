import type { ConnectorWorld } from "./ConnectorWorld.ts"
import { mainWarehouse } from "./ShopOrder.ts"

interface Property {
  readonly key: string
  readonly value: string
  readonly keyGroup?: string
  readonly valueType?: string
}

/** What tests read of a delivery in Omnium. */
export interface DeliverySeen {
  readonly id: string
  readonly deliveryStatus: string
  readonly isAutoDeliveryStatusDisabled?: boolean
  readonly invoiceNumber?: string
  readonly tags?: ReadonlyArray<string>
  readonly properties?: ReadonlyArray<Property>
  readonly deliveryNotes: ReadonlyArray<{ readonly detail?: string; readonly type?: string }>
  readonly publicDeliveryNotes: ReadonlyArray<unknown>
}

/** What tests read of a line of a delivery. */
export interface DeliveryLineSeen {
  readonly lineItemId: string
  readonly quantity: number
  readonly deliveredQuantity: number
}

/** What tests read of a purchase order in Ongoing. */
export interface PurchaseOrderSeen {
  readonly purchaseOrderInfo: {
    readonly purchaseOrderId: number
    readonly purchaseOrderNumber: string
    readonly goodsOwnerPurchaseOrderId: string | null
    readonly referenceNumber: string | null
    readonly purchaseOrderStatus: { readonly number: number }
    readonly inDate?: string
  }
  readonly supplierInfo: { readonly supplierNumber: string; readonly supplierName: string } | null
  readonly purchaseOrderLines: ReadonlyArray<{
    readonly rowNumber: string
    readonly article: { readonly articleNumber: string }
    readonly advisedNumberOfItems: number
    readonly receivedNumberOfItems: number
  }>
}

export interface Purchase {
  readonly quantities?: ReadonlyArray<number>
  readonly warehouse?: string
  readonly arrival?: string
}

export const lineIds = (id: string, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `${id}-${index + 1}`)

/** A purchase order in Omnium and the delivery its goods come with; its lines are `{id}-1`, `{id}-2` … */
export const purchase = async (world: ConnectorWorld, id: string, made: Purchase = {}, tenant = "epic") => {
  const { quantities = [10, 4], warehouse = mainWarehouse, arrival = "2026-11-20T12:00:00Z" } = made
  const skus = ["0123ABC", "0125ENG", "0126NZL"]
  await world.omnium(
    "POST",
    "/PurchaseOrders",
    {
      id: `PO-${id}`,
      status: "Confirmed",
      storeId: warehouse,
      supplierId: "S200",
      supplierName: "Tindeby",
      purchaseOrderForm: {
        lineItems: quantities.map((quantity, index) => ({
          lineItemId: `${id}-${index + 1}`,
          code: skus[index] ?? "0123ABC",
          quantity,
          warehouseCode: warehouse
        }))
      }
    },
    tenant
  )
  const lines = lineIds(id, quantities.length).map((lineItemId) => ({ lineItemId }))
  await world.omnium(
    "POST",
    `/Deliveries/CreateDelivery/PO-${id}?newDeliveryId=${id}&expectedDeliveryDate=${arrival}`,
    lines,
    tenant
  )
  await world.quiet()
}

export const deliveryOf = async (world: ConnectorWorld, id: string, tenant = "epic") =>
  (await world.omnium("GET", `/Deliveries/${id}`, undefined, tenant)) as DeliverySeen

export const delivered = async (world: ConnectorWorld, id: string) => {
  const lines = (await world.omnium("GET", `/Deliveries/${id}/PurchaseOrderLines`)) as ReadonlyArray<DeliveryLineSeen>
  return lines.map((line) => line.deliveredQuantity)
}

export const propertyOf = (delivery: DeliverySeen, key: string): string | undefined =>
  delivery.properties?.find((property) => property.key === key)?.value

/** Purchase orders of this number, or all of the goods owner. */
export const purchaseOrders = async (world: ConnectorWorld, number?: string) => {
  const query = number === undefined ? "" : `&purchaseOrderNumber=${encodeURIComponent(number)}`
  return (await world.ongoingApi("GET", `/purchaseOrders?goodsOwnerId=7${query}`)) as ReadonlyArray<PurchaseOrderSeen>
}

/** A delivery that has been exported; the id of its purchase order. */
export const exportedPurchase = async (world: ConnectorWorld, id: string, made: Purchase = {}) => {
  await purchase(world, id, made)
  const [order] = await purchaseOrders(world, id)
  if (order === undefined) throw new Error(`${id} has not been exported: ${JSON.stringify(await world.items())}`)
  return order.purchaseOrderInfo.purchaseOrderId
}

/** What the staff take in, row by row. */
export const receive = (world: ConnectorWorld, purchaseOrderId: number, rows: Readonly<Record<string, number>>) =>
  world.warehouse(`purchaseOrders/${purchaseOrderId}/receive`, {
    lines: Object.entries(rows).map(([rowNumber, quantity]) => ({ rowNumber, quantity }))
  })

/** How often goods were taken in Omnium: the ids of the receptions, with what came in. */
export const receptions = async (world: ConnectorWorld, id: string) => {
  const page = (await world.omnium("POST", "/Inventory/SearchTransactions", {
    purchaseOrderId: `PO-${id}`,
    take: 100
  })) as {
    readonly result: ReadonlyArray<{ readonly goodsReceptionId?: string; readonly inventoryChange: number }>
  }
  return page.result.map((row) => [row.goodsReceptionId, row.inventoryChange] as const).reverse()
}
