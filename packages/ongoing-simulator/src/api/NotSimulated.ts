/** Operations that the real system has and this one has not: method and path, answered 501. */
export const notSimulated: ReadonlyArray<readonly [string, string]> = [
  ["GET", "/articles/:articleSystemId/dangerousGoods"],
  ["PUT", "/articles/:articleSystemId/dangerousGoods"],
  ["GET", "/orders/:orderId/invoiceCharges"],
  ["GET", "/warehouses/:warehouseId/zones"],
  ["GET", "/warehouses/locations/types"],
  ["GET", "/goodsOwners"],
  ["GET", "/movements"],
  ["GET", "/invoices"],
  ["GET", "/productionOrders"]
]
