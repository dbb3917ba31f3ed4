import type { Order as OmniumOrder, Shipment } from "@omnium-ongoing/omnium-simulator/Order"
import { filesOf } from "@omnium-ongoing/ongoing-simulator/Files"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Blobs } from "../support/BlobStorageInMemory.ts"
import type { StoredItem } from "./Bookkeeping.ts"
import { productsAtRest } from "./ProductRules.ts"
import { receptionsAtRest } from "./ReceptionRules.ts"
import { returnsAtRest } from "./ReturnRules.ts"
import { deliveredOf, isContent } from "./Safety.ts"
import { stockAtRest } from "./StockRules.ts"
import type { Story } from "./Story.ts"
import type { Systems } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

export interface EndState {
  readonly story: Story
  readonly systems: Systems
  readonly items: ReadonlyArray<StoredItem>
  readonly blobs: Blobs
  /** The journal is an older one: what was only there is lost. */
  readonly wasRestored: boolean
}

/** A shipment of Omnium with what it became in Ongoing, and the shipments that partial deliveries have made of it. */
interface Family {
  readonly tenant: string
  readonly order: OmniumOrder
  readonly shipment: Shipment
  readonly parts: ReadonlyArray<Shipment>
  readonly exported: OngoingOrder
}

const cancelled = 1000
const partlySent = 425
const sent = new Set([425, 450, 451, 500])
const sentByParcel = new Set([425, 450, 500])
/** From here on the warehouse lets nobody change an order. */
const released = 300

/** What must hold when faults have ended and some cycles have passed. */
export const violationsAtRest = (end: EndState): ReadonlyArray<Violation> => [
  ...openItems(end),
  ...lostCancels(end),
  ...stockAtRest(end),
  ...returnsAtRest(end),
  ...receptionsAtRest(end),
  ...productsAtRest(end),
  ...end.story.tenants.flatMap(({ id, from }) =>
    [...(end.systems.omniums.get(id)?.world().state.orders.values() ?? [])].flatMap((order) =>
      order.orderForm.shipments
        .filter((shipment) => !isPart(shipment))
        .flatMap((shipment) => ofShipment(end, id, end.story.start + from, order, shipment))
    )
  )
]

const openItems = ({ items }: EndState): ReadonlyArray<Violation> =>
  items
    .filter((item) => item.state === "open" || item.cause === "unexpected-failure")
    .map((item) => ({
      rule: "R21",
      words: `Item ${item.id} (${item.tenant} ${item.flow} ${item.key}) is ${item.state}: ${item.cause} ${item.message}`
    }))

/** What somebody has cancelled stays so, unless somebody wants it again. */
const lostCancels = ({ story, systems, items }: EndState): ReadonlyArray<Violation> =>
  story.tenants.flatMap(({ id }) => {
    const { state, ledger } = systems.omniums.get(id)!.world()
    return [...state.orders.values()].flatMap((order) => {
      const versions = ledger
        .since(0)
        .filter((row) => row.kind === "Order" && row.object === order.id)
        .map((row) => row.after as OmniumOrder) // The table of this kind holds orders.
      return order.orderForm.shipments.flatMap((shipment): ReadonlyArray<Violation> => {
        const latest = (status: string) =>
          versions.findLastIndex(({ orderForm }) =>
            orderForm.shipments.some(
              ({ shipmentId, orderStatus }) => shipmentId === shipment.shipmentId && orderStatus === status
            )
          )
        const key = `${order.id}/${shipment.shipmentId}`
        const isVisible = items.some(
          (item) => item.tenant === id && item.key === key && /^(dead|held)$/.test(item.state)
        )
        const isLost =
          latest("OrderCanceled") > latest("InProgress") && shipment.orderStatus !== "OrderCanceled" && !isVisible
        return isLost
          ? [{ rule: "R6", words: `${id} ${key} was cancelled, and is ${shipment.orderStatus} again.` }]
          : []
      })
    })
  })

const propertyOf = (shipment: Shipment, key: string): string | undefined =>
  shipment.properties.find((property) => property.key === key)?.value

const isPart = (shipment: Shipment): boolean => propertyOf(shipment, "OngoingDeliveryKey") !== undefined

const ongoingIdOf = (shipment: Shipment): string | undefined =>
  shipment.externalIds.find((each) => each.providerName === "OngoingOrderId")?.id

const ofShipment = (
  end: EndState,
  tenant: string,
  from: number,
  order: OmniumOrder,
  shipment: Shipment
): ReadonlyArray<Violation> => {
  const key = `${order.id}/${shipment.shipmentId}`
  const named = `${tenant} ${key}`
  const seen = end.items.filter(
    (item) =>
      item.tenant === tenant &&
      (item.key === key || item.key === order.id) &&
      (item.state === "dead" || item.state === "held" || item.cause === "dismissed")
  )
  // A person can see what is wrong with it, and has to decide. That tracking is missing excuses nothing else.
  const isVisible = seen.some((item) => item.flow !== "order-tracking")
  const ongoing = [...end.systems.ongoing.world().state.orders.values()].filter(
    (each) => each.header.goodsOwnerOrderId === key
  )
  if (ongoing.length > 1) return [{ rule: "R1", words: `${named} has ${ongoing.length} orders in Ongoing.` }]
  const [exported] = ongoing
  if (exported === undefined) {
    const waits =
      shipment.orderStatus === "InProgress" &&
      end.systems.ongoingStores(tenant).has(shipment.warehouseCode) &&
      Date.parse(order.created) >= from
    return waits && !isVisible
      ? [{ rule: "R2", words: `${named} should be in Ongoing: it is neither there nor visibly dead.` }]
      : []
  }
  const refused = end.items.find(
    (item) => item.tenant === tenant && item.key === key && item.state === "dead" && item.cause === "refused-by-ongoing"
  )
  if (refused !== undefined && exported.status !== cancelled) {
    return [{ rule: "R2", words: `${named} is said to be refused, and is Ongoing order ${exported.id}.` }]
  }
  if (shipment.orderStatus === "OrderCanceled") {
    return exported.status === cancelled || isVisible
      ? []
      : [{ rule: "R6", words: `${named} is cancelled, and nobody sees that Ongoing order ${exported.id} is not.` }]
  }
  const marked = ongoingIdOf(shipment)
  if (marked !== String(exported.id)) {
    return [{ rule: "R2", words: `${named} is Ongoing order ${exported.id}, but Omnium has ${marked ?? "no id"}.` }]
  }
  const parts = order.orderForm.shipments.filter((each) => isPart(each) && ongoingIdOf(each) === marked)
  const family: Family = { tenant, order, shipment, parts, exported }
  return [
    ...parcelsOf(named, family),
    ...trackingOf(named, family, seen),
    ...labelsOf(end, named, family),
    ...(isVisible ? [] : [...statusOf(end, named, family), ...deliveryOf(named, family)]),
    // How the orders were written that came after the copy, an older journal does not know: it leaves them alone.
    ...(isVisible || end.wasRestored ? [] : contentOf(named, family))
  ]
}

/** Omnium shows where Ongoing stands; a shipment of which only a part has been sent waits for the rest. */
const statusOf = (
  { systems }: EndState,
  named: string,
  { tenant, shipment, exported }: Family
): ReadonlyArray<Violation> => {
  const statuses = systems.omniums.get(tenant)?.world().state.settings.orderTypes[0]?.orderStatuses ?? []
  const mapped = statuses.find((status) =>
    (status.properties ?? []).some(
      (property) => property.key === "OngoingStatus" && property.value?.split(",").includes(String(exported.status))
    )
  )
  const waits = exported.status === partlySent
  const place = (name: string | undefined) => statuses.find((status) => status.name === name)?.order ?? 0
  // Where the staff have set a status back, Omnium stays where it was.
  return mapped === undefined || waits || place(shipment.orderStatus) >= place(mapped.name)
    ? []
    : [{ rule: "R7", words: `${named} is ${shipment.orderStatus} in Omnium while Ongoing says ${exported.status}.` }]
}

/** What has been delivered is delivered in Omnium: as parts while something is left, else as the shipment itself. */
const deliveryOf = (named: string, { shipment, parts, exported }: Family): ReadonlyArray<Violation> => {
  if (!sent.has(exported.status)) return []
  const lines = [shipment, ...parts].flatMap((each) => each.lineItems)
  const wanted = lines.reduce((sum, line) => sum + line.quantity - line.canceledQuantity, 0)
  const delivered = Math.min(deliveredOf(exported), wanted)
  const inParts = parts.flatMap((part) => part.lineItems).reduce((sum, line) => sum + line.deliveredQuantity, 0)
  const isDone = propertyOf(shipment, "IsDeliveredShipment")?.toLowerCase() === "true"
  const inOmnium = isDone ? wanted : inParts
  return inOmnium === delivered
    ? []
    : [{ rule: "R8", words: `Of ${named} Ongoing has delivered ${delivered} and Omnium shows ${inOmnium}.` }]
}

/** A change in Omnium reaches Ongoing as long as the warehouse lets it. */
const contentOf = (named: string, { shipment, exported }: Family): ReadonlyArray<Violation> =>
  exported.status >= released || isContent(shipment, exported)
    ? []
    : [{ rule: "R1", words: `${named} was changed in Omnium, and Ongoing has an earlier version.` }]

const parcelsOf = (named: string, { shipment, parts, exported }: Family): ReadonlyArray<Violation> => {
  const numbers = [shipment, ...parts]
    .flatMap((each) => each.packages ?? [])
    .map((each) => each.shipmentTracking?.shipmentTrackingNumber)
  return exported.parcels
    .filter((parcel) => !parcel.isReturn)
    .flatMap((parcel) => {
      const number = parcel.waybill ?? parcel.number
      const times = numbers.filter((each) => each === number).length
      return times === 1 ? [] : [{ rule: "R9", words: `Parcel ${number} of ${named} is ${times} times in Omnium.` }]
    })
}

/** An order that was sent with nothing to follow it by is shown to somebody, once; no other is. */
const trackingOf = (named: string, { exported }: Family, seen: ReadonlyArray<StoredItem>): ReadonlyArray<Violation> => {
  const returns = new Set(exported.parcels.filter((each) => each.isReturn).map((each) => each.waybill))
  const waybills = [exported.wayBill, ...exported.tracking.map((each) => each.waybill)]
  const isFollowed =
    exported.parcels.some((each) => !each.isReturn) || waybills.some((each) => each !== null && !returns.has(each))
  const wanted = sentByParcel.has(exported.status) && !isFollowed ? 1 : 0
  // Who dismissed it saw it, and that stays so when tracking comes all the same.
  const shown = seen.filter(
    (item) => item.flow === "order-tracking" && (wanted === 1 || item.cause !== "dismissed")
  ).length
  return shown === wanted
    ? []
    : [{ rule: "R9", words: `${named} is shown ${shown} times as sent without tracking, and should be ${wanted}.` }]
}

const labelsOf = (
  { systems, blobs }: EndState,
  named: string,
  { shipment, parts, exported }: Family
): ReadonlyArray<Violation> => {
  const files = filesOf(systems.ongoing.world().state, `order/${exported.id}`).filter((each) =>
    each.fileName.startsWith("label")
  )
  if (files.length === 0) return []
  const links = [shipment, ...parts].flatMap((each) => each.shipmentLabelLink ?? [])
  if (links.length === 0) return [{ rule: "R24", words: `${named} has a label in Ongoing and no link in Omnium.` }]
  return links.flatMap((link) => {
    const blob = blobs.get(link.slice(link.lastIndexOf("/") + 1))
    if (blob === undefined) return [{ rule: "R24", words: `A label link of ${named} leads to nothing.` }]
    const isThere = files.some((file) => Buffer.from(blob.bytes).equals(Buffer.from(file.fileDataBase64, "base64")))
    return isThere ? [] : [{ rule: "R24", words: `A label of ${named} is stored with other bytes than Ongoing has.` }]
  })
}
