import { at, list, text } from "./Json.ts"
import type { Systems } from "./Systems.ts"
import type { Steps } from "./Views.ts"

const sku = "0123ABC"
const warehouse = "epic_company_main_warehouse"
const delivery = "D1001"

/** Products, stock, and goods that come in. */
export const stockAndGoods = (systems: Systems) => {
  const article = async () =>
    list((await systems.ongoing("GET", `/articles?goodsOwnerId=7&articleNumber=${sku}`)).json)[0]
  const variant = async () => {
    const product = (await systems.omnium("GET", `/Products/${sku}`)).json
    return { product, own: list(at(product, "variants")).find((each) => at(each, "skuId") === sku) ?? product }
  }
  const sellable = async () => {
    const found = await systems.ongoing("GET", `/articles/inventoryPerWarehouse?goodsOwnerId=7&articleNumbers=${sku}`)
    return list(at(list(found.json)[0], "inventoryPerWarehouse")).find((each) => at(each, "warehouseId") === 1)
  }
  const inventory = async () => {
    const found = await systems.omnium("GET", `/Inventory/${sku}?warehouseIds=${warehouse}`)
    return list(at(found.json, "result") ?? found.json)[0]
  }
  const stockPages = { omnium: `/board/products/${sku}`, ongoing: `/board/stock?text=${sku}` }
  const stock = async (): Promise<readonly [unknown, unknown]> => [await inventory(), await sellable()]
  const stockLines = ([omnium, ongoing]: readonly [unknown, unknown]) => ({
    omnium: [`${sku} in ${warehouse}: ${text(at(omnium, "inventory"))}`],
    ongoing: [`${sku} in warehouse 1: sellable ${text(at(ongoing, "sellableNumberOfItems"))}`],
    pages: stockPages
  })
  const purchaseOrder = async () =>
    list((await systems.ongoing("GET", `/purchaseOrders?goodsOwnerId=7&purchaseOrderNumber=${delivery}`)).json)[0]
  const lookAtDelivery = async () => {
    const inOmnium = (await systems.omnium("GET", `/Deliveries/${delivery}`)).json
    const lines = list((await systems.omnium("GET", `/Deliveries/${delivery}/PurchaseOrderLines`)).json)
    const inOngoing = await purchaseOrder()
    const property = (key: string) =>
      at(
        list(at(inOmnium, "properties")).find((each) => at(each, "key") === key),
        "value"
      )
    return {
      inOngoing,
      lines,
      property,
      view: {
        pages: { omnium: "/board/inbound", ongoing: "/board/purchase-orders" },
        omnium: [
          `delivery ${delivery}: ${text(at(inOmnium, "deliveryStatus"))}`,
          `OngoingPurchaseOrderId ${text(property("OngoingPurchaseOrderId"))}`,
          ...lines.map(
            (line) =>
              `${text(at(line, "code"))}: ${text(at(line, "deliveredQuantity"))} of ${text(at(line, "quantity"))}`
          )
        ],
        ongoing: [
          `purchase order ${text(at(inOngoing, "purchaseOrderInfo", "purchaseOrderNumber"))}`,
          `status ${text(at(inOngoing, "purchaseOrderInfo", "purchaseOrderStatus", "number"))}`,
          ...list(at(inOngoing, "purchaseOrderLines")).map(
            (line) =>
              `${text(at(line, "article", "articleNumber"))}: ${text(at(line, "receivedNumberOfItems"))} of ${text(at(line, "advisedNumberOfItems"))}`
          )
        ]
      }
    }
  }

  return {
    renamed: {
      title: `The product of ${sku} gets another name; the product task exports it`,
      play: async () => {
        const { product } = await variant()
        const id = text(at(product, "productId"))
        await systems.omnium("PATCH", `/Products/${id}`, { productId: id, variants: [{ skuId: sku, name: "Tursekk" }] })
        await systems.ranTask("OngoingProductSyncScheduledTask")
        const inOngoing = await article()
        const { own } = await variant()
        const mark = list(at(own, "externalIds")).find((each) => at(each, "providerName") === "OngoingArticleId")
        return {
          omnium: [`${sku}: ${text(at(own, "name"))}`, `OngoingArticleId ${text(at(mark, "id"))}`],
          ongoing: [`article ${sku}: ${text(at(inOngoing, "articleName"))}`],
          pages: stockPages,
          holds: [
            ["the article has the name and the colour", text(at(inOngoing, "articleName")).startsWith("Tursekk ")],
            ["and its id is in Omnium", at(mark, "id") === `${text(at(inOngoing, "articleSystemId"))}_7`]
          ]
        }
      }
    },
    adjusted: {
      title: `Five pieces of ${sku} are found broken and taken off the stock`,
      play: async () => {
        await systems.warehouse(`/articles/${sku}/adjust`, { goodsOwnerId: 7, warehouseId: 1, quantity: -5 })
        await systems.synced("inventory")
        const seen = await stock()
        return {
          ...stockLines(seen),
          holds: [
            ["Omnium has what Ongoing can sell", at(seen[0], "inventory") === at(seen[1], "sellableNumberOfItems")]
          ]
        }
      }
    },
    announced: {
      title: `The delivery ${delivery} is announced to the warehouse`,
      play: async () => {
        await systems.polled()
        const seen = await lookAtDelivery()
        return {
          ...seen.view,
          holds: [
            ["Ongoing has a purchase order of its number", seen.inOngoing !== undefined],
            [
              "and its id is on the delivery",
              seen.property("OngoingPurchaseOrderId") ===
                text(at(seen.inOngoing, "purchaseOrderInfo", "purchaseOrderId"))
            ]
          ]
        }
      }
    },
    received: {
      title: "The goods come in, of the first line only a part",
      play: async () => {
        const before = await lookAtDelivery()
        const id = text(at(before.inOngoing, "purchaseOrderInfo", "purchaseOrderId"))
        const [first, ...others] = list(at(before.inOngoing, "purchaseOrderLines"))
        const all = (line: unknown) => ({
          rowNumber: at(line, "rowNumber"),
          quantity: at(line, "advisedNumberOfItems")
        })
        await systems.purchase(`/${id}/receive`, {
          lines: [{ rowNumber: at(first, "rowNumber"), quantity: 4 }, ...others.map(all)]
        })
        await systems.synced("purchase-orders", "inventory")
        const seen = await lookAtDelivery()
        const received = list(at(seen.inOngoing, "purchaseOrderLines")).map((line) => at(line, "receivedNumberOfItems"))
        const seenStock = await stock()
        return {
          ...seen.view,
          holds: [
            [
              "Omnium has received what Ongoing has",
              seen.lines.every((line, index) => at(line, "deliveredQuantity") === received[index])
            ],
            ["the status is on the delivery", seen.property("OngoingPurchaseOrderStatus") === "300"],
            [
              "and the stock is right after both",
              at(seenStock[0], "inventory") === at(seenStock[1], "sellableNumberOfItems")
            ]
          ]
        }
      }
    }
  } satisfies Steps
}
