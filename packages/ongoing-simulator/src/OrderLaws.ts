import type { LineItem, Order, OrderLine } from "./Order.ts"
import { cancelled, partlySent, picked, released, sent } from "./OrderStatuses.ts"
import { roundQuantity } from "./Stock.ts"

/** What must be true of an order by itself. */
export const orderLaws = (order: Order): ReadonlyArray<string> =>
  [
    ...order.lines.flatMap((line) => [...lineLaws(order, line), ...kitLaws(order, line)]),
    ...(order.statusSetByHand ? [] : statusLaws(order)),
    ...emptinessLaws(order)
  ].map((sentence) => `Order '${order.number}' (${order.id}): ${sentence}`)

/** Goods are reserved or picked, then packed, then sent, then returned, and never more than were ordered. */
const lineLaws = (order: Order, line: OrderLine): ReadonlyArray<string> => {
  const row = `row ${line.sent.rowNumber}`
  const parcels = new Set(order.parcels.map((parcel) => parcel.id))
  const broken = line.items.flatMap((item) => {
    const what = `${row} has an item ${item.articleItemId} that is`
    return [
      ...(item.quantity > 0 ? [] : [`${what} ${item.quantity} of something.`]),
      ...(item.pickedAt === null && (item.packedAt !== null || item.sentAt !== null)
        ? [`${what} packed or sent, but not picked.`]
        : []),
      ...(item.returned !== null && item.sentAt === null ? [`${what} returned, but was not sent.`] : []),
      ...((item.packedAt === null) !== (item.parcelId === null)
        ? [`${what} packed without a parcel, or in one unpacked.`]
        : []),
      ...(item.parcelId !== null && !parcels.has(item.parcelId) ? [`${what} in a parcel that is not there.`] : [])
    ]
  })
  const taken = sumOf(line, () => true)
  if (taken > line.ordered) broken.push(`${row} has ${taken} reserved or picked of ${line.ordered}.`)
  if (!line.shouldBePicked && taken > 0) broken.push(`${row} has goods, but is not to be picked.`)
  return broken
}

/** A back order may have fewer of a component than its kits need: the rest was picked. */
const kitLaws = (order: Order, { kit, ordered, sent: { rowNumber } }: OrderLine): ReadonlyArray<string> => {
  if (kit === null) return []
  const kitLine = order.lines.find((line) => line.id === kit.lineId)
  if (kitLine === undefined) return [`row ${rowNumber} belongs to a kit that is not there.`]
  const needed = roundQuantity(kit.perKit * kitLine.ordered)
  const isRight = order.backOrderFor === null ? ordered === needed : ordered <= needed
  return isRight ? [] : [`row ${rowNumber} has ${ordered}, its kit needs ${needed}.`]
}

/** Where the work has brought the order. */
const statusLaws = (order: Order): ReadonlyArray<string> => {
  const { status } = order
  const taken = total(order, () => true)
  const gone = total(order, (item) => item.sentAt !== null)
  const left = order.closedShort ? 0 : leftOn(order)
  const isOut = status >= sent && status < cancelled
  return [
    ...(status < released && taken > 0 ? [`it is not released, but ${taken} are reserved or picked.`] : []),
    ...(status === picked && left > 0 ? [`it is picked, but ${left} are left.`] : []),
    ...(status === partlySent && left === 0 ? ["it is partly sent, but nothing is left."] : []),
    ...((status === partlySent || isOut) && gone === 0 ? ["it is sent, but nothing has left."] : [])
  ]
}

/** However it got there. */
const emptinessLaws = (order: Order): ReadonlyArray<string> => {
  const reserved = total(order, (item) => item.pickedAt === null)
  return [
    ...(order.status >= picked && order.status !== partlySent && reserved > 0
      ? [`its status is ${order.status}, but ${reserved} are reserved.`]
      : []),
    ...(order.status === cancelled && total(order, () => true) > 0 ? ["it is cancelled, but has goods."] : [])
  ]
}

const leftOn = (order: Order): number =>
  order.lines.reduce(
    (sum, line) =>
      line.shouldBePicked ? sum + Math.max(0, line.ordered - sumOf(line, (item) => item.pickedAt !== null)) : sum,
    0
  )

const total = (order: Order, counts: (item: LineItem) => boolean): number =>
  roundQuantity(order.lines.reduce((sum, line) => sum + sumOf(line, counts), 0))

const sumOf = (line: OrderLine, counts: (item: LineItem) => boolean): number =>
  roundQuantity(line.items.filter(counts).reduce((sum, item) => sum + item.quantity, 0))
