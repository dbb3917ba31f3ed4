import type { Tenant } from "./Tenant.ts"

/** Lines of purchase orders are nobody else's, and found where they are. */
export const purchaseProblems = (tenant: Tenant): ReadonlyArray<string> => {
  const problems: Array<string> = []
  const ownerOf = new Map<string, string>()
  for (const order of tenant.purchaseOrders.values()) {
    for (const line of order.purchaseOrderForm.lineItems) {
      const at = `Purchase order ${order.id}, line ${line.lineItemId}`
      if (ownerOf.has(line.lineItemId)) problems.push(`${at}: its id occurs in ${ownerOf.get(line.lineItemId)} too.`)
      ownerOf.set(line.lineItemId, order.id)
      if (line.quantity < 0 || line.deliveredQuantity < 0 || line.canceledQuantity < 0) {
        problems.push(`${at}: a quantity is negative.`)
      }
      if (line.purchaseOrderId !== order.id) problems.push(`${at}: it names purchase order ${line.purchaseOrderId}.`)
      if (line.deliveryId !== undefined && !tenant.purchaseOrdersOfDelivery.get(line.deliveryId)?.has(order.id)) {
        problems.push(`${at}: delivery ${line.deliveryId} does not know it.`)
      }
      if (tenant.purchaseOrderOfLine.get(line.lineItemId) !== order.id) problems.push(`${at}: it cannot be found.`)
    }
  }
  for (const [id, owner] of tenant.purchaseOrderOfLine.entries()) {
    if (ownerOf.get(id) !== owner)
      problems.push(`Line ${id} is looked for in purchase order ${owner} and is not there.`)
  }
  for (const row of tenant.transactions.values()) {
    if (row.goodsReceptionId !== undefined && !tenant.goodsReceptionIds.has(row.goodsReceptionId)) {
      problems.push(`Goods reception ${row.goodsReceptionId} of transaction ${row.id} counts as unused.`)
    }
  }
  return problems
}
