import { Dice } from "./Dice.ts"
import {
  drawClock,
  drawCrashes,
  drawDoorFaults,
  drawFaults,
  drawMixedHints,
  drawOperators,
  drawOutages,
  drawRestore,
  drawShortPages
} from "./Disturbances.ts"
import { drawOrders, drawUnpacked, isLeftOut, lifeOf, plainLife, returnsOf } from "./OrderLives.ts"
import { drawProducts } from "./ProductLives.ts"
import { drawPurchases, lifeOfPurchase } from "./PurchaseLives.ts"
import { drawStockMoves } from "./StockMoves.ts"
import type { Story } from "./Story.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const intervals = [
  { cron: "*/10 * * * *", every: 10 * minute },
  { cron: "*/30 * * * *", every: 30 * minute },
  { cron: "0 * * * *", every: hour },
  { cron: "15 */2 * * *", every: 2 * hour },
  { cron: "30 */4 * * *", every: 4 * hour },
  { cron: "45 */6 * * *", every: 6 * hour }
]
const often = [0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5]

/** Most of a run's time goes into polls: most stories last seven days with few of them, some a shorter time with many. */
const drawnSteps = [...Array<number>(14).fill(400), 600, 600, 600, 600, 1000, 3000]

/** Requests of a round of all tasks in which nothing has changed: with nothing but orders, and for each switch more. */
const stepsOfRound = { orders: 5, switch: 2 }

/** Parcels that came late are looked for at least every six hours, purchase orders and settings every hour. */
const longestUnseen = 6 * hour

const never = "0 0 5 6 *"

const beginnings = ["2026-11-02T06:00:00Z", "2026-10-24T18:00:00Z", "2026-12-30T21:30:00Z"]

/** A story is data: everything that will be done to the connector, drawn before anything runs. */
export const drawStory = (seed: number, days: number): Story => {
  const dice = new Dice(seed, "story")
  // Much the same for all: what one task does seldom is not worth a hundred rounds of another.
  const usual = dice.pick(often)
  const drawInterval = () => intervals[Math.min(Math.max(usual + dice.int(-1, 1), 0), intervals.length - 1)]!
  const [exportPoll, sync, products] = [drawInterval(), drawInterval(), drawInterval()]
  const shortest = Math.min(sync.every, exportPoll.every)
  const tenantIds = dice.chance(0.15) ? ["epic", "nord"] : ["epic"]
  const switches = {
    purchaseOrders: dice.chance(0.5),
    returns: dice.chance(0.5),
    inventory: dice.chance(0.5),
    // Two shops with one goods owner would write the same articles in turn.
    products: dice.chance(0.5) && tenantIds.length === 1
  }
  const mostSteps = dice.pick(drawnSteps)
  const ofRound = stepsOfRound.orders + stepsOfRound.switch * Object.values(switches).filter((each) => each).length
  const lasts = Math.min(days * day, Math.floor(mostSteps / ofRound) * shortest)
  const tenants = tenantIds.map((id) => ({
    id,
    from: dice.chance(0.3) ? Math.min(dice.int(1, 8) * hour, Math.floor(lasts / 4)) : -day,
    syncCron: sync.cron,
    exportCron: exportPoll.cron,
    productCron: switches.products ? products.cron : never
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
  const lives = [
    ...plainLife(Math.max(0, ...tenants.map(({ from }) => from)) + minute),
    ...orders.flatMap((order) => lifeOf(dice, order, exportPoll.every, inBurst))
  ]
  const goods = new Dice(seed, "goods")
  const wares = new Dice(seed, "products")
  const settings = new Dice(seed, "settings")
  const secondJoins = settings.chance(0.12)
  const slowest = Math.max(sync.every, exportPoll.every, switches.products ? products.every : 0)
  return {
    seed,
    start: Date.parse(dice.pick(beginnings)),
    timeZone: dice.chance(0.15) ? "Europe/Oslo" : "UTC",
    lasts,
    rest: 3 * slowest + longestUnseen + 3 * hour,
    mostSteps,
    tenants,
    switches,
    compareWith: dice.pick(["inventory", "inventory", "available", "precise"]),
    events: dice.chance(0.5),
    webhooks: dice.chance(0.5),
    secondJoins,
    indexLag: dice.chance(0.2) ? dice.pick([1, 20]) : 0,
    ongoingAhead: dice.chance(0.2) ? dice.int(-5, 5) * minute : 0,
    happenings: [
      ...lives,
      ...(switches.returns ? returnsOf(new Dice(seed, "returns"), lives, sync.every) : []),
      ...drawStockMoves(goods, tenantIds, inBurst),
      ...(switches.purchaseOrders
        ? drawPurchases(goods, tenantIds).flatMap((purchase) =>
            lifeOfPurchase(goods, purchase, exportPoll.every, inBurst)
          )
        : []),
      ...(switches.products ? tenantIds.flatMap((tenant) => drawProducts(wares, tenant, lasts, inBurst)) : []),
      ...drawFaults(dice, inBurst),
      ...drawDoorFaults(dice, inBurst),
      ...drawOutages(dice, inBurst),
      ...drawCrashes(dice, inBurst),
      ...drawOperators(dice, tenantIds, lasts),
      ...drawRestore(new Dice(seed, "restore"), lasts),
      ...drawClock(new Dice(seed, "clock"), inBurst),
      ...drawMixedHints(new Dice(seed, "hints"), orders, lasts),
      ...drawShortPages(new Dice(seed, "pages"), lasts),
      ...(secondJoins
        ? tenantIds.map((tenant) => ({ at: settings.int(0, Math.floor(lasts * 0.8)), do: "join", tenant }) as const)
        : [])
    ]
      .filter((happening) => happening.at <= lasts && !isLeftOut(unpacked, happening))
      .sort((one, other) => one.at - other.at)
  }
}
