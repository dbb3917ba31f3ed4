import { DateTime, Effect, Option } from "effect"
import { isCancelled } from "../omnium/Cancelled.ts"
import { linesToShip } from "../omnium/LinesToShip.ts"
import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import { make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import type { Cause } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { ofGoodsOwner, ofTenant } from "../sync/Lane.ts"
import { articleKey, productItem } from "../sync/ProductItem.ts"
import type { Flow, NewItem, Source } from "../sync/WorkItem.ts"
import { type ExportAddress, exportAddress, exportDecision, isChangeable } from "./ExportDecision.ts"
import { orderHash } from "./OrderMapping.ts"
import { vanishedItems } from "./VanishedIntake.ts"
import { wantedOrder } from "./WantedOrder.ts"

interface Found {
  readonly items: ReadonlyArray<NewItem>
  readonly skipped: ReadonlyArray<Cause>
}

/**
 * One item for each shipment that is to be exported, changed or cancelled, in the lane of its goods owner. What was
 * deleted comes first: its lines may be in another shipment now. What a person
 * has to mend first becomes an item of the tenant's own lane, so that it ends visibly; what does not concern Ongoing is
 * only counted.
 */
export const shipmentItems = Effect.fn("shipmentItems")(function* (
  order: OmniumOrder,
  source: Source,
  run: string | undefined
) {
  const found: Array<{ readonly items?: ReadonlyArray<NewItem>; readonly skipped?: Cause }> = []
  for (const shipment of order.shipments) found.push(yield* itemOf(order, shipment, source, run))
  return {
    items: [...(yield* vanishedItems(order, source, run)), ...found.flatMap(({ items }) => items ?? [])],
    skipped: found.flatMap(({ skipped }) => skipped ?? [])
  } satisfies Found
})

const itemOf = Effect.fnUntraced(function* (
  order: OmniumOrder,
  shipment: OmniumShipment,
  source: Source,
  run: string | undefined
) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const key = shipmentKey(order.id, shipment.shipmentId)
  const store = (yield* omnium.stores).find((each) => each.id === shipment.warehouseCode)
  const orderType = (yield* omnium.orderTypes).find((type) => type.name === order.orderType)
  const item = (flow: Flow, address: ExportAddress): NewItem => ({
    tenant: tenant.id,
    flow,
    key,
    lane: address._tag === "Export" ? ofGoodsOwner(tenant.installation, address.goodsOwnerId) : ofTenant(tenant.id),
    source,
    ...(run === undefined ? {} : { run })
  })
  const decision = exportDecision({
    order,
    shipment,
    store,
    orderType,
    from: tenant.from,
    exportStatuses: tenant.exportStatuses,
    trigger: source
  })
  if (decision._tag !== "Skip") {
    const articles = decision._tag === "Export" ? yield* missingArticles(shipment, decision.goodsOwnerId, run) : []
    return { items: [...articles, item("order-export", decision)] }
  }
  if (store === undefined || decision.cause === "older-than-from" || decision.cause === "not-an-ongoing-warehouse") {
    return { skipped: decision.cause }
  }
  const address = exportAddress({ order, shipment }, store)
  const last = Option.getOrUndefined(yield* journal.intent(tenant.id, "order-export", key))
  if (isCancelled(order, shipment, orderType)) {
    // A part that was delivered bears the id of the order it was taken from, whose own shipment is cancelled.
    const wasExported = !isPart(shipment) && (last !== undefined || isMarked(shipment))
    const before = Option.getOrUndefined(yield* journal.intent(tenant.id, "order-cancellation", key))
    return wasExported && before?.state !== "confirmed"
      ? { items: [item("order-cancellation", address)] }
      : { skipped: "cancelled" as const }
  }
  const changed =
    decision.cause === "already-exported" &&
    isChangeable(order, shipment, orderType) &&
    (yield* isChanged(order, shipment, address, last))
  return changed ? { items: [item("order-export", address)] } : { skipped: decision.cause }
})

/**
 * The products whose articles the connector has not written at this goods owner yet: an order may name them only once
 * Ongoing has them, so they come before it in its lane.
 */
const missingArticles = Effect.fnUntraced(function* (
  shipment: OmniumShipment,
  owner: OngoingGoodsOwnerId,
  run: string | undefined
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const skus = [...new Set(linesToShip(shipment).map((line) => line.code))]
  const written = yield* journal.intentsAmong(
    tenant.id,
    "product-export",
    skus.map((sku) => articleKey(sku, owner))
  )
  const known = new Set(written.filter((intent) => intent.state === "confirmed").map((intent) => intent.key))
  return skus
    .filter((sku) => !known.has(articleKey(sku, owner)))
    .map((sku) => productItem({ product: sku, owner, tenant, source: "connector", run }))
})

const isMarked = (shipment: OmniumShipment): boolean =>
  externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) !== undefined

const isPart = (shipment: OmniumShipment): boolean =>
  propertyOf(shipment.properties, PropertyKey.OngoingDeliveryKey) !== undefined

/** Whether the order would be written otherwise than it was the last time; a journal that was lost does not know. */
const isChanged = Effect.fnUntraced(function* (
  order: OmniumOrder,
  shipment: OmniumShipment,
  address: ExportAddress,
  last: Intent | undefined
) {
  if (last === undefined) return address._tag === "Export"
  if (last.state === "open" || address._tag !== "Export") return false
  const omnium = yield* Omnium
  const options = order.marketId === undefined ? [] : yield* omnium.shipmentOptions(order.marketId)
  const now = yield* DateTime.now
  const wanted = wantedOrder({ order, shipment, address, options, firstDate: last.kept.deliveryDate, now })
  return orderHash(wanted) !== last.hash
})
