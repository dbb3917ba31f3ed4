import { ofGoodsOwner, ofTenant } from "../sync/Lane.ts"
import type { Tenant } from "../sync/Tenant.ts"
import type { NewItem, Source } from "../sync/WorkItem.ts"
import type { DeliveryDecision } from "./DeliveryDecision.ts"

/**
 * The item that exports a delivery, in the lane of its goods owner. What a person has to mend first stays in the
 * tenant's own lane, so that it ends visibly.
 */
export const deliveryItem = (about: {
  readonly deliveryId: string
  readonly decision: Exclude<DeliveryDecision, { _tag: "Skipped" }>
  readonly tenant: Tenant
  readonly source: Source
  readonly run: string | undefined
}): NewItem => ({
  tenant: about.tenant.id,
  flow: "delivery-export",
  key: about.deliveryId,
  lane:
    about.decision._tag === "Export"
      ? ofGoodsOwner(about.tenant.installation, about.decision.goodsOwnerId)
      : ofTenant(about.tenant.id),
  source: about.source,
  ...(about.run === undefined ? {} : { run: about.run })
})
