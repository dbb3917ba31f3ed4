import { describe, expect, test } from "bun:test"
import * as OngoingOrderNumber from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import {
  type ExportDecision,
  exportDecision,
  exportStatuses,
  type ShipmentToDecide
} from "@omnium-ongoing/domain/order-export/ExportDecision"
import type { Cause } from "@omnium-ongoing/domain/sync/Cause"
import { Option } from "effect"
import fc from "fast-check"
import { orderNumber, shipmentId } from "../../support/Arbitraries.ts"
import {
  at,
  exampleLine,
  exampleOrder,
  exampleOrderType,
  exampleShipment,
  exampleStatus,
  exampleStore,
  property
} from "../../support/OrderExamples.ts"

const decide = (about: Partial<ShipmentToDecide>) =>
  exportDecision({
    order: exampleOrder(),
    shipment: exampleShipment(),
    store: exampleStore(),
    orderType: exampleOrderType,
    from: at("2026-11-01T00:00:00Z"),
    exportStatuses: undefined,
    trigger: "poll",
    ...about
  })

const skipped = (cause: Cause): ExportDecision => ({ _tag: "Skip", cause })

describe("export flow: a shipment of an IsOngoingStore warehouse", () => {
  test("is exported as {OrderNumber}-{ShipmentId} to the store's goods owner and warehouse", () => {
    expect(decide({})).toMatchObject({ _tag: "Export", goodsOwnerId: 7, warehouseId: 1, number: "EPIC000001-1" })
  })

  test("is exported at the very go-live line, not a millisecond before (R26)", () => {
    const from = at("2026-11-02T10:00:00.000Z")
    expect(decide({ from })._tag).toBe("Export")
    expect(decide({ from: at("2026-11-02T10:00:00.001Z") })).toEqual(skipped("older-than-from"))
  })

  test("is not exported twice", () => {
    const shipment = exampleShipment({ externalIds: [{ providerName: "OngoingOrderId", id: "4711" }] })
    expect(decide({ shipment })).toEqual(skipped("already-exported"))
    const other = exampleShipment({ externalIds: [{ providerName: "Ingrid", id: "4711" }] })
    expect(decide({ shipment: other })._tag).toBe("Export")
  })

  test.each(["true", "True", "1", "yes"])("is recognised by IsOngoingStore %s", (value) => {
    expect(decide({ store: exampleStore({ properties: [property("isongoingstore", value)] }) })._tag).toBe("Export")
  })

  test("of another warehouse is skipped", () => {
    const reason = skipped("not-an-ongoing-warehouse")
    expect(decide({ store: undefined })).toEqual(reason)
    expect(decide({ store: exampleStore({ properties: [] }) })).toEqual(reason)
    expect(decide({ store: exampleStore({ properties: [property("IsOngoingStore", "false")] }) })).toEqual(reason)
    expect(decide({ shipment: exampleShipment({ warehouseCode: undefined }) })).toEqual(reason)
  })
})

describe("a workflow call is trusted, but the export step fires for cancelling and shipping as well (R3)", () => {
  test.each(["OrderCanceled", "ordercanceled"])("%s on the shipment or the order is cancelled", (status) => {
    const shipment = exampleShipment({ orderStatus: status })
    expect(decide({ trigger: "workflow", shipment })).toEqual(skipped("cancelled"))
    expect(decide({ trigger: "workflow", order: exampleOrder({ status }) })).toEqual(skipped("cancelled"))
  })

  test("a shipment whose own status is Cancelled is cancelled", () => {
    expect(decide({ trigger: "operator", shipment: exampleShipment({ status: "Cancelled" }) })).toEqual(
      skipped("cancelled")
    )
  })

  test("an order that Omnium has deleted is cancelled, although its type lists no such status", () => {
    expect(decide({ trigger: "workflow", order: exampleOrder({ status: "Deleted" }) })).toEqual(skipped("cancelled"))
  })

  test.each(["Ship", "ReadyForPickup", "Completed", "Returned"])("%s is delivered already", (orderStatus) => {
    expect(decide({ trigger: "workflow", shipment: exampleShipment({ orderStatus }) })).toEqual(
      skipped("already-delivered")
    )
  })

  test("IsDeliveredShipment and the status Shipped are delivered already", () => {
    const marked = exampleShipment({ properties: [property("IsDeliveredShipment", "true")] })
    expect(decide({ trigger: "workflow", shipment: marked })).toEqual(skipped("already-delivered"))
    expect(decide({ trigger: "workflow", shipment: exampleShipment({ status: "Shipped" }) })).toEqual(
      skipped("already-delivered")
    )
  })

  test("any other status exports when it is asked for, and only exporting ones when it is not", () => {
    const shipment = exampleShipment({ orderStatus: "New" })
    expect(decide({ trigger: "workflow", shipment })._tag).toBe("Export")
    expect(decide({ trigger: "operator", shipment })._tag).toBe("Export")
    expect(decide({ trigger: "poll", shipment })).toEqual(skipped("status-does-not-export"))
    expect(decide({ trigger: "event", shipment })).toEqual(skipped("status-does-not-export"))
    expect(decide({ trigger: "poll", shipment, exportStatuses: ["new"] })._tag).toBe("Export")
  })

  test("the order's status counts where the shipment has none", () => {
    const shipment = exampleShipment({ orderStatus: undefined })
    expect(decide({ shipment })._tag).toBe("Export")
    expect(decide({ shipment, order: exampleOrder({ status: "New" }) })).toEqual(skipped("status-does-not-export"))
  })
})

describe("nothing to ship", () => {
  test.each([
    exampleLine({ quantity: 2, canceledQuantity: 1, deliveredQuantity: 1 }),
    exampleLine({ isVirtualProduct: true }),
    exampleLine({ isPackageBrokeDown: true })
  ])("is skipped: %#", (line) => {
    expect(decide({ shipment: exampleShipment({ lines: [line] }) })).toEqual(skipped("nothing-to-ship"))
  })
})

describe("what a person has to mend is dead and names what", () => {
  test("No Goods Owner ID: OngoingGoodsOwnerId missing or no number", () => {
    for (const externalIds of [[], [{ providerName: "OngoingGoodsOwnerId", id: "seven" }]]) {
      const decision = decide({ store: exampleStore({ externalIds }) })
      expect(decision).toMatchObject({ _tag: "Dead", cause: "no-goods-owner-id" })
      expect(decision).toHaveProperty("message", expect.stringContaining("main"))
    }
  })

  test("OngoingWarehouseId missing", () => {
    const externalIds = [{ providerName: "OngoingGoodsOwnerId", id: "7" }]
    expect(decide({ store: exampleStore({ externalIds }) })).toMatchObject({ _tag: "Dead", cause: "no-warehouse-id" })
  })

  test("a shipment id with a hyphen, a number of 51 characters", () => {
    expect(decide({ shipment: exampleShipment({ shipmentId: "1-2" }) })).toMatchObject({
      _tag: "Dead",
      cause: "shipment-id-with-hyphen"
    })
    expect(decide({ order: exampleOrder({ orderNumber: "A".repeat(48) }) })._tag).toBe("Export")
    expect(decide({ order: exampleOrder({ orderNumber: "A".repeat(49) }) })).toMatchObject({
      _tag: "Dead",
      cause: "order-number-too-long"
    })
  })

  test("an order id that Ongoing would cut", () => {
    expect(decide({ order: exampleOrder({ id: "A".repeat(49) }) })).toMatchObject({ cause: "order-number-too-long" })
  })

  test("no address, neither on the shipment nor for billing", () => {
    const shipment = exampleShipment({ address: undefined })
    expect(decide({ shipment })).toMatchObject({ _tag: "Dead", cause: "address-missing" })
    expect(decide({ shipment, order: exampleOrder({ billingAddress: exampleShipment().address }) })._tag).toBe("Export")
  })
})

describe("exportStatuses", () => {
  test("are those whose active step names the connector, whatever its case", () => {
    const step = (active: boolean, connector: string | undefined) => ({
      workflowSteps: [{ name: "ExportOrder", active, connector }]
    })
    const statuses = [
      exampleStatus("A", 1, "", step(true, "ongoing")),
      exampleStatus("B", 2, "", step(false, "Ongoing")),
      exampleStatus("C", 3, "", step(true, "Webhook")),
      exampleStatus("D", 4, "", step(true, undefined))
    ]
    expect(exportStatuses({ name: "Online", statuses })).toEqual(["A"])
    expect(exportStatuses({ name: "Online", statuses }, ["D"])).toEqual(["D"])
    expect(exportStatuses(undefined)).toEqual([])
  })

  test("are none whose only step is the one that cancels", () => {
    const steps = (...names: ReadonlyArray<string>) => ({
      workflowSteps: names.map((name) => ({ name, active: true, connector: "Ongoing" }))
    })
    const statuses = [
      exampleStatus("Stopped", 10, "", steps("OngoingOrderCancellation")),
      exampleStatus("Both", 20, "", steps("OngoingOrderCancellation", "OngoingOrderExporter"))
    ]
    expect(exportStatuses({ name: "Online", statuses })).toEqual(["Both"])
  })
})

describe("the order number", () => {
  test("round-trips, with hyphens in the order number too (X12)", () => {
    fc.assert(
      fc.property(orderNumber, shipmentId, (number, shipment) => {
        const made = OngoingOrderNumber.make(number, shipment)
        expect(OngoingOrderNumber.parse(made)).toEqual(Option.some({ orderNumber: number, shipmentId: shipment }))
      })
    )
  })
})
