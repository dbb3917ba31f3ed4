/** An order as a web shop posts it to Omnium. */
export interface ShopOrder {
  readonly quantity?: number
  readonly sku?: string
  readonly warehouse?: string
  /** One shipment for each warehouse, in place of `warehouse`. */
  readonly warehouses?: ReadonlyArray<string>
  /** The lines of its only shipment, in place of `sku` and `quantity`; their ids count from 1. */
  readonly lines?: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>
  readonly created?: string
}

export const mainWarehouse = "epic_company_main_warehouse"
export const shopWarehouse = "epic_company_shop_warehouse"

const address = {
  name: "Kari Testesen",
  line1: "Storgata 12B",
  postalCode: "9008",
  city: "Tromsø",
  countryCode: "NO",
  countryName: "Norge",
  email: "kari.testesen@example.com"
}

export const shopOrder = (id: string, options: ShopOrder = {}) => {
  const { quantity = 2, sku = "0123ABC", warehouse = mainWarehouse, warehouses = [warehouse] } = options
  const ordered = options.lines ?? warehouses.map(() => ({ sku, quantity }))
  const lines = ordered.map((line, index) => ({
    lineItemId: String(index + 1),
    code: line.sku,
    placedPrice: 249,
    quantity: line.quantity,
    taxRate: 25
  }))
  return {
    id,
    orderType: "Online",
    status: "New",
    marketId: "epic_market_no",
    storeId: "epic_webshop_no",
    billingCurrency: "NOK",
    customerName: address.name,
    customerEmail: address.email,
    billingAddress: address,
    ...(options.created === undefined ? {} : { created: options.created }),
    orderForm: {
      lineItems: lines,
      shipments: warehouses.map((warehouseCode, index) => ({
        shipmentId: String(index + 1),
        shippingMethodName: "PostNord",
        warehouseCode,
        lineItems: options.lines === undefined ? [lines[index]] : lines,
        address
      }))
    }
  }
}
