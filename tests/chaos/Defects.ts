/** A mistake that somebody could make: one piece of the connector's source in place of another. */
export interface Defect {
  readonly name: string
  /** Below `packages/`. */
  readonly file: string
  readonly of: string
  readonly instead: string
  /** The rules by which a story may find it. */
  readonly rules: ReadonlyArray<string>
  /** A seed that does; when the connector has changed, one soon after it. */
  readonly seed: number
}

export const defects: ReadonlyArray<Defect> = [
  {
    name: "an order gets a new number with each try",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: "ongoing.putOrder(wanted),",
    instead: 'ongoing.putOrder({ ...wanted, orderNumber: (wanted.orderNumber + "x".repeat(item.attempts)) as never }),',
    rules: ["R1"],
    seed: 3
  },
  {
    name: "the cursor is stored before what was read",
    file: "domain/src/sync/Scan.ts",
    of: "yield* options.commit({ items: last.items, cursor: { ...options.cursor.at, position } })",
    instead:
      "yield* options.commit({ items: [], cursor: { ...options.cursor.at, position } }); yield* options.commit({ items: last.items })",
    rules: ["R4"],
    seed: 13
  },
  {
    name: "a lost answer is taken for a refusal",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: 'error.reason._tag === "Refused" ? refused(intent, wanted, error.reason.message) : Effect.fail(error)',
    instead: "refuse(intent, refusedByOngoing(error.reason.message))",
    rules: ["R2"],
    seed: 10
  },
  {
    name: "a status may move backwards",
    file: "domain/src/order-sync/StatusMapping.ts",
    of: "mapped.order > from.order",
    instead: "mapped.order !== from.order",
    rules: ["R7"],
    seed: 22
  },
  {
    name: "a number that is somebody else's is not noticed",
    file: "domain/src/order-export/PutOrderExport.ts",
    of: "if (other === undefined) return undefined",
    instead: "if (other === undefined || mark !== undefined) return undefined",
    rules: ["R1"],
    seed: 3
  },
  {
    name: "an update is sent twice under one audit row",
    file: "domain/src/order-sync/OrderSync.ts",
    of: "omnium.updateShipment(update)",
    instead: "Effect.andThen(omnium.updateShipment(update), omnium.updateShipment(update))",
    rules: ["R22"],
    seed: 1
  },
  {
    name: "the go-live line is not looked at",
    file: "domain/src/order-export/ExportDecision.ts",
    of: "DateTime.isLessThan(order.created, from)",
    instead: "DateTime.isLessThan(from, from)",
    rules: ["R26"],
    seed: 18
  },
  {
    name: "failures are not counted against Ongoing's lock-out",
    file: "app/src/engine/Upstreams.ts",
    of: 'system === "ongoing" ? budget.spend(host, operation, caller.tenant)(made) : made',
    instead: "made",
    rules: ["R19"],
    seed: 9
  },
  {
    name: "return parcels go out as packages",
    file: "domain/src/order-sync/Tracking.ts",
    of: ".filter((parcel) => parcel.isReturnParcel === isReturnParcel)",
    instead: "",
    rules: ["R9"],
    seed: 1
  },
  {
    name: "an order that has been sent is not looked at again",
    file: "domain/src/sync/WatchedOrder.ts",
    of: "DateTime.isGreaterThan(now, DateTime.addDuration(watched.sentAt, afterSent))",
    instead: "DateTime.isGreaterThanOrEqualTo(now, watched.sentAt)",
    rules: ["R9", "R24"],
    seed: 2
  },
  {
    name: "what failed is tried for ever",
    file: "app/src/engine/FailurePolicy.ts",
    of: "item.attempts + 1 >= attempts",
    instead: "item.attempts < 0",
    rules: ["R21"],
    seed: 12
  }
]
