/** An order as a web shop sends it to Omnium. */
export const demoOrder = (id: string, quantity = 2) => {
  const line = { lineItemId: "1", code: "0123ABC", placedPrice: 249, quantity, taxRate: 25 }
  const address = {
    name: "Kari Testesen",
    line1: "Storgata 12B",
    city: "Tromsø",
    countryName: "Norge",
    countryCode: "NO",
    postalCode: "9008",
    email: "kari.testesen@example.com"
  }
  return {
    id,
    orderType: "Online",
    status: "New",
    marketId: "epic_market_no",
    storeId: "epic_webshop_no",
    billingCurrency: "NOK",
    customerId: "4711",
    customerName: address.name,
    customerPhone: "+4700000000",
    customerEmail: address.email,
    billingAddress: address,
    orderForm: {
      shipments: [
        {
          shipmentId: "1",
          shippingMethodName: "PostNord",
          warehouseCode: "epic_company_main_warehouse",
          lineItems: [line],
          address
        }
      ],
      lineItems: [line]
    }
  }
}
