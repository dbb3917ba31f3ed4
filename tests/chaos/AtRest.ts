import type { Order as OmniumOrder, Shipment } from "@omnium-ongoing/omnium-simulator/Order"
import { filesOf } from "@omnium-ongoing/ongoing-simulator/Files"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Blobs } from "../support/BlobStorageInMemory.ts"
import type { StoredItem } from "./Bookkeeping.ts"
import type { Safety } from "./Safety.ts"
import type { Story } from "./Story.ts"
import { type Systems, warehouseCodes } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

export interface EndState {
  readonly story: Story
  readonly systems: Systems
  readonly safety: Safety
  readonly items: ReadonlyArray<StoredItem>
  readonly blobs: Blobs
}

/** What must hold when faults have ended and some cycles have passed. */
export const violationsAtRest = (end: EndState): ReadonlyArray<Violation> => [
  ...openItems(end),
  ...end.story.tenants.flatMap(({ id, from }) =>
    [...(end.systems.omniums.get(id)?.world().state.orders.values() ?? [])].flatMap((order) =>
      order.orderForm.shipments.flatMap((shipment) => ofShipment(end, id, end.story.start + from, order, shipment))
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

const ofShipment = (
  end: EndState,
  tenant: string,
  from: number,
  order: OmniumOrder,
  shipment: Shipment
): ReadonlyArray<Violation> => {
  const key = `${order.id}/${shipment.shipmentId}`
  const named = `${tenant} ${key}`
  const visible = end.items.some(
    (item) =>
      item.tenant === tenant &&
      (item.key === key || item.key === order.id) &&
      (item.state === "dead" || item.state === "held")
  )
  const ongoing = [...end.systems.ongoing.world().state.orders.values()].filter(
    (each) => each.header.goodsOwnerOrderId === key
  )
  if (ongoing.length > 1) return [{ rule: "R1", words: `${named} has ${ongoing.length} orders in Ongoing.` }]
  const [exported] = ongoing
  if (exported === undefined) {
    const waits =
      shipment.orderStatus === "InProgress" &&
      (shipment.warehouseCode === warehouseCodes.main || shipment.warehouseCode === warehouseCodes.second) &&
      Date.parse(order.created) >= from
    return waits && !visible
      ? [{ rule: "R2", words: `${named} should be in Ongoing: it is neither there nor visibly dead.` }]
      : []
  }
  const marked = shipment.externalIds.find((each) => each.providerName === "OngoingOrderId")?.id
  if (marked !== String(exported.id)) {
    return [{ rule: "R2", words: `${named} is Ongoing order ${exported.id}, but Omnium has ${marked ?? "no id"}.` }]
  }
  return [
    ...statusOf(end, tenant, order, shipment, exported, visible),
    ...parcelsOf(named, shipment, exported),
    ...labelsOf(end, named, shipment, exported)
  ]
}

/** Omnium shows where Ongoing stands, unless it was cancelled there or a person has to decide. */
const statusOf = (
  { systems }: EndState,
  tenant: string,
  order: OmniumOrder,
  shipment: Shipment,
  exported: OngoingOrder,
  visible: boolean
): ReadonlyArray<Violation> => {
  const statuses = systems.omniums.get(tenant)?.world().state.settings.orderTypes[0]?.orderStatuses ?? []
  const mapped = statuses.find((status) =>
    (status.properties ?? []).some(
      (property) => property.key === "OngoingStatus" && property.value?.split(",").includes(String(exported.status))
    )
  )
  const current = statuses.find((status) => status.name === shipment.orderStatus)
  if (mapped === undefined || current?.isCanceledStatus === true || visible || current?.name === mapped.name) return []
  return [
    {
      rule: "R7",
      words: `${tenant} ${order.id}/${shipment.shipmentId} is ${current?.name} in Omnium while Ongoing says ${exported.status}.`
    }
  ]
}

const parcelsOf = (named: string, shipment: Shipment, exported: OngoingOrder): ReadonlyArray<Violation> => {
  const numbers = (shipment.packages ?? []).map((each) => each.shipmentTracking?.shipmentTrackingNumber)
  return exported.parcels
    .filter((parcel) => !parcel.isReturn)
    .flatMap((parcel) => {
      const number = parcel.waybill ?? parcel.number
      const times = numbers.filter((each) => each === number).length
      return times === 1 ? [] : [{ rule: "R9", words: `Parcel ${number} of ${named} is ${times} times in Omnium.` }]
    })
}

const labelsOf = (
  { systems, blobs }: EndState,
  named: string,
  shipment: Shipment,
  exported: OngoingOrder
): ReadonlyArray<Violation> => {
  const file = filesOf(systems.ongoing.world().state, `order/${exported.id}`)
    .filter((each) => each.fileName.startsWith("label"))
    .sort((one, other) => one.id - other.id)
    .at(0)
  if (file === undefined) return []
  const link = shipment.shipmentLabelLink
  if (link === undefined) return [{ rule: "R24", words: `${named} has a label in Ongoing and no link in Omnium.` }]
  const blob = blobs.get(link.slice(link.lastIndexOf("/") + 1))
  if (blob === undefined) return [{ rule: "R24", words: `The label link of ${named} leads to nothing.` }]
  return Buffer.from(blob.bytes).equals(Buffer.from(file.fileDataBase64, "base64"))
    ? []
    : [{ rule: "R24", words: `The label of ${named} is stored with other bytes than Ongoing has.` }]
}
