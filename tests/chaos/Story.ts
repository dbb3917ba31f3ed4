import { Dice } from "./Dice.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

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

/** Places where the connector may die; which of them a story reaches depends on what its people do. */
export const crashPoints = [
  "commit before",
  "commit between",
  "commit after",
  "write sent",
  "write answered",
  "PUT /orders answered",
  "POST /api/Orders/{orderId}/UpdateStatus answered",
  "PATCH /api/Orders/{orderId}/PatchOrder answered",
  "PUT /api/Orders/{orderId}/AddOrderLineProperties answered",
  "POST /api/Orders/{orderId}/OrderLinesUpdate answered",
  "DELETE /orders/{orderId} answered",
  "export before write-back",
  "cancel before request",
  "sync before update",
  "sync before watch",
  "item begun",
  "item ended"
] as const
export type CrashPointName = (typeof crashPoints)[number]

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
    | { readonly do: "crash"; readonly point: CrashPointName; readonly hit: number; readonly down: number }
    | { readonly do: "kill"; readonly down: number }
    | { readonly do: "retry"; readonly tenant: string }
  )

export interface StoryTenant {
  readonly id: string
  /** Where the go-live line lies, in milliseconds after the beginning. */
  readonly from: number
  readonly syncCron: string
  readonly exportCron: string
}

export interface Story {
  readonly seed: number
  /** Milliseconds since 1970. */
  readonly start: number
  readonly timeZone: string
  /** How long the story lasts, and how long everything then has to come to rest. */
  readonly lasts: number
  readonly rest: number
  readonly tenants: ReadonlyArray<StoryTenant>
  readonly webhooks: boolean
  /** How far Ongoing's clock is ahead of everybody else's. */
  readonly ongoingAhead: number
  readonly happenings: ReadonlyArray<Happening>
}

const intervals = [
  { cron: "*/10 * * * *", every: 10 * minute },
  { cron: "*/30 * * * *", every: 30 * minute },
  { cron: "0 * * * *", every: hour },
  { cron: "15 */2 * * *", every: 2 * hour },
  { cron: "30 */4 * * *", every: 4 * hour },
  { cron: "45 */6 * * *", every: 6 * hour }
]

const mostPolls = 36

/** Parcels that came late are looked for at least every six hours. */
const longestUnseen = 6 * hour

const beginnings = ["2026-11-02T06:00:00Z", "2026-10-24T18:00:00Z", "2026-12-30T21:30:00Z"]

/** A story is data: everything that will be done to the connector, drawn before anything runs. */
export const drawStory = (seed: number, days: number): Story => {
  const dice = new Dice(seed, "story")
  const exportPoll = intervals[dice.int(1, 5)]!
  const sync = intervals[dice.chance(0.15) ? 0 : dice.int(1, 5)]!
  // Polls cost most of a run's time, so frequent ones make it short.
  const lasts = Math.min(days * day, mostPolls * Math.min(sync.every, exportPoll.every))
  const tenantIds = dice.chance(0.2) ? ["epic", "nord"] : ["epic"]
  const tenants = tenantIds.map((id) => ({
    id,
    from: dice.chance(0.3) ? dice.int(1, 8) * hour : -day,
    syncCron: sync.cron,
    exportCron: exportPoll.cron
  }))
  const bursts = Array.from({ length: dice.int(2, 5) }, () => ({
    at: dice.int(0, Math.floor(lasts * 0.6)),
    width: dice.pick([20 * second, 3 * minute, 40 * minute])
  }))
  const inBurst = (): number => {
    const burst = dice.pick(bursts)
    return burst.at + dice.int(0, burst.width)
  }
  const orders = tenantIds.flatMap((tenant) => drawOrders(dice, tenant, dice.int(3, 8)))
  const unpacked = drawUnpacked(new Dice(seed, "unpacked"), orders)
  return {
    seed,
    start: Date.parse(dice.pick(beginnings)),
    timeZone: dice.chance(0.15) ? "Europe/Oslo" : "UTC",
    lasts,
    rest: 3 * Math.max(sync.every, exportPoll.every) + longestUnseen + 3 * hour,
    tenants,
    webhooks: dice.chance(0.5),
    ongoingAhead: dice.chance(0.2) ? dice.int(-5, 5) * minute : 0,
    happenings: [
      ...orders.flatMap((order) => lifeOf(dice, order, exportPoll.every, inBurst)),
      ...drawFaults(dice, inBurst),
      ...drawDoorFaults(dice, inBurst),
      ...drawOutages(dice, inBurst),
      ...drawCrashes(dice, inBurst),
      ...tenantIds.flatMap((tenant) =>
        Array.from({ length: dice.int(0, 3) }, () => ({ at: dice.int(0, lasts), do: "retry", tenant }) as const)
      )
    ]
      .filter((happening) => happening.at <= lasts && !isLeftOut(unpacked, happening))
      .sort((one, other) => one.at - other.at)
  }
}

/** Tenants number their orders alike, so that numbers may collide at a goods owner they share. */
const drawOrders = (dice: Dice, tenant: string, count: number): ReadonlyArray<PlacedOrder> =>
  Array.from({ length: count }, (_, index) => {
    const number = dice.chance(0.3) ? `EPIC-${1000 + index}-${dice.pick(["1", "A"])}` : `EPIC${1000 + index}`
    const warehouses = dice.chance(0.25)
      ? dice.pick([
          ["main", "second"],
          ["main", "shop"],
          ["main", "main"]
        ] as const)
      : [dice.pick(["main", "main", "main", "second", "shop"] as const)]
    return {
      tenant,
      id: tenant === "epic" ? number : `${tenant}${number}`,
      number,
      shipments: warehouses.map((warehouse) => ({ warehouse, quantity: dice.int(1, 4) })),
      article: dice.int(0, 3),
      hasAddress: !dice.chance(0.05)
    }
  })

/** Numbers of orders in Ongoing that leave the warehouse with nothing to follow them by. */
const drawUnpacked = (dice: Dice, orders: ReadonlyArray<PlacedOrder>): ReadonlySet<string> =>
  new Set(
    orders
      .flatMap(({ number, shipments }) => shipments.map((_, index) => `${number}-${index + 1}`))
      .filter(() => dice.chance(0.15))
  )

/** What was never packed and is set back to picked is again what it was: there the books show nothing to do. */
const isLeftOut = (unpacked: ReadonlySet<string>, happening: Happening): boolean =>
  ((happening.do === "work" && happening.action === "pack") || happening.do === "set back") &&
  unpacked.has(happening.number)

const lifeOf = (dice: Dice, order: PlacedOrder, pace: number, inBurst: () => number): ReadonlyArray<Happening> => {
  const { tenant, id, number } = order
  const triggered = inBurst()
  const placed = Math.max(0, triggered - dice.pick([5 * second, 20 * minute, 3 * hour]))
  const life: Array<Happening> = [{ at: placed, do: "order", order }]
  if (dice.chance(0.93)) life.push({ at: triggered, do: "trigger", tenant, id, silent: dice.chance(0.35) })
  const aside = (): number => Math.max(placed + second, triggered + dice.int(-20, 20) * dice.pick([second, minute]))
  if (dice.chance(0.2)) life.push({ at: aside(), do: "edit", tenant, id, quantity: dice.int(1, 5) })
  if (dice.chance(0.08)) life.push({ at: aside(), do: "cancel", tenant, id })
  if (dice.chance(0.06)) life.push({ at: aside(), do: "stranger", number: `${number}-1` })
  order.shipments.forEach((_, index) => {
    const ongoingNumber = `${number}-${index + 1}`
    if (dice.chance(0.03)) life.push({ at: placed, do: "poison", number: ongoingNumber })
    let at = triggered
    const step = (action: WarehouseAction, nth = 1): void => {
      at += dice.chance(0.6) ? dice.int(5 * second, 5 * minute) : dice.int(5 * minute, 2 * pace)
      life.push({ at, do: "work", number: ongoingNumber, action, nth })
    }
    if (dice.chance(0.1)) return
    // The first step waits for the export, which may need the next poll.
    at += dice.pick([2 * second, 30 * second, pace, pace + 10 * minute])
    step("release")
    if (dice.chance(0.15)) step("pickSome")
    else step("pick")
    step("pack", 1)
    step("ship")
    if (dice.chance(0.5)) step("addParcel", 2)
    if (dice.chance(0.3)) {
      step("pick")
      step("ship")
    }
    if (dice.chance(0.2)) step("closeShort")
    if (dice.chance(0.5)) step("collect")
    if (dice.chance(0.1)) life.push({ at: at + dice.int(second, pace), do: "set back", number: ongoingNumber })
    if (dice.chance(0.2)) step("addParcel", 3)
  })
  return life
}

const drawFaults = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const kinds = dice.some(faultKinds, 0.5)
  if (kinds.length === 0) return []
  return Array.from({ length: dice.int(0, 24) }, () => {
    const system = dice.pick(["ongoing", "omnium"] as const)
    const methods =
      system === "ongoing"
        ? (["GET", "PUT", "PUT", "DELETE"] as const)
        : (["GET", "POST", "POST", "PATCH", "PUT"] as const)
    return {
      at: inBurst(),
      do: "fault",
      system,
      kind: dice.pick(kinds),
      method: dice.chance(0.2) ? undefined : dice.pick(methods),
      count: dice.chance(0.2) ? dice.int(2, 6) : 1,
      // A request is carried out within a minute of being sent, or never.
      delay: dice.int(2, 55) * second
    }
  })
}

const drawDoorFaults = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const kinds = dice.some(doorFaults, 0.4)
  if (kinds.length === 0) return []
  return Array.from({ length: dice.int(0, 6) }, () => ({
    at: inBurst(),
    do: "door",
    kind: dice.pick(kinds),
    delay: dice.pick([5 * second, 10 * minute, day])
  }))
}

const drawOutages = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const outages: Array<Happening> = []
  for (const system of ["ongoing", "omnium"] as const) {
    if (!dice.chance(0.3)) continue
    const length = dice.pick([5 * minute, 2 * hour])
    outages.push({ at: inBurst(), do: "outage", system, kind: dice.pick(["refused", "status-before"]), for: length })
  }
  if (dice.chance(0.15)) {
    outages.push({ at: inBurst(), do: "lock-out", method: dice.pick(["GET", "PUT"]), for: dice.int(5, 60) * minute })
  }
  return outages
}

const drawCrashes = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const points = dice.some(crashPoints, 0.4)
  const downFor = () => dice.pick([second, 10 * second, 20 * minute])
  const kills = Array.from({ length: dice.int(0, 3) }, () => ({ at: inBurst(), do: "kill", down: downFor() }) as const)
  if (points.length === 0) return kills
  const crashes = Array.from(
    { length: dice.int(0, 6) },
    () => ({ at: inBurst(), do: "crash", point: dice.pick(points), hit: dice.int(1, 3), down: downFor() }) as const
  )
  return [...kills, ...crashes]
}
