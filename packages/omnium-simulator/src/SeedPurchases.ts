import type { CatalogueItem } from "@omnium-ongoing/simulator-kit/Catalogue"
import { purchasedLine } from "./Assortment.ts"
import { createDelivery } from "./DeliveryCreation.ts"
import { type PurchaseOrder, putPurchaseOrder } from "./PurchaseOrder.ts"
import { savePurchaseOrder } from "./Purchasing.ts"
import { putSupplier } from "./Supplier.ts"
import { isoOf, type Tenant, type Write } from "./Tenant.ts"

const day = 86_400_000

/** The suppliers of the first products, and an open purchase order whose goods are on their way to the main warehouse. */
export const seedPurchases = (tenant: Tenant, items: ReadonlyArray<CatalogueItem>, write: Write): void => {
  const now = isoOf(write.now)
  const [first] = items
  if (first === undefined) return
  for (const { supplierId, supplierName, countryOfOrigin } of items.slice(0, 40)) {
    if (tenant.suppliers.has(supplierId)) continue
    const supplier = {
      id: supplierId,
      name: supplierName,
      email: `ordre@${supplierId.toLowerCase()}.example.com`,
      address: { name: supplierName, line1: "Leverandørveien 1", countryCode: countryOfOrigin },
      defaultLeadTime: 14
    }
    tenant.suppliers.set(supplierId, putSupplier(undefined, supplier, now), write.record)
  }
  const order: PurchaseOrder = putPurchaseOrder(
    undefined,
    {
      status: "Confirmed",
      name: "Påfyll hovedlager",
      storeId: "epic_company_main_warehouse",
      supplierId: first.supplierId,
      supplierName: first.supplierName,
      billingCurrency: "NOK",
      purchaseOrderForm: {
        lineItems: items
          .filter((item) => item.supplierId === first.supplierId)
          .slice(0, 3)
          .map((item, line) => ({
            code: item.sku,
            quantity: 10 * (line + 1),
            placedPrice: item.cost,
            placedPriceExclTax: item.cost,
            warehouseCode: "epic_company_main_warehouse"
          }))
      }
    },
    "PO1001",
    (sku) => purchasedLine(tenant, sku),
    now
  )
  const made = createDelivery(
    order,
    {
      id: "D1001",
      lines: order.purchaseOrderForm.lineItems.map(({ lineItemId }) => ({ lineItemId })),
      existing: undefined,
      cancelsRemainingLines: false,
      expectedDeliveryDate: isoOf(write.now + 10 * day)
    },
    now
  )
  savePurchaseOrder(tenant, made.order, write)
  tenant.deliveries.set("D1001", { ...made.delivery, invoiceNumber: "F-20260105" }, write.record)
}
