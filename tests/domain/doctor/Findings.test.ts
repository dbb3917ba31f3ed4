import { describe, expect, test } from "bun:test"
import { barcodeFinding } from "@omnium-ongoing/domain/doctor/BarcodeFinding"
import { environmentFindings, goodsOwnerFindings } from "@omnium-ongoing/domain/doctor/EnvironmentFindings"
import { exportFindings, goLiveFinding } from "@omnium-ongoing/domain/doctor/ExportFindings"
import type { Finding } from "@omnium-ongoing/domain/doctor/Finding"
import { optionFinding } from "@omnium-ongoing/domain/doctor/OptionFinding"
import { orderStatusFindings, purchaseOrderStatusFindings } from "@omnium-ongoing/domain/doctor/StatusFindings"
import { storeFindings, warehouseFindings } from "@omnium-ongoing/domain/doctor/StoreFindings"
import { answerFinding, clockFinding } from "@omnium-ongoing/domain/doctor/SystemFindings"
import { taskFindings, unmatchedFinding, workFindings } from "@omnium-ongoing/domain/doctor/WorkFindings"
import type { OmniumStore } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import {
  MalformedAnswer,
  Refused,
  Unauthorised,
  Unavailable,
  type UpstreamReason
} from "@omnium-ongoing/domain/ports/Upstream"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Option } from "effect"
import {
  at,
  exampleOrder,
  exampleOrderType,
  exampleShipment,
  exampleStatus,
  exampleStore
} from "../../support/OrderExamples.ts"

const severities = (findings: ReadonlyArray<Finding>) => findings.map((finding) => finding.severity)

const store = (id: string, changes: Partial<OmniumStore> = {}) => exampleStore({ id, ...changes })

const ids = (owner: string | undefined, warehouse: string | undefined) => ({
  externalIds: [
    ...(owner === undefined ? [] : [{ providerName: "OngoingGoodsOwnerId", id: owner }]),
    ...(warehouse === undefined ? [] : [{ providerName: "OngoingWarehouseId", id: warehouse }])
  ]
})

describe("stores", () => {
  test("with all they need are in order", () => {
    expect(severities(storeFindings([store("main"), store("shop", { properties: [], externalIds: [] })]))).toEqual([
      "ok"
    ])
  })

  test("none of which is Ongoing's: Orders not exporting", () => {
    const [finding] = storeFindings([store("shop", { properties: [], externalIds: [] })])
    expect(finding).toMatchObject({
      severity: "error",
      message: expect.stringContaining("Orders not exporting: Warehouse not configured"),
      advice: expect.stringContaining("Verify IsOngoingStore property")
    })
  })

  test("marked IsOngoingStore without ids: No Goods Owner ID, and Inventory not syncing", () => {
    expect(storeFindings([store("main", ids(undefined, "x"))])).toMatchObject([
      {
        severity: "error",
        message: expect.stringMatching(/^No Goods Owner ID: Missing external ID\..*\bmain\b/),
        advice: expect.stringContaining("Add OngoingGoodsOwnerId to store main")
      },
      {
        severity: "error",
        message: expect.stringMatching(/^Inventory not syncing: Warehouse ID mismatch\..*\bmain\b/),
        advice: expect.stringContaining("Ensure store has both OngoingGoodsOwnerId and OngoingWarehouseId")
      }
    ])
  })

  test("with ids that are not marked are told of, one by one", () => {
    const found = storeFindings([store("main"), store("second", { properties: [] })])
    expect(found).toMatchObject([{ severity: "warning", message: expect.stringContaining("second") }])
  })

  test("two of which are the same goods in the same warehouse are both told of", () => {
    const found = storeFindings([store("main"), store("second"), store("third", ids("7", "2"))])
    expect(found.map(({ severity, message }) => [severity, message.includes("third")])).toEqual([
      ["error", false],
      ["error", false]
    ])
  })

  test("that name a warehouse Ongoing does not have: Inventory not syncing", () => {
    const warehouses = [{ id: OngoingWarehouseId.make(1), name: "Oslo" }]
    expect(severities(warehouseFindings([store("main")], warehouses))).toEqual(["ok"])
    expect(warehouseFindings([store("main"), store("second", ids("7", "3"))], warehouses)).toMatchObject([
      { severity: "error", message: expect.stringMatching(/second names the warehouse 3; Ongoing has 1 \(Oslo\)/) }
    ])
  })
})

describe("the two systems", () => {
  const answers: ReadonlyArray<readonly [UpstreamReason, string]> = [
    [new Unauthorised({ message: "no" }), "connector.Username and connector.Password"],
    [new Unavailable({ status: Option.none(), message: "no connection" }), "connector.Host"],
    // Some installations answer a wrong password with 500.
    [new Unavailable({ status: Option.some(500), message: "An error has occurred." }), "connector.Password"],
    [new MalformedAnswer({ message: "answered 200 with HTML" }), "connector.Host"],
    [new Refused({ status: 403, message: "no" }), "connector.Host"]
  ]
  test.each(answers)("%o is an error with what to look at (C5)", (reason, advice) => {
    expect(answerFinding("ongoing", reason)).toMatchObject({
      severity: "error",
      advice: expect.stringContaining(advice)
    })
  })

  test("may mean credentials or transport by a 500, and then the same call is to be made with another client (C5)", () => {
    const curl = "curl --user 'WSI' 'https://api.ongoingsystems.se/epic/api/v1/orders/statuses'"
    const failed = new Unavailable({ status: Option.some(500), message: "An error has occurred" })
    const finding = answerFinding("ongoing", failed, curl)
    expect(finding.message).toContain("credentials or transport")
    for (const what of ["connector.Username and connector.Password", "goods owner", "another HTTP client", curl]) {
      expect(finding.advice).toContain(what)
    }
    const away = answerFinding("ongoing", new Unavailable({ status: Option.some(503), message: "Away" }), curl)
    expect(away.advice).not.toContain(curl)
  })

  test("answer", () => {
    expect(answerFinding("omnium", undefined).severity).toBe("ok")
  })

  test("with clocks more than a minute apart are told of, with how far and which way", () => {
    const ours = at("2026-11-02T08:00:00Z")
    expect(clockFinding("ongoing", at("2026-11-02T08:01:00Z"), ours).severity).toBe("ok")
    expect(clockFinding("ongoing", at("2026-11-02T07:59:00Z"), ours).severity).toBe("ok")
    expect(clockFinding("ongoing", at("2026-11-02T08:02:05Z"), ours)).toMatchObject({
      severity: "warning",
      message: "The clock of Ongoing is 2m 5s ahead of ours."
    })
    expect(clockFinding("omnium", at("2026-11-02T06:00:00Z"), ours).message).toContain("2h behind")
  })
})

describe("goods owners", () => {
  const owner = (id: number) => OngoingGoodsOwnerId.make(id)
  const own = { environment: "one", goodsOwners: [owner(7)] }

  test("shared with another environment are told of; the same environment twice is an error", () => {
    const other = (environment: string, ...owners: ReadonlyArray<number>) => ({
      tenant: "other",
      environment,
      goodsOwners: owners.map(owner)
    })
    expect(severities(environmentFindings(own, []))).toEqual(["ok"])
    expect(severities(environmentFindings(own, [other("two", 8)]))).toEqual(["ok"])
    expect(severities(environmentFindings(own, [other("one", 8)]))).toEqual(["ok"])
    expect(environmentFindings(own, [other("two", 8, 7)])).toMatchObject([
      { severity: "warning", message: expect.stringContaining("goods owner 7") }
    ])
    expect(severities(environmentFindings(own, [other("one", 7)]))).toEqual(["error"])
  })

  test("that Ongoing refuses are errors, with its own words", () => {
    const known = { id: owner(7), refusal: undefined }
    expect(severities(goodsOwnerFindings([known]))).toEqual(["ok"])
    expect(goodsOwnerFindings([known, { id: owner(9), refusal: "no access" }])).toMatchObject([
      { severity: "error", message: "Ongoing has no goods owner 9 for this user: no access." }
    ])
  })
})

describe("order export", () => {
  const withoutSteps = {
    ...exampleOrderType,
    statuses: exampleOrderType.statuses.map((status) => ({ ...status, workflowSteps: [] }))
  }

  test("needs a workflow step that uses the connector, or configured statuses that exist", () => {
    expect(severities(exportFindings([exampleOrderType], undefined))).toEqual(["ok"])
    expect(exportFindings([withoutSteps], undefined)).toMatchObject([
      { severity: "error", advice: expect.stringContaining("add a workflow step") }
    ])
    const [first] = withoutSteps.statuses
    expect(severities(exportFindings([withoutSteps], [first?.name.toUpperCase() ?? ""]))).toEqual(["ok"])
    expect(exportFindings([exampleOrderType], ["Nothing"])).toMatchObject([
      { severity: "error", message: expect.stringContaining("Nothing") }
    ])
  })

  test("leaves orders before `from` behind, and they are counted", () => {
    const from = at("2026-11-01T00:00:00Z")
    const shipment = exampleShipment({ warehouseCode: "main", externalIds: [] })
    const old = exampleOrder({ orderNumber: "OLD", created: at("2026-10-31T23:59:59Z"), shipments: [shipment] })
    const exported = {
      ...old,
      shipments: [{ ...shipment, externalIds: [{ providerName: "OngoingOrderId", id: "1" }] }]
    }
    const elsewhere = { ...old, shipments: [{ ...shipment, warehouseCode: "shop" }] }
    const stores = [store("main"), store("shop", { properties: [] })]
    expect(goLiveFinding([exported, elsewhere, { ...old, created: from }], stores, from).severity).toBe("ok")
    expect(goLiveFinding([old, exported, old], stores, from)).toMatchObject({
      severity: "warning",
      message: expect.stringMatching(/^At least 2 orders .* OLD, OLD\.$/)
    })
  })
})

describe("statuses", () => {
  const numbers = (...given: ReadonlyArray<number>) => given.map((number) => ({ number, text: undefined }))
  const type = (...statuses: ReadonlyArray<readonly [name: string, ongoing: string]>) => ({
    name: "Online",
    statuses: statuses.map(([name, ongoing], order) => exampleStatus(name, order, ongoing))
  })

  test("of orders: all that tell of the sending, the return and the cancellation have to mean something", () => {
    const complete = type(["Packed", "200,400"], ["Sent", "450,500"], ["Back", "800"], ["Gone", "1000"])
    expect(orderStatusFindings(complete, numbers(150, 200, 400, 450, 500, 800, 1000))).toMatchObject([
      { severity: "ok", message: expect.stringContaining("in 150") }
    ])
    expect(orderStatusFindings(complete, numbers(200, 400, 450, 451, 500, 800, 1000))).toMatchObject([
      { severity: "warning", message: expect.stringContaining("no order status means 451") }
    ])
    for (const untold of [425, 450, 451, 475, 500, 800, 1000]) {
      const rest = [200, 425, 450, 451, 475, 500, 800, 1000].filter((number) => number !== untold)
      expect(severities(orderStatusFindings(type(["All", rest.join()]), numbers(...rest, untold)))).toEqual(["warning"])
    }
  })

  test("of orders: none, unknown ones and those claimed twice are told of", () => {
    expect(severities(orderStatusFindings(type(["Packed", ""]), numbers(200)))).toEqual(["error"])
    const found = orderStatusFindings(type(["Packed", "200"], ["Sent", "200,450"], ["Odd", "461"]), numbers(200, 450))
    expect(found.map(({ message }) => message)).toEqual([
      "Order type Online: this installation of Ongoing has no status 461.",
      "Order type Online: more than one order status claims 200; the earlier one is taken."
    ])
  })

  test("of purchase orders: the seven, and what an installation has instead (X3)", () => {
    const seven = numbers(199, 200, 300, 400, 500, 900, 1000)
    expect(severities(purchaseOrderStatusFindings(seven))).toEqual(["ok"])
    expect(purchaseOrderStatusFindings([...seven, { number: 100, text: "Notified" }])).toMatchObject([
      { severity: "ok", message: expect.stringContaining("100 Notified") }
    ])
    expect(purchaseOrderStatusFindings(numbers(100, 200, 300, 400, 500, 900))).toMatchObject([
      { severity: "warning", message: expect.stringContaining("no status 199 Ankommet, 1000 Avbrutt") }
    ])
  })
})

describe("what was found before", () => {
  const item = (changes: Partial<WorkItem>): WorkItem => ({
    id: 1,
    tenant: "epic",
    flow: "order-export",
    key: "A-1/1",
    lane: "",
    source: "poll",
    state: "dead",
    attempts: 0,
    createdAt: at("2026-11-02T08:00:00Z"),
    notBefore: undefined,
    finishedAt: undefined,
    cause: "refused-by-ongoing",
    message: undefined,
    coalescedInto: undefined,
    ...changes
  })

  test("of a return that fails is told in the documentation's words", () => {
    expect(workFindings([item({ flow: "return-sync", cause: "return-line-unknown" })])).toMatchObject([
      {
        severity: "error",
        check: "return-sync",
        message: expect.stringContaining("Return sync fails: Line item mismatch"),
        advice: expect.stringContaining("Check OngoingReturnError property")
      }
    ])
  })

  test("is told once for each cause, with how many and which", () => {
    const found = workFindings([
      item({}),
      item({ id: 2, key: "A-2/1" }),
      item({ id: 3, flow: "inventory-sync", key: "sku", cause: "sku-matched-twice", state: "held" })
    ])
    expect(found).toMatchObject([
      {
        check: "list-of-work",
        message: expect.stringContaining("2 of the list of work: refused-by-ongoing: A-1/1, A-2/1")
      },
      { check: "skus", message: expect.stringContaining("sku-matched-twice") }
    ])
  })

  test("in the runs of tasks, and of articles without a product", () => {
    const run = {
      task: "OngoingSyncScheduledTask",
      tenant: "epic",
      startedAt: at("2026-11-02T08:00:00Z"),
      finishedAt: at("2026-11-02T08:00:00Z"),
      operations: [
        {
          name: "SyncOrders",
          done: 0,
          skipped: [],
          held: 0,
          failed: [{ key: "SyncOrders", cause: "ongoing-unavailable" as const, message: "503" }],
          calls: { ongoing: 1, omnium: 0 }
        }
      ]
    }
    expect(severities(taskFindings([]))).toEqual(["ok"])
    expect(taskFindings([run])).toMatchObject([
      { severity: "warning", advice: "Check scheduled task execution logs for sync errors." }
    ])
    expect(unmatchedFinding("main", 0).severity).toBe("ok")
    expect(unmatchedFinding("main", 3)).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("3 articles")
    })
  })
})

describe("the rest", () => {
  const sku = (skuId: string, ean: string | undefined) => ({ skuId, ean })

  test("an EAN of two SKUs is told of; a product that is listed twice is one", () => {
    const one = [sku("A", "1"), sku("B", undefined), sku("C", ""), sku("E", "")]
    expect(barcodeFinding([...one, ...one]).severity).toBe("ok")
    expect(barcodeFinding([...one, sku("D", " 1 ")])).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("1 by A, D")
    })
  })

  test("nothing switched on is told of", () => {
    const all = { SyncOrders: true, SyncPurchaseOrders: true, SyncReturns: true, SyncInventory: true }
    const none = { SyncOrders: false, SyncPurchaseOrders: false, SyncReturns: false, SyncInventory: false }
    expect(optionFinding(all).severity).toBe("ok")
    expect(optionFinding({ ...all, SyncReturns: false })).toMatchObject({
      severity: "ok",
      message: expect.stringContaining("SyncReturns")
    })
    expect(optionFinding(none)).toMatchObject({
      severity: "warning",
      advice: "Verify connector options are correctly configured."
    })
  })
})
