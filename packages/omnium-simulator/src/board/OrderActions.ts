import type { Action } from "@omnium-ongoing/simulator-kit/board/Action"
import { type Order, type OrderLine, remainingQuantity, type Shipment } from "../Order.ts"
import { orderTypeOf } from "../OrderTypes.ts"
import { market } from "../SeedStores.ts"
import type { Settings, Tenant } from "../Tenant.ts"

/** As a shop sends one: the number is given by Omnium. */
export const exampleOrder = ({ stores, products }: Tenant): Action => {
  const warehouses = [...stores.values()].filter((store) => store.isWarehouse === true)
  const sku = products
    .values()
    .flatMap((product) => product.variants.map((variant) => variant.skuId))
    .next().value
  return {
    label: "Create an example order",
    method: "PUT",
    path: "/api/Orders",
    tone: "primary",
    fields: [
      { name: "customerName", label: "Customer", value: "Kari Testesen" },
      { name: "orderForm.lineItems.0.code", label: "SKU", value: sku },
      { name: "orderForm.lineItems.0.quantity:number", label: "Quantity", type: "number", value: 2 },
      {
        name: "orderForm.shipments.0.warehouseCode",
        label: "Warehouse",
        choices: warehouses.map(({ id, name = id }) => [id, name])
      },
      { name: "orderForm.lineItems.0.placedPrice:number", value: 249 },
      { name: "orderForm.lineItems.0.taxRate:number", value: 25 },
      { name: "orderForm.lineItems.0.lineItemId", value: "1" },
      { name: "orderForm.shipments.0.shipmentId", value: "1" },
      { name: "orderForm.shipments.0.shippingMethodName", value: "PostNord" },
      ...Object.entries(address).map(([name, value]) => ({ name: `orderForm.shipments.0.address.${name}`, value }))
    ],
    body: {
      orderType: "Online",
      status: "New",
      marketId: market,
      storeId: "epic_webshop_no",
      billingCurrency: "NOK",
      customerEmail: address.email,
      billingAddress: address
    }
  }
}

const address = {
  name: "Kari Testesen",
  line1: "Storgata 12B",
  postalCode: "9008",
  city: "Tromsø",
  countryCode: "NO",
  countryName: "Norge",
  email: "kari.testesen@example.com"
}

const pathOf = (order: Order, operation: string): string =>
  `/api/${operation.replace("{orderId}", encodeURIComponent(order.id))}`

/** Whether nobody has begun with it. */
export const isNew = (order: Order, { orderTypes }: Settings): boolean =>
  order.status === orderTypeOf(orderTypes, order.orderType).orderStatuses?.[0]?.name

const statusPath = (order: Order): string => pathOf(order, "Orders/{orderId}/UpdateStatus")

/** Its workflow step tells the connector. */
export const released = (order: Order, { orderTypes }: Settings): Action => ({
  label: "Release to the warehouse",
  path: statusPath(order),
  body: {
    status: orderTypeOf(orderTypes, order.orderType).orderStatuses?.find((status) => status.isInProgressStatus)?.name
  },
  tone: "primary"
})

/** What the people of the shop do to an order as a whole. */
export const orderActions = (order: Order, settings: Settings): ReadonlyArray<Action> => {
  const { orderStatuses = [] } = orderTypeOf(settings.orderTypes, order.orderType)
  return [
    ...(isNew(order, settings) ? [released(order, settings)] : []),
    ...(orderStatuses.find(({ name }) => name === order.status)?.isCanceledStatus
      ? []
      : [
          {
            label: "Cancel the order",
            path: statusPath(order),
            body: { status: orderStatuses.find((status) => status.isCanceledStatus)?.name },
            tone: "danger" as const
          }
        ]),
    {
      label: "Lock for a minute",
      path: "/_simulator/locks",
      body: { entity: "Order", id: order.id, seconds: 60 },
      hint: "Writes to the order are answered 409 until then, as while somebody has it open"
    },
    {
      label: "Set the status",
      path: statusPath(order),
      fields: [
        {
          name: "status",
          label: "Status",
          value: order.status,
          choices: orderStatuses.flatMap(({ name }) => (name === undefined ? [] : [[name, name] as const]))
        }
      ]
    },
    {
      label: "Add a note",
      path: "/api/Orders/AddComment",
      body: { orderId: order.id, commentType: "Internal" },
      fields: [{ name: "commentText", label: "Note", placeholder: "Call before delivery" }]
    }
  ]
}

/** What they do to the lines of a shipment: change those that wait, take back those that are gone. */
export const lineActions = (order: Order, shipment: Shipment, settings: Settings): ReadonlyArray<Action> =>
  shipment.lineItems.flatMap((line) => {
    if (shipment.status === "Shipped") return isReturnable(line) ? [returned(order, line, settings)] : []
    return shipment.status !== "Cancelled" && remainingQuantity(line) > 0
      ? [edited(order, line), cancelled(order, line)]
      : []
  })

const isReturnable = ({ quantity, canceledQuantity, returnQuantity }: OrderLine): boolean =>
  quantity > canceledQuantity + returnQuantity

const edited = (order: Order, line: OrderLine): Action => ({
  label: `Change the quantity of line ${line.lineItemId}`,
  method: "PATCH",
  path: pathOf(order, "Orders/{orderId}/PatchUpdateOrderLines"),
  fields: [
    { name: "0.lineItemId", value: line.lineItemId },
    { name: "0.quantity:number", label: `Quantity of ${line.code}`, type: "number", value: line.quantity }
  ]
})

const cancelled = (order: Order, line: OrderLine): Action => ({
  label: `Cancel what is left of line ${line.lineItemId}`,
  path: pathOf(order, `Orders/{orderId}/OrderLines/${encodeURIComponent(line.lineItemId)}/Cancel`)
})

const returned = (order: Order, line: OrderLine, { orderSettings }: Settings): Action => ({
  label: `Register a return of line ${line.lineItemId}`,
  path: pathOf(order, "Returns/{orderId}/Return"),
  fields: [
    { name: "returns.0.lineItemId", value: line.lineItemId },
    { name: "returns.0.returnQuantity:number", label: `Pieces of ${line.code}`, type: "number", value: 1 },
    {
      name: "returns.0.returnType",
      label: "Why",
      choices: (orderSettings.returnSettings?.returnTypes ?? []).flatMap(({ id }) =>
        id === undefined ? [] : [[id, id] as const]
      )
    }
  ]
})
