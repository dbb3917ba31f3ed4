import type { Order, OrderLine } from "./Order.ts"

/** What sums of quantities with decimals may be off by. */
const rounding = 1e-6

const quantities = ["quantity", "canceledQuantity", "deliveredQuantity", "returnQuantity"] as const

/** What in the lines and shipments of an order cannot be, one sentence each. */
export const orderProblems = (order: Order): ReadonlyArray<string> => {
  const { lineItems, shipments } = order.orderForm
  const repeated = (what: string, ids: ReadonlyArray<string>): ReadonlyArray<string> =>
    [...new Set(ids.filter((id, position) => ids.indexOf(id) !== position))].map(
      (id) => `Order ${order.id}: ${what} '${id}' occurs twice`
    )
  return [
    ...repeated(
      "order line",
      lineItems.map((line) => line.lineItemId)
    ),
    ...repeated(
      "shipment",
      shipments.map((shipment) => shipment.shipmentId)
    ),
    ...repeated(
      "return",
      order.returnOrderForms.map(({ returnId = "" }) => returnId)
    ),
    ...order.returnOrderForms
      .filter(({ returnId = "" }) => returnId === "")
      .map(() => `Order ${order.id}: a return has no returnId`),
    ...[...lineItems, ...shipments.flatMap((shipment) => shipment.lineItems)].flatMap(lineProblems(order.id)),
    ...lineItems.flatMap((line) => partProblems(order, line)),
    ...shipments.flatMap((shipment) =>
      shipment.lineItems
        .filter((part) => !lineItems.some((line) => line.lineItemId === part.lineItemId))
        .map((part) => `Order ${order.id}: shipment ${shipment.shipmentId} has a line '${part.lineItemId}' of its own`)
    )
  ]
}

const lineProblems =
  (orderId: string) =>
  (line: OrderLine): ReadonlyArray<string> => {
    const at = `Order ${orderId}, line ${line.lineItemId}`
    const { quantity, canceledQuantity, deliveredQuantity, returnQuantity } = line
    return [
      ...quantities.filter((name) => line[name] < 0).map((name) => `${at}: ${name} is negative`),
      ...(deliveredQuantity + canceledQuantity > quantity + rounding
        ? [`${at}: ${deliveredQuantity} delivered and ${canceledQuantity} cancelled are more than its ${quantity}`]
        : []),
      ...(returnQuantity + canceledQuantity > quantity + rounding
        ? [`${at}: ${returnQuantity} returned and ${canceledQuantity} cancelled are more than its ${quantity}`]
        : [])
    ]
  }

/** The parts of a line that are on shipments are together the line; one that is on no shipment is free. */
const partProblems = (order: Order, line: OrderLine): ReadonlyArray<string> => {
  const parts = order.orderForm.shipments.flatMap((shipment) =>
    shipment.lineItems.filter((part) => part.lineItemId === line.lineItemId)
  )
  if (parts.length === 0) return []
  return quantities.flatMap((name) => {
    const sum = parts.reduce((total, part) => total + part[name], 0)
    return Math.abs(sum - line[name]) < rounding
      ? []
      : [`Order ${order.id}, line ${line.lineItemId}: ${name} is ${line[name]}, on its shipments it is ${sum}`]
  })
}
