import { problemDetails } from "./Answer.ts"
import type { Operation } from "./Exchange.ts"

/** Operations the real API has and this one only knows by name. */
const known: ReadonlyArray<readonly [Operation["method"], ...ReadonlyArray<string>]> = [
  [
    "GET",
    "/api/Orders/GetOrders",
    "/api/Orders/GetOrders/ByOrderType",
    "/api/Inventory/ScrollTransactions/{scrollId}",
    "/api/Inventory/RecalculateReservedInventory",
    "/api/Settings/CustomerSettings",
    "/api/Deliveries/{deliveryId}",
    "/api/Deliveries/{deliveryId}/PurchaseOrderLines",
    "/api/PurchaseOrders/{purchaseOrderId}",
    "/api/PurchaseOrders/Extended/{purchaseOrderId}",
    "/api/PurchaseOrders/Scroll/{scrollId}",
    "/api/Suppliers/{supplierId}"
  ],
  [
    "POST",
    "/api/Orders/ExistMany",
    "/api/Orders/SearchByCustomProperties",
    "/api/Orders/ImportMany",
    "/api/Orders/OrderLines/Cancel",
    "/api/Orders/ExportOrders",
    "/api/Products/UpdateMany",
    "/api/Products/Query",
    "/api/Products/Query/Scroll",
    "/api/Products/Assets/AddAsset/{productId}",
    "/api/Inventory",
    "/api/Inventory/AddMany",
    "/api/Stores/Enrich",
    "/api/Deliveries/Search",
    "/api/Deliveries/CreateDelivery/{purchaseOrderId}",
    "/api/Deliveries/ProcessGoodsReception",
    "/api/Deliveries/{deliveryId}/ProcessGoodsReception",
    "/api/Deliveries/{deliveryId}/AddInternalDeliveryComment",
    "/api/Deliveries/{deliveryId}/AddPublicDeliveryComment",
    "/api/PurchaseOrders",
    "/api/PurchaseOrders/Search",
    "/api/PurchaseOrders/Scroll",
    "/api/PurchaseOrders/{purchaseOrderId}/UpdateStatus",
    "/api/PurchaseOrders/{purchaseOrderId}/OrderLines/{lineItemId}/Cancel",
    "/api/Suppliers/Search",
    "/api/EventLog/Search",
    "/api/Trigger",
    "/api/Files/{serviceType}/Download",
    "/api/Invoices/AddInvoice",
    "/api/Invoices/{invoiceId}/AddAsset"
  ],
  [
    "PUT",
    "/api/OrderShipments/{orderId}/AddOrderLinesToShipment",
    "/api/Deliveries",
    "/api/Deliveries/UpdateMany",
    "/api/PurchaseOrders",
    "/api/Suppliers"
  ],
  ["PATCH", "/api/Deliveries/{deliveryId}", "/api/PurchaseOrders/{purchaseOrderId}"],
  [
    "DELETE",
    "/api/OrderShipments/{orderId}/DeleteShipments",
    "/api/Products/DeleteMany",
    "/api/Products/{productId}/Variants/{variantId}",
    "/api/Inventory/{sku}",
    "/api/Deliveries/{deliveryId}"
  ]
]

export const notSimulated: ReadonlyArray<Operation> = known.flatMap(([method, ...paths]) =>
  paths.map((path) => ({
    method,
    path,
    summary: "Not simulated",
    run: () => problemDetails(501, "Not Implemented", { detail: `${method} ${path} is not simulated` })
  }))
)
