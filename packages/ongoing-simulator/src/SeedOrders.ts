import type { Random } from "@omnium-ongoing/simulator-kit/Random"
import { levelIn } from "./Article.ts"
import { attachLabels, labelKinds } from "./Labels.ts"
import type { Order } from "./Order.ts"
import { allocate, backOrder, cancel, closeShort, collect, pick, release, setStatus, ship } from "./OrderLifecycle.ts"
import { pack } from "./OrderParcels.ts"
import { returnGoods } from "./OrderReturn.ts"
import { putOrder } from "./OrderUpsert.ts"
import { Refusal } from "./Refusal.ts"
import { free } from "./Stock.ts"
import { type Act, articlesFrom, type Warehouse } from "./Warehouse.ts"
import type { PostOrder } from "./wire/PostOrder.ts"

const people = [
  { name: "Ingrid Fjellvåg", address1: "Bjørkelia 7", postCode: "0877", city: "Oslo", countryCode: "NO" },
  { name: "Sondre Myrmo", address1: "Strandgata 31", postCode: "5003", city: "Bergen", countryCode: "NO" },
  { name: "Åse Lillegård", address1: "Nedre Torggate 2", postCode: "3015", city: "Drammen", countryCode: "NO" },
  { name: "Elin Sjöquist", address1: "Kungsvägen 14", postCode: "411 05", city: "Göteborg", countryCode: "SE" },
  { name: "Mads Østerholm", address1: "Havnevej 9", postCode: "8000", city: "Aarhus", countryCode: "DK" },
  { name: "Aino Järvelä", address1: "Rantatie 3", postCode: "00200", city: "Helsinki", countryCode: "FI" }
]

type Step = (warehouse: Warehouse, order: Order, act: Act) => Order | Refusal

const pickOneOfFirst: Step = (warehouse, order, act) =>
  pick(warehouse, order, [{ rowNumber: order.lines[0]?.sent.rowNumber ?? "", quantity: 1 }], act)
const packAll: Step = (warehouse, order, act) =>
  pack(
    warehouse,
    order,
    [
      {
        number: `P${order.id}`,
        isReturn: false,
        waybill: `7000${order.id}`,
        trackingUrl: `https://tracking.example.com/7000${order.id}`
      },
      {
        number: `R${order.id}`,
        isReturn: true,
        waybill: `9000${order.id}`,
        trackingUrl: `https://tracking.example.com/9000${order.id}`
      }
    ],
    act
  )
const pickAll: Step = (warehouse, order, act) => pick(warehouse, order, undefined, act)
const allocateAll: Step = (warehouse, order, act) => allocate(warehouse, order, undefined, act)
const labelled: Step = (warehouse, order, act) => attachLabels(warehouse, order, labelKinds, act) ?? order
const returnOne: Step = (warehouse, order, act) =>
  returnGoods(
    warehouse,
    order,
    [{ rowNumber: order.lines[0]?.sent.rowNumber ?? "", quantity: 1, cause: "10" }],
    undefined,
    act
  )
const dividedRest: Step = (warehouse, order, act) => {
  const divided = backOrder(warehouse, order, act)
  return divided instanceof Refusal ? divided : divided.order
}

/** How far the example orders have come, one after the other. */
const histories: ReadonlyArray<ReadonlyArray<Step>> = [
  [],
  [release],
  [release, allocateAll],
  [release, allocateAll, pickOneOfFirst],
  [release, allocateAll, pickAll],
  [release, pickOneOfFirst, packAll, ship],
  [release, pickAll, packAll, ship, labelled],
  [release, pickAll, packAll, ship, collect],
  [cancel],
  [release, pickAll, packAll, ship, labelled, returnOne],
  [release, pickOneOfFirst, packAll, ship, closeShort],
  [release, pickOneOfFirst, packAll, ship, dividedRest],
  [release, pickAll, packAll, ship, (warehouse, order, act) => setStatus(warehouse, order, 451, act)]
]

/** Example orders of a goods owner, an hour apart, each taken along one of the histories. */
export const seedOrders = (warehouse: Warehouse, ownerId: number, count: number, random: Random, start: Act): void => {
  const stocked = someStocked(warehouse, ownerId)
  if (stocked.length === 0) return
  for (let index = 0; index < count; index++) {
    const act = (step: number): Act => ({ ...start, now: start.now + index * 3_600_000 + step * 60_000 })
    const put = putOrder(warehouse, exampleOrder(ownerId, index, stocked, random), undefined, act(0))
    if (put instanceof Refusal) continue
    histories[index % histories.length]!.reduce<Order | Refusal>(
      (order, step, position) => (order instanceof Refusal ? order : step(warehouse, order, act(position + 1))),
      put.order
    )
  }
}

/** Numbers of articles that have enough in every warehouse. */
const someStocked = (warehouse: Warehouse, ownerId: number): ReadonlyArray<string> => {
  const numbers: Array<string> = []
  for (const article of articlesFrom(warehouse, 0)) {
    if (numbers.length >= 40) break
    if (article.ownerId === ownerId && free(levelIn(article, Math.min(...warehouse.sites.keys()))) > 20)
      numbers.push(article.number)
  }
  return numbers
}

const exampleOrder = (
  goodsOwnerId: number,
  index: number,
  stocked: ReadonlyArray<string>,
  random: Random
): PostOrder => {
  const person = people[index % people.length]!
  const first = Math.floor(random.next() * stocked.length)
  const articles = [...new Set([first, first + 1, first + 5].map((at) => stocked[at % stocked.length]!))]
  const number = 1001 + index
  return {
    goodsOwnerId,
    orderNumber: `EXAMPLE${number}-1`,
    goodsOwnerOrderId: `EXAMPLE${number}/1`,
    deliveryDate: "2026-01-12",
    orderType: { code: "Online", name: "Online" },
    consignee: { customerNumber: `C${200 + (index % people.length)}`, ...person },
    emailNotification: { toBeNotified: true, value: `customer${number}@example.com` },
    transporter: { transporterCode: "BRING", transporterServiceCode: "SERVICEPAKKE" },
    orderLines: articles.slice(0, 1 + (index % 3)).map((articleNumber, line) => ({
      rowNumber: String(line + 1),
      articleNumber,
      numberOfItems: 2 + Math.floor(random.next() * 3)
    }))
  }
}
