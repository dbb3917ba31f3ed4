import { mergeById, mergeExternalIds, mergeProperties, mergeWhole, withoutProperties } from "./Merge.ts"
import type { Order, OrderForm, OrderLine, Shipment } from "./Order.ts"
import { type OrderContext, refuseImpossible, refuseReadOnly, touched } from "./OrderLifecycle.ts"
import { orderDiscountPercent, summed, withLinesOfShipments } from "./OrderTotals.ts"
import { orderTypeOf, statusOf } from "./OrderTypes.ts"
import { refuse } from "./Refusal.ts"
import { storedLine, storedReturn, storedShipment } from "./StoredParts.ts"
import type {
  OrderFormMembers,
  OrderLinePatch,
  OrderPatch,
  ReturnOrderForm,
  ShipmentMembers,
  ShipmentPatch
} from "./wire/Order.ts"
import type { ExternalId, PropertyItem } from "./wire/Parts.ts"

/** How lists without ids of their own are treated; both default to merging. */
interface MergeFlags {
  readonly properties: boolean
  readonly lists: boolean
}

/** Only what was sent changes, and no workflow runs. An order that stays as it was is answered as the same object. */
export const patchOrder = (order: Order, patch: OrderPatch, context: OrderContext): Order => {
  refuseReadOnly(order)
  const {
    id: _id,
    created: _created,
    modified: _modified,
    keepExistingCustomProperties,
    keepExistingListItems,
    propertiesRemovalConditions,
    orderForm,
    ...members
  } = patch
  const lists = keepExistingListItems !== false
  const flags: MergeFlags = { lists, properties: keepExistingCustomProperties ?? lists }
  const type = orderTypeOf(context.orderTypes, members.orderType ?? order.orderType)
  if (members.status !== undefined) statusOf(type, members.status)
  const appendOrReplace = <A>(existing: ReadonlyArray<A>, sent: ReadonlyArray<A> | undefined): ReadonlyArray<A> =>
    sent === undefined ? existing : lists ? mergeWhole(existing, sent) : sent
  const kept = withoutProperties(order.properties, propertiesRemovalConditions ?? [])
  const patched: Order = {
    ...order,
    ...members,
    ...objects(order, members, ["billingAddress", "contactPerson"]),
    orderForm: orderForm === undefined ? order.orderForm : patchForm(order, orderForm, flags, context),
    properties: patchedProperties(kept, members.properties, flags.properties),
    externalIds: patchedIds(order.externalIds, members.externalIds, lists),
    errors: appendOrReplace(order.errors, members.errors),
    tags: appendOrReplace(order.tags, members.tags),
    orderNotes: notes(order.orderNotes, members.orderNotes, lists),
    publicOrderNotes: notes(order.publicOrderNotes, members.publicOrderNotes, lists),
    ...(members.assets === undefined ? {} : { assets: notes(order.assets ?? [], members.assets, lists) }),
    returnOrderForms: mergeById<ReturnOrderForm>((form) => form.returnId)(
      order.returnOrderForms,
      members.returnOrderForms ?? []
    ).map((form) => storedReturn(form, statusOf(type, members.status ?? order.status), context))
  }
  return changedOrder(order, orderForm === undefined ? patched : summed(patched), context)
}

export const patchLines = (order: Order, patches: ReadonlyArray<OrderLinePatch>, context: OrderContext): Order => {
  refuseReadOnly(order)
  const unknown = patches.find(
    (patch) => !order.orderForm.lineItems.some((line) => line.lineItemId === patch.lineItemId)
  )
  if (unknown !== undefined) refuse(404, `Order ${order.id} has no order line '${unknown.lineItemId}'`)
  return changedOrder(
    order,
    { ...order, orderForm: withLinePatches(order.orderForm, everywhere(patches), true) },
    context
  )
}

/** `PATCH OrderShipments`: merged by shipment id, lists by key; there are no flags. */
export const patchShipments = (order: Order, patches: ReadonlyArray<ShipmentPatch>, context: OrderContext): Order => {
  refuseReadOnly(order)
  const type = orderTypeOf(context.orderTypes, order.orderType)
  for (const patch of patches) {
    if (!order.orderForm.shipments.some((shipment) => shipment.shipmentId === patch.shipmentId)) {
      refuse(404, `Order ${order.id} has no shipment '${patch.shipmentId ?? ""}'`)
    }
    if (patch.orderStatus !== undefined) statusOf(type, patch.orderStatus)
  }
  const shipments = order.orderForm.shipments.map((shipment) =>
    patches
      .filter((patch) => patch.shipmentId === shipment.shipmentId)
      .reduce((patched, patch) => patchedShipment(patched, patch, { lists: true, properties: true }), shipment)
  )
  return changedOrder(
    order,
    { ...order, orderForm: withLinePatches({ ...order.orderForm, shipments }, ofShipments(patches), true) },
    context
  )
}

/** `PUT OrderShipments`: each shipment as sent, instead of the one with its id. */
export const putShipments = (order: Order, sent: ReadonlyArray<ShipmentMembers>, context: OrderContext): Order => {
  refuseReadOnly(order)
  const status = statusOf(orderTypeOf(context.orderTypes, order.orderType), order.status)
  const put = sent.map((shipment, position) =>
    storedShipment(shipment, position, status, linesFor(shipment, order.orderForm, context), context.now)
  )
  const shipments = mergeById<Shipment>((shipment) => shipment.shipmentId)(
    order.orderForm.shipments.filter((shipment) => !put.some((it) => it.shipmentId === shipment.shipmentId)),
    put
  )
  const lineItems = mergeById<OrderLine>((line) => line.lineItemId)(
    order.orderForm.lineItems,
    put.flatMap((shipment) => shipment.lineItems)
  )
  return changedOrder(order, summed({ ...order, orderForm: { ...order.orderForm, shipments, lineItems } }), context)
}

const changedOrder = (before: Order, sent: Order, context: OrderContext): Order => {
  if (JSON.stringify(sent) === JSON.stringify(before)) return before
  const after = withLinesOfShipments(sent)
  refuseImpossible(after)
  return touched(after, context)
}

const patchForm = (order: Order, form: OrderFormMembers, flags: MergeFlags, context: OrderContext): OrderForm => {
  const { shipments = [], lineItems = [], properties, ...members } = form
  const type = orderTypeOf(context.orderTypes, order.orderType)
  const status = statusOf(type, order.status)
  const current = order.orderForm
  const percent = orderDiscountPercent(current.discounts ?? [])
  const addedLines = lineItems
    .filter((line) => !current.lineItems.some((known) => known.lineItemId === line.lineItemId))
    .map((line, position) => storedLine(line, current.lineItems.length + position, percent, context))
  const patchedForm: OrderForm = {
    ...current,
    ...members,
    properties: patchedProperties(current.properties ?? [], properties, flags.properties),
    lineItems: [...current.lineItems, ...addedLines],
    shipments: current.shipments.map((shipment) => {
      const patch = shipments.find((candidate) => candidate.shipmentId === shipment.shipmentId)
      return patch === undefined ? shipment : patchedShipment(shipment, patch, flags)
    })
  }
  const addedShipments = shipments
    .filter((shipment) => !current.shipments.some((known) => known.shipmentId === shipment.shipmentId))
    .map((shipment, position) =>
      storedShipment(
        shipment,
        current.shipments.length + position,
        status,
        linesFor(shipment, patchedForm, context),
        context.now
      )
    )
  for (const shipment of shipments) if (shipment.orderStatus !== undefined) statusOf(type, shipment.orderStatus)
  return withLinePatches(
    { ...patchedForm, shipments: [...patchedForm.shipments, ...addedShipments] },
    [...everywhere(lineItems), ...ofShipments(shipments)],
    flags.properties
  )
}

const linesFor = (shipment: ShipmentMembers, form: OrderForm, context: OrderContext): ReadonlyArray<OrderLine> =>
  (shipment.lineItems ?? []).map((line, position) => {
    const known = form.lineItems.find((candidate) => candidate.lineItemId === line.lineItemId)
    return known === undefined
      ? storedLine(line, position, orderDiscountPercent(form.discounts ?? []), context)
      : patchedLine(known, line, true)
  })

/** A patch of a line, and the shipment that it was sent with. */
interface PlacedPatch {
  readonly patch: OrderLinePatch
  readonly shipmentId: string | undefined
}

const everywhere = (patches: ReadonlyArray<OrderLinePatch>): ReadonlyArray<PlacedPatch> =>
  patches.map((patch) => ({ patch, shipmentId: undefined }))

const ofShipments = (
  shipments: ReadonlyArray<{ readonly shipmentId?: string; readonly lineItems?: ReadonlyArray<OrderLinePatch> }>
): ReadonlyArray<PlacedPatch> =>
  shipments.flatMap(({ shipmentId, lineItems = [] }) => lineItems.map((patch) => ({ patch, shipmentId })))

const withoutQuantities = ({
  quantity: _quantity,
  canceledQuantity: _canceled,
  deliveredQuantity: _delivered,
  returnQuantity: _returned,
  ...patch
}: OrderLinePatch): OrderLinePatch => patch

/**
 * A line is patched in the order and on its shipments alike, whichever of them the patch named. Quantities are those of
 * the part on the shipment that was named.
 */
const withLinePatches = (
  form: OrderForm,
  patches: ReadonlyArray<PlacedPatch>,
  mergesProperties: boolean
): OrderForm => {
  if (patches.length === 0) return form
  const change = (line: OrderLine, at: string | undefined): OrderLine =>
    patches
      .filter(({ patch }) => patch.lineItemId === line.lineItemId)
      .map(({ patch, shipmentId }) =>
        at === undefined || shipmentId === undefined || shipmentId === at ? patch : withoutQuantities(patch)
      )
      .reduce(
        (patched, patch) => patchedLine(patched, patch, patch.keepExistingCustomProperties ?? mergesProperties),
        line
      )
  return {
    ...form,
    lineItems: form.lineItems.map((line) => change(line, undefined)),
    shipments: form.shipments.map((shipment) => ({
      ...shipment,
      lineItems: shipment.lineItems.map((line) => change(line, shipment.shipmentId))
    }))
  }
}

const patchedLine = (line: OrderLine, patch: OrderLinePatch, mergesProperties: boolean): OrderLine => {
  const { keepExistingCustomProperties: _flag, propertiesRemovalConditions, ...members } = patch
  return {
    ...line,
    ...members,
    lineItemId: line.lineItemId,
    externalIds: patchedIds(line.externalIds, members.externalIds, true),
    properties: patchedProperties(
      withoutProperties(line.properties, propertiesRemovalConditions ?? []),
      members.properties,
      mergesProperties
    )
  }
}

const patchedShipment = (shipment: Shipment, patch: ShipmentPatch | ShipmentMembers, flags: MergeFlags): Shipment => {
  const { lineItems: _lines, ...members } = patch
  return {
    ...shipment,
    ...members,
    ...objects(shipment, members, ["address", "contactPerson", "pickUpPointInformation"]),
    shipmentId: shipment.shipmentId,
    externalIds: patchedIds(shipment.externalIds, members.externalIds, flags.lists),
    properties: patchedProperties(shipment.properties, members.properties, flags.properties)
  }
}

const patchedProperties = (
  existing: ReadonlyArray<PropertyItem>,
  sent: ReadonlyArray<PropertyItem> | undefined,
  merges: boolean
): ReadonlyArray<PropertyItem> => (sent === undefined ? existing : mergeProperties(merges ? existing : [], sent))

const patchedIds = (
  existing: ReadonlyArray<ExternalId>,
  sent: ReadonlyArray<ExternalId> | undefined,
  merges: boolean
): ReadonlyArray<ExternalId> => (sent === undefined ? existing : mergeExternalIds(merges ? existing : [], sent))

const notes = <A extends { readonly id?: string; readonly assetId?: string }>(
  existing: ReadonlyArray<A>,
  sent: ReadonlyArray<A> | undefined,
  merges: boolean
): ReadonlyArray<A> =>
  sent === undefined ? existing : mergeById<A>((entry) => entry.id ?? entry.assetId)(merges ? existing : [], sent)

/** A sent object changes the members it has, not the whole object. */
const objects = <A extends object, K extends keyof A>(
  existing: A,
  sent: { readonly [P in K]?: A[P] },
  names: ReadonlyArray<K>
): Partial<A> => {
  const merged: Partial<A> = {}
  for (const name of names) {
    if (sent[name] !== undefined) merged[name] = Object.assign({}, existing[name], sent[name])
  }
  return merged
}
