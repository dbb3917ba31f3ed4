import type { OmniumOrderType, OmniumStore, ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { Schema } from "effect"
import {
  flag,
  list,
  number,
  part,
  text,
  toExternalIds,
  toProperties,
  toText,
  WireExternalId,
  WireProperty
} from "./Parts.ts"

/** `externalIds` of a store are bare texts; the pairs of provider and id stand in `externalIdsList`. */
export const WireStore = Schema.Struct({
  id: Schema.NonEmptyString,
  name: text,
  isWarehouse: flag,
  externalIdsList: list(WireExternalId),
  properties: list(WireProperty)
})

export const toStore = (store: typeof WireStore.Type): OmniumStore => ({
  id: store.id,
  name: toText(store.name),
  isWarehouse: store.isWarehouse ?? false,
  properties: toProperties(store.properties),
  externalIds: toExternalIds(store.externalIdsList)
})

const WireWorkflowStep = Schema.Struct({ name: text, active: flag, connector: text })

const WireOrderStatus = Schema.Struct({
  name: Schema.NonEmptyString,
  order: number,
  isCanceledStatus: flag,
  isDeliveredStatus: flag,
  workflowSteps: list(WireWorkflowStep),
  properties: list(WireProperty)
})

export const WireOrderType = Schema.Struct({ name: Schema.NonEmptyString, orderStatuses: list(WireOrderStatus) })

export const toOrderType = ({ name, orderStatuses }: typeof WireOrderType.Type): OmniumOrderType => ({
  name,
  statuses: (orderStatuses ?? []).map((status) => ({
    name: status.name,
    order: status.order ?? 0,
    isCanceledStatus: status.isCanceledStatus ?? false,
    isDeliveredStatus: status.isDeliveredStatus ?? false,
    workflowSteps: (status.workflowSteps ?? []).map((step) => ({
      name: step.name ?? "",
      active: step.active ?? false,
      connector: toText(step.connector)
    })),
    properties: toProperties(status.properties)
  }))
})

export const WireOrderSettings = Schema.Struct({
  returnSettings: part(Schema.Struct({ returnTypes: list(Schema.Struct({ id: text })) }))
})

export const toReturnTypes = ({ returnSettings }: typeof WireOrderSettings.Type): ReadonlyArray<string> =>
  (returnSettings?.returnTypes ?? []).flatMap(({ id }) => (id ? [id] : []))

export const WireShipmentOption = Schema.Struct({
  shippingMethodName: text,
  shippingMethodId: text,
  shippingGateway: text,
  shippingCompany: text,
  shipmentProduct: text,
  properties: list(WireProperty)
})

export const toShipmentOption = (option: typeof WireShipmentOption.Type): ShipmentOption => ({
  shippingMethodName: toText(option.shippingMethodName),
  shippingMethodId: toText(option.shippingMethodId),
  shippingGateway: toText(option.shippingGateway),
  shippingCompany: toText(option.shippingCompany),
  shipmentProduct: toText(option.shipmentProduct),
  properties: toProperties(option.properties)
})
