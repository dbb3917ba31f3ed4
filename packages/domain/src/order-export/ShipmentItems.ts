import type { OmniumOrder } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType, OmniumStore } from "../omnium/OmniumSettings.ts"
import { make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import type { Cause } from "../sync/Cause.ts"
import { ofGoodsOwner, ofTenant } from "../sync/Lane.ts"
import type { Tenant } from "../sync/Tenant.ts"
import type { NewItem, Source } from "../sync/WorkItem.ts"
import { exportDecision } from "./ExportDecision.ts"

export interface OmniumSettings {
  readonly stores: ReadonlyArray<OmniumStore>
  readonly orderTypes: ReadonlyArray<OmniumOrderType>
}

/**
 * One item for each shipment that is to be exported, in the lane of its goods owner. What a person has to mend first
 * becomes an item of the tenant's own lane, so that it ends visibly; what does not concern Ongoing is only counted.
 */
export const shipmentItems = (
  order: OmniumOrder,
  settings: OmniumSettings,
  tenant: Tenant,
  source: Source,
  run: string | undefined
): { readonly items: ReadonlyArray<NewItem>; readonly skipped: ReadonlyArray<Cause> } => {
  const items: Array<NewItem> = []
  const skipped: Array<Cause> = []
  for (const shipment of order.shipments) {
    const decision = exportDecision({
      order,
      shipment,
      store: settings.stores.find((store) => store.id === shipment.warehouseCode),
      orderType: settings.orderTypes.find((type) => type.name === order.orderType),
      from: tenant.from,
      exportStatuses: tenant.exportStatuses,
      trigger: source
    })
    if (decision._tag === "Skip") {
      skipped.push(decision.cause)
      continue
    }
    items.push({
      tenant: tenant.id,
      flow: "order-export",
      key: shipmentKey(order.id, shipment.shipmentId),
      lane: decision._tag === "Export" ? ofGoodsOwner(tenant.installation, decision.goodsOwnerId) : ofTenant(tenant.id),
      source,
      ...(run === undefined ? {} : { run })
    })
  }
  return { items, skipped }
}
