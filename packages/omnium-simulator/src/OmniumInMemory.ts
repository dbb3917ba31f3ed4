import type { OmniumOrderType, OmniumStore, ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { Omnium, OmniumError, type OmniumProductPage, type ShipmentUpdate } from "@omnium-ongoing/domain/ports/Omnium"
import { Conflict, NotFound, Refused } from "@omnium-ongoing/domain/ports/Upstream"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { DateTime, Effect, Layer, Option, Stream } from "effect"
import { findProduct, productDocuments, productLine, saveProduct, shownProduct } from "./Assortment.ts"
import { commentedDelivery, type Delivery, patchDelivery, putDelivery, receivedDelivery } from "./Delivery.ts"
import { receive, refuseForeign } from "./GoodsReception.ts"
import { updateOrderLines } from "./LineDelivery.ts"
import { mergeProperties, present } from "./Merge.ts"
import type { Order } from "./Order.ts"
import { addLineProperties, type OrderContext } from "./OrderLifecycle.ts"
import { patchOrder } from "./OrderPatching.ts"
import { createReturn } from "./OrderReturns.ts"
import { findOrders } from "./OrderSearching.ts"
import { portDelivery, portDeliveryLine } from "./PortDelivery.ts"
import { changeStock, portInventory } from "./PortInventory.ts"
import { portExternalIds, portOrder, portProperties, text } from "./PortOrder.ts"
import { portProduct } from "./PortProduct.ts"
import { patchProduct } from "./Product.ts"
import { findProducts } from "./ProductSearching.ts"
import { bookReceipts, linesOfDelivery, receptionContext } from "./Purchasing.ts"
import { Refusal, refuse } from "./Refusal.ts"
import { updateStatus } from "./StatusUpdate.ts"
import { findItems } from "./StockSearching.ts"
import type { Store } from "./Store.ts"
import { indexedOrders, lockedUntil, saveOrder, type Tenant, takeNumber, type Write } from "./Tenant.ts"
import type { UpdateStatusPatch } from "./wire/Order.ts"
import type { ProductPatch, ProductSearch } from "./wire/Product.ts"
import type * as Settings from "./wire/Settings.ts"

const pageSize = 1000

/** The port over a tenant without HTTP, in the time of the program that uses it. Nothing calls the connector. */
export const layer = (tenant: Tenant): Layer.Layer<Omnium> => Layer.succeed(Omnium, service(tenant))

const service = (tenant: Tenant): Omnium["Service"] => {
  const search = (operation: string, filter: Parameters<typeof findOrders>[1]) =>
    attempt(operation, (now) => findOrders(indexedOrders(tenant, now), { sortOrder: "ModifiedAscending", ...filter }))
  const write = (operation: string, orderId: string, change: (order: Order, context: OrderContext) => Order) =>
    attempt(operation, (now) => {
      const order = tenant.orders.get(orderId) ?? refuse(404, `Order ${orderId} does not exist`)
      if (lockedUntil(tenant, "Order", orderId) > now) refuse(409, `Order ${orderId} is locked by another operation`)
      const changed = change(order, contextOf(tenant, now))
      if (changed !== order) saveOrder(tenant, changed, { now, record: unrecorded })
    })
  const changeDelivery = (
    operation: string,
    id: string,
    change: (delivery: Delivery, now: string, write: Write) => Delivery
  ) =>
    attempt(operation, (now) => {
      const delivery = tenant.deliveries.get(id) ?? refuse(404, `Delivery ${id} does not exist`)
      if (lockedUntil(tenant, "Delivery", id) > now) refuse(409, `Delivery ${id} is locked by another operation`)
      const changed = change(delivery, new Date(now).toISOString(), { now, record: unrecorded })
      tenant.deliveries.set(id, changed, unrecorded)
    })
  return {
    ping: Effect.void,
    order: (orderId) => Effect.sync(() => Option.map(Option.fromUndefinedOr(tenant.orders.get(orderId)), portOrder)),
    orders: (query) =>
      query.statuses.length === 0
        ? Stream.empty
        : Stream.unwrap(
            Effect.gen(function* () {
              const readAt = yield* DateTime.now
              const found = yield* search("orders", {
                modifiedFrom: DateTime.formatIso(query.modifiedSince),
                selectedStatuses: query.statuses
              })
              const pages = Array.from({ length: Math.ceil(found.length / pageSize) }, (_, page) => ({
                orders: found.slice(page * pageSize, (page + 1) * pageSize).map(portOrder),
                readAt
              }))
              return Stream.fromIterable(pages)
            })
          ),
    ordersByShipmentExternalId: (id) =>
      Effect.map(search("ordersByShipmentExternalId", { shipmentExternalIds: [id] }), (found) => found.map(portOrder)),
    ordersByNumber: (orderNumber) =>
      Effect.map(search("ordersByNumber", { orderNumber }), (found) =>
        found.filter((order) => order.orderNumber === orderNumber).map(portOrder)
      ),
    updateShipment: (update) =>
      Effect.map(
        write(
          "updateShipment",
          update.orderId,
          (order, context) => updateStatus(order, statusPatch(update), context).order
        ),
        () => {
          const shipments = tenant.orders.get(update.orderId)?.orderForm.shipments
          const shipment = shipments?.find((each) => each.shipmentId === update.shipmentId)
          return { previousStatus: shipment?.prevStatus || undefined }
        }
      ),
    deliverLines: (delivery) =>
      write(
        "deliverLines",
        delivery.orderId,
        (order, context) =>
          updateOrderLines(
            order,
            {
              lineItemUpdates: delivery.lines,
              status: delivery.status,
              shipmentInfo: shipmentInfo(delivery),
              isShippingCostKeptForExistingShipment: true
            },
            context
          ).order
      ),
    addOrderExternalIds: (orderId, externalIds) =>
      write("addOrderExternalIds", orderId, (order, context) => patchOrder(order, { externalIds }, context)),
    setOrderErrors: ({ id }, key, errors) =>
      write("setOrderErrors", id, (order, context) => {
        const others = order.errors.filter((error) => error.key !== key)
        const own = errors.map((error) => ({
          ...error,
          severity: "Error",
          occurred: DateTime.formatIso(error.occurred)
        }))
        return patchOrder(order, { errors: [...others, ...own], keepExistingListItems: false }, context)
      }),
    changeOrderProperties: (orderId, { set, remove }) =>
      write("changeOrderProperties", orderId, (order, context) =>
        patchOrder(order, { properties: set, propertiesRemovalConditions: remove.map((key) => ({ key })) }, context)
      ),
    createReturn: ({ orderId, lines, ...request }) =>
      Effect.suspend(() => {
        const returnId = String(takeNumber(tenant))
        const sent = {
          ...request,
          returns: lines.map(({ quantity, ...line }) => ({ ...line, returnQuantity: quantity }))
        }
        return Effect.as(
          write(
            "createReturn",
            orderId,
            (order, context) => createReturn(order, sent, tenant.settings.orderSettings, returnId, context).order
          ),
          returnId
        )
      }),
    setOrderLineProperties: (orderId, lines) =>
      write("setOrderLineProperties", orderId, (order, context) => addLineProperties(order, lines, context)),
    delivery: (id) => Effect.sync(() => Option.map(Option.fromUndefinedOr(tenant.deliveries.get(id)), portDelivery)),
    deliveryLines: (id) => Effect.sync(() => linesOfDelivery(tenant, id).map(portDeliveryLine)),
    deliveries: ({ stores, statuses }) =>
      Effect.map(DateTime.now, (readAt) => ({
        deliveries: [...tenant.deliveries.values()]
          .filter(
            (delivery) => stores.includes(delivery.warehouseCode ?? "") && statuses.includes(delivery.deliveryStatus)
          )
          .map(portDelivery),
        readAt
      })),
    setDeliveryProperties: (id, properties) =>
      changeDelivery("setDeliveryProperties", id, (delivery, now) =>
        patchDelivery(delivery, { properties: mergeProperties(delivery.properties ?? [], properties) }, now)
      ),
    addInternalDeliveryComment: (id, detail) =>
      changeDelivery("addInternalDeliveryComment", id, (delivery, now) =>
        commentedDelivery(delivery, "Internal", { detail }, `comment-${takeNumber(tenant)}`, now)
      ),
    cancelDelivery: (id) =>
      changeDelivery("cancelDelivery", id, (delivery, now) =>
        putDelivery(delivery, { ...delivery, deliveryStatus: "Cancelled", isAutoDeliveryStatusDisabled: true }, now)
      ),
    receiveGoods: (id, lines) =>
      changeDelivery("receiveGoods", id, (delivery, now, write) => {
        const context = receptionContext(tenant, now)
        refuseForeign(lines, id, context)
        bookReceipts(tenant, receive(lines, context), write)
        return receivedDelivery(delivery, linesOfDelivery(tenant, id), now)
      }),
    goodsReceptionIds: (purchaseOrderIds) =>
      Effect.sync(() => {
        const booked = tenant.transactions
          .values()
          .filter((row) => purchaseOrderIds.includes(row.purchaseOrderId ?? ""))
        return new Set(booked.flatMap(({ goodsReceptionId: id }) => (id === undefined ? [] : [id])))
      }),
    products: ({ modifiedSince, inStockIn }) =>
      inStockIn?.length === 0
        ? Stream.empty
        : productPages(tenant, {
            modifiedFrom: DateTime.formatIso(modifiedSince),
            ...(inStockIn !== undefined && { isInStock: true, inStockWarehouseIds: inStockIn })
          }),
    deletedProducts: (since) => productPages(tenant, { modifiedFrom: DateTime.formatIso(since), isDeleted: true }),
    existingSkus: (skus) =>
      Effect.sync(
        () =>
          new Set(
            skus.filter((sku) =>
              productDocuments(tenant, sku).some((product) =>
                portProduct(product).skus.some(({ skuId, isDeleted }) => skuId === sku && !isDeleted)
              )
            )
          )
      ),
    product: (id) =>
      Effect.sync(() =>
        Option.map(Option.fromUndefinedOr(findProduct(tenant, id)), (product) =>
          portProduct(shownProduct(tenant, product))
        )
      ),
    setProductExternalIds: (product, skus) =>
      changeProduct(tenant, "setProductExternalIds", product.productId, {
        ...(product.hasVariants ? { variants: skus } : { externalIds: skus[0]?.externalIds ?? [] })
      }),
    setProductProperties: (product, properties) =>
      changeProduct(tenant, "setProductProperties", product.productId, { properties }),
    inventoryOf: (warehouse, productCodes) =>
      attempt("inventoryOf", () =>
        productCodes.length === 0
          ? []
          : findItems(tenant, { warehouseCodes: [warehouse], productCodes: [...productCodes] }).map(portInventory)
      ),
    inventoryUnchangedSince: (warehouses, since) =>
      Effect.gen(function* () {
        const readAt = yield* DateTime.now
        const filter = { warehouseCodes: warehouses, lastModified: DateTime.formatIso(since) }
        const found = yield* attempt("inventoryUnchangedSince", () => findItems(tenant, filter))
        return found.length === 0 ? Option.some(readAt) : Option.none()
      }),

    inventory: (warehouse, changedSince) =>
      Stream.unwrap(
        Effect.gen(function* () {
          const readAt = yield* DateTime.now
          const lastModified = changedSince === undefined ? {} : { lastModified: DateTime.formatIso(changedSince) }
          const found = yield* attempt("inventory", () =>
            findItems(tenant, { warehouseCodes: [warehouse], ...lastModified })
          )
          const pages = Array.from({ length: Math.max(1, Math.ceil(found.length / pageSize)) }, (_, page) => ({
            items: found.slice(page * pageSize, (page + 1) * pageSize).map(portInventory),
            readAt
          }))
          return Stream.fromIterable(pages)
        })
      ),
    changeInventory: (warehouse, changes) =>
      attempt("changeInventory", (now) => changeStock(tenant, warehouse, changes, ({ change }) => change, now)),
    setInventory: (warehouse, items) =>
      attempt("setInventory", (now) =>
        changeStock(tenant, warehouse, items, ({ inventory }, before) => inventory - before, now)
      ),
    productSkus: Stream.map(productPages(tenant, {}), ({ products }) =>
      products.flatMap((product) => product.skus.map((sku) => sku.skuId))
    ),
    stores: Effect.sync(() => [...tenant.stores.values()].filter((store) => store.isWarehouse === true).map(portStore)),
    orderTypes: Effect.sync(() => tenant.settings.orderTypes.map(portOrderType)),
    returnTypes: Effect.sync(() =>
      (tenant.settings.orderSettings.returnSettings?.returnTypes ?? []).flatMap(({ id }) => id ?? [])
    ),
    shipmentOptions: (marketId) =>
      Effect.sync(() => (tenant.shipmentOptions.get(marketId.toLowerCase()) ?? []).map(portShipmentOption)),
    forgetSettings: Effect.void
  }
}

const productPages = (tenant: Tenant, search: ProductSearch): Stream.Stream<OmniumProductPage> =>
  Stream.unwrap(
    Effect.map(DateTime.now, (readAt) => {
      const found = findProducts(tenant, search)
      return Stream.fromIterable(
        Array.from({ length: Math.ceil(found.length / pageSize) }, (_, page) => ({
          products: found
            .slice(page * pageSize, (page + 1) * pageSize)
            .map((product) => portProduct(shownProduct(tenant, product))),
          readAt
        }))
      )
    })
  )

const changeProduct = (tenant: Tenant, operation: string, productId: string, patch: ProductPatch) =>
  attempt(operation, (now) => {
    const documents = productDocuments(tenant, productId)
    if (documents.length === 0) refuse(404, `Product ${productId} does not exist`)
    for (const before of documents) {
      const after = patchProduct(before, patch, DateTime.formatIso(DateTime.makeUnsafe(now)))
      if (after !== before) saveProduct(tenant, after, { now, record: unrecorded })
    }
  })

/** Runs a command at the program's time; what the model refuses is told in the port's words. */
const attempt = <A>(operation: string, command: (now: number) => A): Effect.Effect<A, OmniumError> =>
  Effect.flatMap(DateTime.now, (now) =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(command(DateTime.toEpochMillis(now)))
      } catch (error) {
        if (error instanceof Refusal) return Effect.fail(new OmniumError({ operation, reason: reasonOf(error) }))
        throw error
      }
    })
  )

const reasonOf = ({ status, message }: Refusal) =>
  status === 404
    ? new NotFound({ message })
    : status === 409
      ? new Conflict({ message })
      : new Refused({ status, message })

const contextOf = (tenant: Tenant, now: number): OrderContext => ({
  now: new Date(now).toISOString(),
  orderTypes: tenant.settings.orderTypes,
  productLine: (sku) => productLine(tenant, sku)
})

const statusPatch = (update: ShipmentUpdate): UpdateStatusPatch => ({
  status: update.status,
  skipRunWorkflow: !update.runWorkflow,
  shipmentInfo: shipmentInfo(update)
})

const shipmentInfo = (update: Omit<ShipmentUpdate, "runWorkflow">) => ({
  shipmentId: update.shipmentId,
  ...present({
    trackingNumber: update.trackingNumber,
    trackingUrl: update.trackingLink,
    labelLink: update.labelLink,
    returnTrackingNumber: update.returnTrackingNumber,
    returnTrackingLink: update.returnTrackingLink,
    returnLabelLink: update.returnLabelLink,
    externalIds: update.externalIds,
    properties: update.properties,
    packages: update.packages?.map((box) => ({
      id: box.id,
      shipmentTracking: present({
        shipmentTrackingNumber: box.trackingNumber,
        shipmentTrackingLink: box.trackingLink,
        shipmentLabelLink: box.labelLink
      })
    }))
  })
})

const portStore = (store: Store): OmniumStore => ({
  id: store.id,
  name: text(store.name),
  isWarehouse: store.isWarehouse ?? false,
  properties: portProperties(store.properties),
  externalIds: portExternalIds(store.externalIdsList)
})

const portOrderType = (type: Settings.OrderType): OmniumOrderType => ({
  name: type.name ?? "",
  statuses: (type.orderStatuses ?? []).map((status) => ({
    name: status.name ?? "",
    order: status.order ?? 0,
    isCanceledStatus: status.isCanceledStatus ?? false,
    isDeliveredStatus: status.isDeliveredStatus ?? false,
    workflowSteps: (status.workflowSteps ?? []).map((step) => ({
      name: step.name ?? "",
      active: step.active ?? false,
      connector: text(step.connector)
    })),
    properties: portProperties(status.properties)
  }))
})

const portShipmentOption = (option: Settings.ShipmentOption): ShipmentOption => ({
  shippingMethodName: text(option.shippingMethodName),
  shippingMethodId: text(option.shippingMethodId),
  shippingGateway: text(option.shippingGateway),
  shippingCompany: text(option.shippingCompany),
  shipmentProduct: text(option.shipmentProduct),
  properties: portProperties(option.properties)
})
