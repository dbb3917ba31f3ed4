import type { World } from "@omnium-ongoing/simulator-kit/World"
import type { Delivery } from "../Delivery.ts"
import { deliveryEvent, type Operation as EventOperation } from "../Events.ts"
import { refuse } from "../Refusal.ts"
import { type Tenant, takeNumber } from "../Tenant.ts"
import { deliveryExport } from "../Workflow.ts"
import { announce, callAfterSave } from "./Dispatching.ts"
import type { Exchange } from "./Exchange.ts"

export const requireDelivery = (exchange: Exchange, id: string): Delivery =>
  exchange.tenant.deliveries.get(id) ?? refuse(404, `Delivery ${id} does not exist`)

/** For writing: not while another operation holds it. */
export const openDelivery = (exchange: Exchange, id: string): Delivery => {
  const delivery = requireDelivery(exchange, id)
  exchange.refuseLocked("Delivery", id)
  return delivery
}

/** Every save of a delivery, whatever it changed, raises an event and runs the exporter. */
export const saveDelivery = (exchange: Exchange, delivery: Delivery, event: EventOperation): void => {
  const { tenant, world } = exchange
  const before = tenant.deliveries.get(delivery.id)
  tenant.deliveries.set(delivery.id, delivery, exchange.write.record)
  announce(world, deliveryEvent(event, delivery, before, String(takeNumber(tenant)), exchange.isoNow))
  exportDelivery(world, delivery)
}

const exportDelivery = (world: World<Tenant>, delivery: Delivery): void => {
  const call = deliveryExport(world.state.settings, delivery)
  if (call !== undefined) callAfterSave(world, delivery.id, call)
}
