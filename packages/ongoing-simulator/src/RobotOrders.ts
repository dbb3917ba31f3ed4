import { levelIn } from "./Article.ts"
import { attachLabels, labelKinds } from "./Labels.ts"
import { allocatedOn, leftOn, type Order, packedOn, pickedOn, returnedOn, sentOn, total } from "./Order.ts"
import { mendError } from "./OrderError.ts"
import { allocate, arriveAtPickUpPoint, backOrder, closeShort, collect, pick, release, ship } from "./OrderLifecycle.ts"
import { type PackedParcel, pack } from "./OrderParcels.ts"
import { patchHeader } from "./OrderPatch.ts"
import { returnGoods } from "./OrderReturn.ts"
import { allocated, inError, partlySent, picked, readyForPickUp, released, sent } from "./OrderStatuses.ts"
import { substitute } from "./OrderSubstitution.ts"
import { Refusal } from "./Refusal.ts"
import { notified } from "./ReturnOrder.ts"
import type { Chore, Random } from "./Robot.ts"
import { free, roundQuantity } from "./Stock.ts"
import type { Warehouse } from "./Warehouse.ts"

const hour = 3_600_000
const day = 24 * hour

/** The next thing that the staff would do with an order; undefined while there is nothing. */
export const orderChore = (warehouse: Warehouse, order: Order, now: number): Chore | undefined => {
  const since = (from: number | null, milliseconds: number) => now >= (from ?? order.statusChanged) + milliseconds
  switch (order.status) {
    case inError:
      return since(null, hour) ? (_habits, _random, act) => mendError(warehouse, order, act) : undefined
    case released:
    case allocated:
      return pickingChore(warehouse, order) ?? (isWaiting(order) ? dividing(warehouse, order) : undefined)
    case partlySent:
      return pickingChore(warehouse, order) ?? (since(order.updated, day) ? dividing(warehouse, order) : undefined)
    case picked:
      return sendingChore(warehouse, order)
    case sent:
      return since(order.shipped, 20 * hour) ? leaving(warehouse, order) : undefined
    case readyForPickUp:
      return since(null, day) ? fetching(warehouse, order) : undefined
    default:
      return order.status < released ? (_habits, _random, act) => release(warehouse, order, act) : undefined
  }
}

/** Goods that customers send back: what nobody announced, and what a return order did. */
export const returnChores = (warehouse: Warehouse, now: number): ReadonlyArray<Chore> => {
  const unannounced = (warehouse.robot?.returns ?? []).filter(({ at }) => at <= now)
  const announced = [...warehouse.returnOrders.values()].filter(
    ({ status, created }) => status === notified && now >= created + day
  )
  return [
    ...unannounced.map(({ orderId }) => takingBack(warehouse, orderId)),
    ...announced.flatMap((returnOrder): ReadonlyArray<Chore> => {
      const order = warehouse.orders.get(returnOrder.orderId)
      return order === undefined || total(order, sentOn) === 0
        ? []
        : [(_habits, _random, act) => returnGoods(warehouse, order, undefined, returnOrder, act)]
    })
  ]
}

/** Picked goods that have not left. */
const isWaiting = (order: Order): boolean => total(order, pickedOn) > total(order, sentOn)

const isLoose = (order: Order): boolean => total(order, pickedOn) > total(order, packedOn)

/** Picks, or reserves what there is to pick, or sends what is there when nothing more is. */
const pickingChore = (warehouse: Warehouse, order: Order): Chore | undefined => {
  if (total(order, allocatedOn) > 0)
    return (habits, random, act) => {
      if (isWaiting(order) && random() < habits.sendsShort) return ship(warehouse, order, act)
      return pick(warehouse, order, random() < habits.picksInPart ? partOf(order, random) : undefined, act)
    }
  const canAllocate = order.lines.some((line) => {
    const article = warehouse.articles.get(line.articleId)
    return leftOn(order, line) > 0 && article !== undefined && free(levelIn(article, order.warehouseId)) > 0
  })
  if (canAllocate)
    return (habits, random, act) =>
      random() < habits.editsOrders
        ? edit(warehouse, order)(habits, random, act)
        : allocate(warehouse, order, undefined, act)
  return isWaiting(order) && isLoose(order) ? packing(warehouse, order) : undefined
}

/** What was picked goes out alone, or the rest is dropped or put off. */
const dividing =
  (warehouse: Warehouse, order: Order): Chore =>
  (habits, random, act) => {
    if (isWaiting(order) && random() < 0.5) return ship(warehouse, order, act)
    return random() < habits.closesShort ? closeShort(warehouse, order, act) : backOrder(warehouse, order, act)
  }

const sendingChore = (warehouse: Warehouse, order: Order): Chore | undefined => {
  if (!isWaiting(order)) return undefined
  if (isLoose(order)) return packing(warehouse, order)
  return (_habits, _random, act) => {
    const shipped = ship(warehouse, order, act)
    return shipped instanceof Refusal ? shipped : attachLabels(warehouse, shipped, labelKinds, act)
  }
}

/** A part of what is reserved on the first line that has some. */
const partOf = (order: Order, random: Random) =>
  order.lines
    .filter((line) => allocatedOn(line) > 0)
    .slice(0, 1)
    .map((line) => ({
      rowNumber: line.sent.rowNumber,
      quantity: Math.min(allocatedOn(line), 1 + Math.floor(random() * allocatedOn(line)))
    }))

/** One parcel or two, with waybills unless they are forgotten, and the label for a return in the first of an order. */
const packing =
  (warehouse: Warehouse, order: Order): Chore =>
  (habits, random, act) => {
    const isTracked = random() >= habits.forgetsTracking
    const parcel = (letter: "P" | "R", offset: number): PackedParcel => {
      const id = warehouse.nextIds.parcel + offset
      const waybill = `${letter === "P" ? 7000 : 9000}${id}`
      const tracking = { waybill, trackingUrl: `https://tracking.example.com/${waybill}` }
      return { number: `${letter}${id}`, isReturn: letter === "R", ...(isTracked && tracking) }
    }
    const loose = order.lines.map((line) => ({
      rowNumber: line.sent.rowNumber,
      quantity: Math.floor((pickedOn(line) - packedOn(line)) / 2)
    }))
    const half = loose.filter(({ quantity }) => quantity > 0)
    const parcels = [
      ...(half.length > 0 && random() < habits.packsTwice ? [{ ...parcel("P", 0), lines: half }] : []),
      parcel("P", 1),
      ...(order.parcels.length === 0 ? [parcel("R", 2)] : [])
    ]
    return pack(warehouse, order, parcels, act)
  }

/** A line is taken off and put on again, under another row number, or somebody writes a remark. */
const edit =
  (warehouse: Warehouse, order: Order): Chore =>
  (_habits, random, act) => {
    const line = order.lines.find((each) => each.kit === null && pickedOn(each) === 0)
    if (line === undefined || random() < 0.5)
      return patchHeader(warehouse, order, { orderRemark: `Checked by the warehouse, ${order.number}` }, act)
    return substitute(warehouse, order, line.sent.rowNumber, line.sent.articleNumber, line.ordered, act)
  }

/** To the customer, or first to where the customer fetches it. */
const leaving =
  (warehouse: Warehouse, order: Order): Chore =>
  (habits, random, act) =>
    random() < 0.3 ? arriveAtPickUpPoint(warehouse, order, act) : fetching(warehouse, order)(habits, random, act)

/** The customer gets it, and some send a part of it back days later. */
const fetching =
  (warehouse: Warehouse, order: Order): Chore =>
  (habits, random, act) => {
    const done = collect(warehouse, order, act)
    const { robot } = warehouse
    if (done instanceof Refusal || robot === null || random() >= habits.returnsGoods) return done
    const at = act.now + Math.floor((2 + 8 * random()) * day)
    warehouse.robot = { ...robot, returns: [...robot.returns, { orderId: order.id, at }] }
    return done
  }

const takingBack =
  (warehouse: Warehouse, orderId: number): Chore =>
  (_habits, random, act) => {
    const { robot } = warehouse
    if (robot !== null)
      warehouse.robot = { ...robot, returns: robot.returns.filter((each) => each.orderId !== orderId) }
    const order = warehouse.orders.get(orderId)
    const [line] = order?.lines.filter((each) => sentOn(each) > returnedOn(each)) ?? []
    if (order === undefined || line === undefined) return undefined
    const out = roundQuantity(sentOn(line) - returnedOn(line))
    const causes = [...warehouse.returnCauses.values()].filter((cause) => cause.ownerId === order.ownerId)
    const cause = causes[Math.floor(random() * causes.length)]?.code
    const quantity = Math.min(out, 1 + Math.floor(random() * out))
    return returnGoods(warehouse, order, [{ rowNumber: line.sent.rowNumber, quantity, cause }], undefined, act)
  }
