import type { Defect } from "./Defect.ts"

/** Orders on their way to the warehouse: export, change and cancellation. */
export const orderDefects: ReadonlyArray<Defect> = [
  {
    name: "an order gets a new number with each try",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: "ongoing.putOrder(wanted),",
    instead: 'ongoing.putOrder({ ...wanted, orderNumber: (wanted.orderNumber + "x".repeat(item.attempts)) as never }),',
    rules: ["R1"]
  },
  {
    name: "a lost answer is taken for a refusal",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: 'error.reason._tag === "Refused" ? refused(intent, wanted, error.reason.message) : Effect.fail(error)',
    instead: "refuse(intent, refusedByOngoing(error.reason.message))",
    rules: ["R2"]
  },
  {
    name: "a number that is somebody else's is not noticed",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: "if (other === undefined) return undefined",
    instead: "if (other === undefined || mark !== undefined) return undefined",
    rules: ["R1"]
  },
  {
    name: "the go-live line is not looked at",
    file: "domain/src/order-export/ExportDecision.ts",
    of: "DateTime.isLessThan(order.created, from)",
    instead: "DateTime.isLessThan(from, from)",
    rules: ["R26"]
  },
  {
    name: "a cancelled order is exported",
    file: "domain/src/order-export/ExportDecision.ts",
    of: 'if (isCancelled(order, shipment, orderType)) return "cancelled"',
    instead: "",
    rules: ["R3"]
  },
  {
    name: "every order goes to the first warehouse",
    file: "domain/src/order-export/WantedOrder.ts",
    of: "warehouseId: address.warehouseId,",
    instead: "warehouseId: 1 as never,",
    rules: ["R1"]
  },
  {
    name: "a line is sent with all that was ever ordered of it",
    file: "domain/src/omnium/LinesToShip.ts",
    of: "line.quantity - line.canceledQuantity - line.deliveredQuantity",
    instead: "line.quantity",
    rules: ["R1", "R8", "R25"]
  },
  {
    name: "what changes in Omnium is not written to Ongoing",
    file: "domain/src/order-export/ShipmentIntake.ts",
    of: "return orderHash(wanted) !== last.hash",
    instead: "return false",
    rules: ["R1"]
  },
  {
    name: "a changed quantity does not count as a change",
    file: "domain/src/order-export/OrderMapping.ts",
    of: "orderLines: [...order.orderLines].sort((one, other) => (one.rowNumber < other.rowNumber ? -1 : 1))",
    instead: "orderLines: order.orderLines.map((line) => line.rowNumber).sort()",
    rules: ["R1"]
  },
  {
    name: "the status that was read is written back, whatever came between",
    file: "domain/src/order-export/OrderExport.ts",
    of: "const cancel = cancelOverwritten(orderType, { read, written, previous })",
    instead: "const cancel = cancelOverwritten(orderType, { read, written, previous: undefined })",
    rules: ["R6"]
  },
  {
    name: "a refused cancel is swallowed",
    file: "domain/src/order-cancellation/OrderCancellation.ts",
    of: 'const refused = (message: string): Outcome => ({ _tag: "Held", cause: "cancel-refused", message })',
    instead: "const refused = (message: string): Outcome => done(message)",
    rules: ["R6"]
  },
  {
    name: "a cancel counts as done once it is asked for",
    file: "domain/src/order-cancellation/OrderCancellation.ts",
    of: "if (after === undefined || after.status === cancelledStatus) return yield* confirmed(item, exported, state)",
    instead: "if (after !== undefined) return yield* confirmed(item, exported, state)",
    rules: ["R6"]
  },
  {
    name: "a cancel is not passed on before the export is written back",
    file: "domain/src/order-export/ShipmentIntake.ts",
    of: "(last !== undefined || isMarked(shipment))",
    instead: "isMarked(shipment)",
    rules: ["R6"]
  },
  {
    name: "a cancel finds no order as long as the export is under way",
    file: "domain/src/order-cancellation/OrderCancellation.ts",
    of: 'if (exported?.state !== "open") return done("Ongoing has no such order.")',
    instead: 'if (exported !== undefined) return done("Ongoing has no such order.")',
    rules: ["R3", "R6"]
  },
  {
    name: "an export that was open is finished after the cancel",
    file: "domain/src/order-cancellation/OrderCancellation.ts",
    of: 'exported?.state === "open" ? [{ ...exported, state: "refused" as const, request: "" }] : []',
    instead: "[]",
    rules: ["R3", "R6"]
  }
]
