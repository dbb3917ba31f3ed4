import { layer } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { make as goodsOwnerOrderId } from "@omnium-ongoing/domain/ongoing/GoodsOwnerOrderId"
import { OngoingGoodsOwnerId, OngoingOrderId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import { OngoingOrderNumber } from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient } from "effect/http"
import type { FakeHttp } from "../../support/FakeHttp.ts"

export const owner = OngoingGoodsOwnerId.make(7)
export const orderId = OngoingOrderId.make(11)
export const password = 'pä"ss wörd/canary'

export const order: OngoingOrder = {
  goodsOwnerId: owner,
  orderNumber: OngoingOrderNumber.make("A-1001-1"),
  goodsOwnerOrderId: goodsOwnerOrderId("order-1001", "1"),
  warehouseId: OngoingWarehouseId.make(1),
  deliveryDate: "2026-11-03",
  consignee: { name: "Kari Nordmann", countryCode: "NO" },
  orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 2 }]
}

/** The smallest order that Ongoing could send. */
export const smallest = (id: number) => ({ orderInfo: { orderId: id, orderStatus: { number: 200 } } })

export const json = (body: unknown, init?: ResponseInit) => Response.json(body, init)

export const overFake = (http: FakeHttp, maxAnswerBytes?: number) =>
  Effect.provide(
    layer({
      host: new URL("https://ongoing.test/epic/api/v1"),
      username: "WSI one",
      password: Redacted.make(password),
      ...(maxAnswerBytes === undefined ? {} : { maxAnswerBytes })
    }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, http.client)))
  )
