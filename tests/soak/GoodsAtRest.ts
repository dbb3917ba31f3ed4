import type { Order as OmniumOrder } from "@omnium-ongoing/omnium-simulator/Order"
import type { Product } from "@omnium-ongoing/omnium-simulator/Product"
import type { PurchaseOrder as OmniumPurchaseOrder } from "@omnium-ongoing/omnium-simulator/PurchaseOrder"
import type { InventoryItem } from "@omnium-ongoing/omnium-simulator/Stock"
import type { Article } from "@omnium-ongoing/ongoing-simulator/Article"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { PurchaseOrder as OngoingPurchaseOrder } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import type { Violation } from "../chaos/Violation.ts"
import { read } from "./Call.ts"
import type { Item } from "./Item.ts"
import { added, isSame, quantityOf, shown, sumBySku } from "./OrdersAtRest.ts"
import { renamed } from "./Shop.ts"
import { goodsOwner, skus, warehouseIds } from "./Tenant.ts"
import type { Witness } from "./Witness.ts"

type Fail = (rule: string, words: string) => void

/** Returns, goods that came in, products and stock: that both systems say the same. */
export const goodsAtRest = async (
  witness: Witness,
  visible: ReadonlyArray<Item>
): Promise<ReadonlyArray<Violation>> => {
  const violations: Array<Violation> = []
  const fail: Fail = (rule, words) => violations.push({ rule, words: `${witness.tenant.id}: ${words}` })
  const seen = new Set(visible.map((item) => item.key))
  returns(witness, seen, fail)
  receptions(witness, seen, fail)
  const articles = await articlesOf(witness)
  products(witness, articles, fail)
  await stock(witness, articles, fail)
  return violations
}

/** What came back came back in Omnium, and Ongoing was told. */
const returns = (witness: Witness, seen: ReadonlySet<string>, fail: Fail): void => {
  const byOrder = Map.groupBy(witness.ongoing.all<OngoingOrder>("order"), ({ header }) =>
    (header.goodsOwnerOrderId ?? "").replace(/\/[^/]*$/, "")
  )
  for (const order of witness.omnium.all<OmniumOrder>("Order")) {
    const lines = (byOrder.get(order.id) ?? []).flatMap((each) => each.lines)
    const back = sumBySku(lines, (line) => quantityOf(line, (item) => item.returned !== null))
    const reported = sumBySku(lines, (line) => line.reportedReturned ?? 0)
    const made = order.returnOrderForms.filter((form) =>
      (form.properties ?? []).some((property) => property.key === "ReturnedByOngoing")
    )
    const inOmnium = added(
      made.flatMap((form) => form.lineItems ?? []).map((line) => [line.code, line.returnQuantity ?? 0])
    )
    if (!isSame(back, reported)) fail("R15", `Of ${order.id} ${shown(back)} came back, ${shown(reported)} is reported.`)
    const isVisible = seen.has(order.id) || [...seen].some((key) => key.startsWith(`${order.id}/`))
    if (!isSame(back, inOmnium) && !isVisible)
      fail("R15", `Of ${order.id} ${shown(back)} came back, Omnium has ${shown(inOmnium)}.`)
  }
}

/** Every delivery is one purchase order, and of each line as much was received in both. */
const receptions = (witness: Witness, seen: ReadonlySet<string>, fail: Fail): void => {
  const inOngoing = Map.groupBy(witness.ongoing.all<OngoingPurchaseOrder>("purchaseOrder"), (order) => order.number)
  const lines = witness.omnium
    .all<OmniumPurchaseOrder>("PurchaseOrder")
    .flatMap((order) => order.purchaseOrderForm.lineItems)
  for (const [delivery, expected] of Map.groupBy(lines, (line) => line.deliveryId ?? "")) {
    const made = inOngoing.get(delivery) ?? []
    if (delivery === "" || seen.has(delivery)) continue
    if (made.length !== 1) fail("R16", `The delivery ${delivery} is ${made.length} purchase orders in Ongoing.`)
    const received = added(
      made
        .flatMap((order) => order.lines)
        .map((line) => [line.sent.articleNumber, line.receipts.reduce((sum, receipt) => sum + receipt.quantity, 0)])
    )
    const booked = added(expected.map((line) => [line.code, line.deliveredQuantity]))
    if (!isSame(received, booked))
      fail("R16", `Of ${delivery} ${shown(received)} came in, Omnium has ${shown(booked)}.`)
  }
}

/** What the seed made and nobody touched is in no ledger. */
const articlesOf = async ({ tenant }: Witness): Promise<ReadonlyMap<string, Article>> => {
  const state = await read<{ readonly articles: ReadonlyArray<Article> }>("GET", `${tenant.ongoing}/_simulator/state`)
  return new Map(state.articles.map((article) => [article.number, article]))
}

const products = (witness: Witness, articles: ReadonlyMap<string, Article>, fail: Fail): void => {
  for (const { skuId, name, externalIds = [] } of witness.omnium
    .all<Product>("Product")
    .flatMap((each) => each.variants)) {
    const article = articles.get(skuId)
    const id = externalIds.find((each) => each.providerName === "OngoingArticleId")?.id
    if (article === undefined || !(name ?? "").startsWith(renamed)) continue
    if (!article.sent.articleName?.startsWith(name ?? ""))
      fail("R17", `${skuId} is ${name}, not ${article.sent.articleName}.`)
    if (id !== `${article.id}_${goodsOwner}`) fail("R17", `${skuId} is article ${article.id}, and Omnium has ${id}.`)
  }
}

const stock = async ({ tenant }: Witness, articles: ReadonlyMap<string, Article>, fail: Fail): Promise<void> => {
  const { inventory } = await read<{ readonly inventory: ReadonlyArray<InventoryItem> }>(
    "GET",
    `${tenant.omnium}/_simulator/state`
  )
  for (const [code, warehouseId] of warehouseIds)
    for (const sku of skus) {
      const level = articles.get(sku)?.levels.find((each) => each.warehouseId === warehouseId)?.level
      const sellable = (level?.numberOfItems ?? 0) - (level?.booked ?? 0) - (level?.lockedForSale ?? 0)
      const held = inventory.find((each) => each.sku === sku && each.warehouseCode === code)?.inventory ?? 0
      if (held !== sellable) fail("R10", `Omnium has ${held} of ${sku} in ${code}, and Ongoing can sell ${sellable}.`)
    }
}
