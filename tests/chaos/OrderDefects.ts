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
    of: 'error.reason._tag === "Refused" ? noted(intent, wanted, error.reason.message) : Effect.fail(error)',
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
    name: "every order goes to the first warehouse",
    file: "domain/src/order-export/WantedOrder.ts",
    of: "warehouseId: address.warehouseId,",
    instead: "warehouseId: 1 as never,",
    rules: ["R1"]
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
  }
]
