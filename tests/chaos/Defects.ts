/** A mistake that somebody could make: one piece of the connector's source in place of another. */
export interface Defect {
  readonly name: string
  /** Below `packages/`. */
  readonly file: string
  readonly instead: string
  readonly of: string
  /** The rules by which a story may find it. */
  readonly rules: ReadonlyArray<string>
  /** A seed that does. */
  readonly seed: number
}

export const defects: ReadonlyArray<Defect> = [
  {
    name: "an order gets a new number with each try",
    file: "domain/src/order-export/OrderExport.ts",
    of: "ongoing.putOrder(wanted),",
    instead:
      'ongoing.putOrder(held.length === 0 ? { ...wanted, orderNumber: (wanted.orderNumber + "x".repeat(item.attempts)) as never } : wanted),',
    rules: ["R1"],
    seed: 0
  },
  {
    name: "the cursor is stored before what was read",
    file: "domain/src/sync/Scan.ts",
    of: "yield* options.commit({ items: last.items, cursor: { ...options.cursor.at, position } })",
    instead:
      "yield* options.commit({ items: [], cursor: { ...options.cursor.at, position } }); yield* options.commit({ items: last.items })",
    rules: ["R4"],
    seed: 0
  },
  {
    name: "a lost answer is taken for a refusal",
    file: "domain/src/order-export/OrderExport.ts",
    of: 'if (reason._tag !== "Refused") return Effect.fail(error)',
    instead: 'if (reason._tag === "UnknownOutcome") return refused("refused-by-ongoing", reason.message)',
    rules: ["R2"],
    seed: 0
  },
  {
    name: "a status may move backwards",
    file: "domain/src/order-sync/StatusMapping.ts",
    of: "return mapped.order > from.order ||",
    instead: "return mapped.order !== from.order ||",
    rules: ["R7"],
    seed: 0
  },
  {
    name: "a number that is somebody else's is not noticed",
    file: "domain/src/order-export/OrderExport.ts",
    of: "if (other !== undefined) {",
    instead: "if (other !== undefined && wanted.orderLines.length === 0) {",
    rules: ["R1"],
    seed: 0
  },
  {
    name: "an update is sent without an audit row",
    file: "domain/src/order-sync/OrderSync.ts",
    of: `yield* journal.recorded(
      { ...write, operation: "POST /api/Orders/{orderId}/UpdateStatus" },
      omnium.updateShipment(update)
    )`,
    instead: "yield* omnium.updateShipment(update)",
    rules: ["R22"],
    seed: 0
  },
  {
    name: "the go-live line is not looked at",
    file: "domain/src/order-export/ExportDecision.ts",
    of: "if (DateTime.isLessThan(order.created, from)) return",
    instead: "if (DateTime.isLessThan(order.created, from) && order.isReadOnly) return",
    rules: ["R26"],
    seed: 0
  },
  {
    name: "failures are not counted against Ongoing's lock-out",
    file: "app/src/engine/Upstreams.ts",
    of: 'system === "ongoing" ? budget.spend(host, operation, caller.tenant)(made) : made',
    instead: "made",
    rules: ["R19"],
    seed: 0
  },
  {
    name: "return parcels go out as packages",
    file: "domain/src/order-sync/Tracking.ts",
    of: ".filter((parcel) => parcel.isReturnParcel === isReturnParcel)",
    instead: "",
    rules: ["R9"],
    seed: 0
  },
  {
    name: "an order that has been sent is not looked at again",
    file: "domain/src/sync/WatchedOrder.ts",
    of: "if (watched.sentAt !== undefined && DateTime.isGreaterThan(now, DateTime.addDuration(watched.sentAt, afterSent))) {",
    instead: "if (watched.sentAt !== undefined) {",
    rules: ["R9", "R24"],
    seed: 0
  },
  {
    name: "new work joins work that has begun",
    file: "app/src/journal/Items.ts",
    of: "if (!begun.has(row.id)) found",
    instead: "found",
    rules: ["R2", "R4", "R7", "R9", "R24"],
    seed: 0
  },
  {
    name: "what failed is tried for ever",
    file: "app/src/engine/FailurePolicy.ts",
    of: "item.attempts + 1 >= attempts",
    instead: "item.attempts < 0",
    rules: ["R21"],
    seed: 0
  }
]
