import type { Action } from "@omnium-ongoing/simulator-kit/board/Action"
import { anythingReceived, isOpen, type PurchaseOrder, receivedOn } from "../PurchaseOrder.ts"
import { deviating, purchaseOrderStatuses } from "../PurchaseOrderStatuses.ts"
import { roundQuantity } from "../Stock.ts"
import type { Warehouse } from "../Warehouse.ts"

export const advisedOf = ({ lines }: PurchaseOrder): number =>
  roundQuantity(lines.reduce((sum, line) => sum + line.advised, 0))

export const receivedOf = ({ lines }: PurchaseOrder): number =>
  roundQuantity(lines.reduce((sum, line) => sum + receivedOn(line), 0))

/** What the staff would do if nothing goes wrong. */
export const nextReception = (order: PurchaseOrder): Action | undefined => {
  if (order.status === deviating) return acceptDeviation(order)
  if (!isOpen(order)) return undefined
  return anythingReceived(order) && receivedOf(order) >= advisedOf(order) ? finish(order) : receiveAll(order)
}

export const receptionActions = (warehouse: Warehouse, order: PurchaseOrder): ReadonlyArray<Action> => [
  on(order, "arrive", { label: "Arrived", hint: "It is at the gate, and nothing is counted yet" }),
  receiveAll(order),
  finish(order),
  acceptDeviation(order),
  on(order, "cancel", { label: "Cancel the rest", tone: "danger", hint: "What came stays in stock" }),
  on(order, "receive", {
    label: "Receive these",
    fields: order.lines.flatMap((line, index) => [
      { name: `lines.${index}.rowNumber:with`, value: line.sent.rowNumber },
      {
        name: `lines.${index}.quantity:number`,
        label: `Row ${line.sent.rowNumber}: ${line.sent.articleNumber}`,
        type: "number",
        placeholder: `${roundQuantity(line.advised - receivedOn(line))} to come`
      }
    ])
  }),
  on(order, "status", {
    label: "Set the status",
    fields: [
      {
        name: "number:number",
        label: "Status",
        choices: purchaseOrderStatuses(warehouse.settings).map((status) => [
          String(status.number),
          `${status.number} ${status.text}`
        ])
      }
    ]
  })
]

const on = ({ id }: PurchaseOrder, name: string, action: Omit<Action, "path">): Action => ({
  ...action,
  path: `/_simulator/purchaseOrders/${id}/${name}`
})

const receiveAll = (order: PurchaseOrder): Action =>
  on(order, "receive", { label: "Receive all", hint: "Everything that is still to come" })

const finish = (order: PurchaseOrder): Action =>
  on(order, "finish", { label: "Finish", hint: "Ends the reception; what came short or over is a deviation" })

const acceptDeviation = (order: PurchaseOrder): Action =>
  on(order, "finish", { label: "Accept", body: { accept: true }, hint: "Finishes it although it came short or over" })
