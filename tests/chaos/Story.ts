export type System = "ongoing" | "omnium"

export const faultKinds = [
  "refused",
  "status-before",
  "status-after",
  "lost-answer",
  "late",
  "slow",
  "truncated",
  "html"
] as const
/** `before` and `after` tell whether the request was carried out when the gateway answered. */
export type FaultKind = (typeof faultKinds)[number]

export const doorFaults = ["refused", "lost-answer", "twice", "late"] as const
export type DoorFault = (typeof doorFaults)[number]

export const warehouseActions = [
  "release",
  "pick",
  "pickSome",
  "pack",
  "ship",
  "addParcel",
  "collect",
  "closeShort"
] as const
export type WarehouseAction = (typeof warehouseActions)[number]

export interface PlacedOrder {
  readonly tenant: string
  readonly id: string
  readonly number: string
  /** One shipment for each warehouse; a line each. The shop is not run by Ongoing. */
  readonly shipments: ReadonlyArray<{ readonly warehouse: "main" | "second" | "shop"; readonly quantity: number }>
  readonly article: number
  readonly hasAddress: boolean
}

export type StockedWarehouse = "main" | "second"

/** A delivery in Omnium with its purchase order; its lines are `{id}-1`, `{id}-2` … */
export interface Purchase {
  readonly tenant: string
  readonly id: string
  readonly warehouse: StockedWarehouse
  readonly lines: ReadonlyArray<{ readonly article: number; readonly quantity: number }>
}

/** Milliseconds after the beginning. */
interface At {
  readonly at: number
}

export type Happening = At &
  (
    | { readonly do: "order"; readonly order: PlacedOrder }
    /** The order enters the status that exports, with Omnium's call or, when that is silent, without. */
    | { readonly do: "trigger"; readonly tenant: string; readonly id: string; readonly silent: boolean }
    | { readonly do: "edit"; readonly tenant: string; readonly id: string; readonly quantity: number }
    | { readonly do: "cancel"; readonly tenant: string; readonly id: string }
    | { readonly do: "stranger"; readonly number: string }
    | { readonly do: "work"; readonly number: string; readonly action: WarehouseAction; readonly nth: number }
    | {
        readonly do: "fault"
        readonly system: System
        readonly kind: FaultKind
        readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | undefined
        readonly count: number
        readonly delay: number
      }
    | { readonly do: "door"; readonly kind: DoorFault; readonly delay: number }
    /** A webhook names one order by its id and another by its mark. */
    | { readonly do: "mixed hint"; readonly tenant: string; readonly of: string; readonly as: string }
    /** The next page of all stock that is asked for lacks an article. */
    | { readonly do: "short page"; readonly article: number }
    /** Omnium is told that Ongoing runs the second warehouse too. */
    | { readonly do: "join"; readonly tenant: string }
    | {
        readonly do: "outage"
        readonly system: System
        readonly kind: "refused" | "status-before"
        readonly for: number
      }
    /** Ongoing answers 429 to a method. */
    | { readonly do: "lock-out"; readonly method: "GET" | "PUT"; readonly for: number }
    /** Ongoing fails at this order, and at no other, for good. */
    | { readonly do: "poison"; readonly number: string }
    /** The staff set the number of the status themselves, back to picked. */
    | { readonly do: "set back"; readonly number: string }
    /** Goods of an order come back to the warehouse, with the cause that was given. */
    | { readonly do: "return"; readonly number: string; readonly quantity: number; readonly cause: string }
    /** For a while Omnium has none of the return types that are used, so that returns are refused. */
    | { readonly do: "no return types"; readonly tenant: string; readonly for: number }
    /** The warehouse finds or misses some. */
    | { readonly do: "count"; readonly article: number; readonly warehouse: StockedWarehouse; readonly by: number }
    /** Somebody sets what Omnium holds. */
    | {
        readonly do: "set stock"
        readonly tenant: string
        readonly article: number
        readonly warehouse: StockedWarehouse
        readonly to: number
      }
    | { readonly do: "purchase"; readonly purchase: Purchase }
    /** What only the paper says changes: the invoice's number. */
    | { readonly do: "invoice"; readonly tenant: string; readonly id: string; readonly number: string }
    | { readonly do: "receive"; readonly id: string; readonly line: number; readonly quantity: number }
    | { readonly do: "inbound status"; readonly id: string; readonly number: number }
    | { readonly do: "inbound end"; readonly id: string; readonly accept: boolean }
    | { readonly do: "product"; readonly tenant: string; readonly id: string; readonly ean: string }
    | { readonly do: "rename"; readonly tenant: string; readonly id: string; readonly name: string }
    | { readonly do: "barcode"; readonly tenant: string; readonly id: string; readonly ean: string }
    | { readonly do: "delete product"; readonly tenant: string; readonly id: string }
    | { readonly do: "crash"; readonly point: string; readonly hit: number; readonly down: number }
    | { readonly do: "kill"; readonly down: number }
    | { readonly do: "stop"; readonly down: number }
    | { readonly do: "retry"; readonly tenant: string }
    /** An operator gives up what is dead or held, with a note. */
    | { readonly do: "dismiss"; readonly tenant: string }
    /** How far the connector's clock is ahead from now on. */
    | { readonly do: "clock"; readonly ahead: number }
    /** The journal is copied as a backup would, and later that copy is put in its place. */
    | { readonly do: "copy" }
    | { readonly do: "restore"; readonly down: number }
  )

export interface StoryTenant {
  readonly id: string
  /** Where the go-live line lies, in milliseconds after the beginning. */
  readonly from: number
  readonly syncCron: string
  readonly exportCron: string
  /** The fifth of June of no year that a story reaches, where products stand still. */
  readonly productCron: string
}

export interface Switches {
  readonly purchaseOrders: boolean
  readonly returns: boolean
  readonly inventory: boolean
  readonly products: boolean
}

export interface Story {
  readonly seed: number
  /** Milliseconds since 1970. */
  readonly start: number
  readonly timeZone: string
  /** How long the story lasts, and how long everything then has to come to rest. */
  readonly lasts: number
  readonly rest: number
  /** Requests to the two systems after which the story ends early. */
  readonly mostSteps: number
  readonly tenants: ReadonlyArray<StoryTenant>
  readonly switches: Switches
  readonly compareWith: "inventory" | "available" | "precise"
  /** Whether Omnium's events of deliveries and products are sent, and Ongoing's webhooks. */
  readonly events: boolean
  readonly webhooks: boolean
  /** Ongoing does not run the second warehouse from the beginning. */
  readonly secondJoins: boolean
  /** Seconds until Omnium's searches see a write. */
  readonly indexLag: number
  /** How far Ongoing's clock is ahead of everybody else's. */
  readonly ongoingAhead: number
  readonly happenings: ReadonlyArray<Happening>
}
