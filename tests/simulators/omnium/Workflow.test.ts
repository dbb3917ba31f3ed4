import { describe, expect, test } from "bun:test"
import { type Answer, orderOf, sandbox } from "./Sandbox.ts"

const connector = { url: "http://connector.test", secret: "s3cret" }
const inProgress = { status: "InProgress" }

const only = async (step: Readonly<Record<string, unknown>>, connectorBox: Awaited<ReturnType<typeof sandbox>>) =>
  connectorBox.back("PUT", "orderTypes", [
    {
      name: "Online",
      orderStatuses: [
        { name: "New", order: 1 },
        {
          name: "InProgress",
          order: 2,
          workflowSteps: [{ name: "OngoingOrderExporter", connector: "Ongoing", ...step }]
        }
      ]
    }
  ])

describe("a workflow step of connector Ongoing", () => {
  test("is called with the saved order when an order enters its status", async () => {
    const { ok, sent, pass, until, back } = await sandbox({ connector })
    await ok("POST", "/api/Orders", orderOf("A"))
    await back("PUT", "eventSubscriptions", [])
    sent.length = 0
    await ok("POST", "/api/Orders/A/UpdateStatus", { ...inProgress, shipmentInfo: { shipmentId: "1" } })
    expect(sent).toEqual([])
    pass(0)
    await until(() => sent.some((call) => call.path.includes("workflow")))
    const call = sent.find((candidate) => candidate.path.includes("workflow"))
    expect(call?.path).toBe("/tenants/epic/workflow/OngoingOrderExporter")
    expect(call?.authorization).toBe("Bearer s3cret")
    expect(call?.body).toMatchObject({
      value: { id: "A", status: "InProgress" },
      workflowStep: { name: "OngoingOrderExporter", connector: "Ongoing" }
    })
    await until(async () =>
      (await back("GET", "eventDeliveries")).some(
        (delivery: Answer) =>
          delivery.kind === "workflow" && delivery.state === "delivered" && delivery.status === 200 && !delivery.secret
      )
    )
  })

  test("is called for an order created in its status, and not without workflow or for patches", async () => {
    const { ok, sent, pass, until, back } = await sandbox({ connector })
    await back("PUT", "eventSubscriptions", [])
    await ok("POST", "/api/Orders", orderOf("A"))
    await ok("POST", "/api/Orders/A/UpdateStatus", { ...inProgress, skipRunWorkflow: true })
    await ok("PATCH", "/api/Orders/A/PatchOrder", { status: "InProgress" })
    await ok("POST", "/api/Orders/AddMany", [orderOf("C", 1, inProgress)])
    await ok("POST", "/api/Orders", orderOf("B", 1, inProgress))
    pass(0)
    await until(() => sent.length > 0)
    expect(sent.map((call) => (call.body.value as Answer).id)).toEqual(["B"])
  })

  test("may write back at once: the order is saved and free", async () => {
    const box = await sandbox({ connector })
    const { ok, pass, until, connector: answers } = box
    await box.back("PUT", "eventSubscriptions", [])
    let written: number | undefined
    answers.answer = async () => {
      written = (await box.api("PATCH", "/api/Orders/A/PatchOrder", { tags: ["exported"] })).status
      return new Response()
    }
    await ok("POST", "/api/Orders", orderOf("A", 1, inProgress))
    pass(0)
    await until(() => written !== undefined)
    expect(written).toBe(200)
  })

  test("that runs before the save finds the order missing when created and locked when changed", async () => {
    const box = await sandbox({ connector })
    const { ok, api } = box
    await box.back("PUT", "eventSubscriptions", [])
    await only({ active: true, runAfterOrderIsSaved: false }, box)
    const seen: Array<number> = []
    box.connector.answer = async () => {
      seen.push((await api("GET", "/api/Orders/A")).status)
      seen.push((await api("PATCH", "/api/Orders/A/PatchOrder", { tags: ["x"] })).status)
      return new Response()
    }
    await ok("POST", "/api/Orders", orderOf("A", 1, inProgress))
    await ok("POST", "/api/Orders/A/UpdateStatus", inProgress)
    expect(seen).toEqual([404, 404, 200, 409])
    expect((await api("PATCH", "/api/Orders/A/PatchOrder", { tags: ["x"] })).status).toBe(200)
  })

  test("that fails before the save is told in the answer, and aborts when it stops on errors", async () => {
    const box = await sandbox({ connector })
    await box.back("PUT", "eventSubscriptions", [])
    box.connector.answer = () => new Response(null, { status: 503 })
    await box.ok("POST", "/api/Orders", orderOf("A"))
    for (const stopOnError of [false, true]) {
      await only({ active: true, runAfterOrderIsSaved: false, stopOnError }, box)
      const result = await box.ok("POST", "/api/Orders/A/UpdateStatus", inProgress)
      expect(result.isAborted).toBe(stopOnError)
      expect(result.orderActionExecutionResults).toMatchObject([
        { actionType: "OngoingOrderExporter", actionStatus: "Error", errorReason: "The connector answered 503" }
      ])
    }
  })

  test("is left out when it is inactive, of another connector or disabled for the market", async () => {
    const box = await sandbox({ connector })
    await box.back("PUT", "eventSubscriptions", [])
    const steps = [
      { active: false },
      { active: true, connector: "Other" },
      { active: true, disabledForMarkets: ["epic_market_no"] },
      { active: true, enabledForWarehouses: ["epic_company_second_warehouse"] }
    ]
    for (const [number, step] of steps.entries()) {
      await only(step, box)
      await box.ok("POST", "/api/Orders", orderOf(`A${number}`, 1, inProgress))
    }
    expect(await box.back("GET", "eventDeliveries")).toEqual([])
  })

  test("sends the export model when the workflow is set so", async () => {
    const box = await sandbox()
    await box.back("PUT", "workflow", { url: "http://connector.test/hook/", secret: "x", payload: "order" })
    await box.ok("POST", "/api/Orders", orderOf("A"))
    await box.ok("POST", "/api/Orders/A/UpdateStatus", { ...inProgress, shipmentInfo: { shipmentId: "1" } })
    box.pass(0)
    await box.until(() => box.sent.length > 0)
    expect(box.sent[0]).toMatchObject({
      path: "/hook/OngoingOrderExporter",
      body: { order: { id: "A" }, shipment: { shipmentId: "1" } }
    })
  })
})

describe("event subscriptions", () => {
  const subscribed = async () => {
    const box = await sandbox()
    await box.back("PUT", "eventSubscriptions", [
      { url: "http://connector.test/events", secret: "x", className: "order" }
    ])
    return box
  }

  test("are told that something happened, without the order", async () => {
    const { ok, sent, pass, until } = await subscribed()
    await ok("POST", "/api/Orders", orderOf("A"))
    pass(0)
    await until(() => sent.length === 1)
    expect(sent[0]?.body).toMatchObject({
      operationId: 110106,
      className: "Order",
      subClassName: "Online",
      objectId: "A",
      market: "epic_market_no",
      status: "New",
      timestamp: "2026-11-01T08:00:00.000Z"
    })
    expect(sent[0]?.body.orderForm).toBeUndefined()
  })

  test("are told again after 1, 5 and 15 seconds of the world's clock, with the same event, and then no more", async () => {
    const { ok, sent, pass, until, back, connector: answers } = await subscribed()
    answers.answer = () => new Response(null, { status: 503 })
    await ok("POST", "/api/Orders", orderOf("A"))
    pass(0)
    const attempts = async () => (await back("GET", "eventDeliveries"))[0].attempts.length
    await until(async () => (await attempts()) === 1)
    for (const [advance, total] of [
      ["PT0.999S", 1],
      ["PT0.001S", 2],
      ["PT4.999S", 2],
      ["PT0.001S", 3],
      ["PT14.999S", 3],
      ["PT0.001S", 4],
      ["PT24H", 4]
    ] as const) {
      await back("POST", "clock", { advance })
      expect(await attempts()).toBe(total)
    }
    expect(new Set(sent.map((call) => call.body.id)).size).toBe(1)
    expect(sent).toHaveLength(4)
    expect((await back("GET", "eventDeliveries"))[0]).toMatchObject({ state: "failed", status: 503 })
  })

  test("are not told again after 2xx, 400, 404 or 429", async () => {
    for (const status of [204, 400, 404, 429]) {
      const { ok, sent, pass, until, back, connector: answers } = await subscribed()
      answers.answer = () => new Response(null, { status })
      await ok("POST", "/api/Orders", orderOf("A"))
      pass(0)
      await until(async () => (await back("GET", "eventDeliveries"))[0].attempts.length === 1)
      await back("POST", "clock", { advance: "PT1H" })
      expect(sent).toHaveLength(1)
    }
  })

  test("hear only of what they asked for", async () => {
    const { ok, back } = await subscribed()
    await ok("PATCH", "/api/Products/P1000", { brand: "Annet" })
    expect(await back("GET", "eventDeliveries")).toEqual([])
  })

  test("can be told once more by hand", async () => {
    const { ok, sent, pass, until, send, back } = await subscribed()
    await ok("POST", "/api/Orders", orderOf("A"))
    pass(0)
    await until(() => sent.length === 1)
    const [{ id }] = await back("GET", "eventDeliveries")
    expect((await send("POST", `/_simulator/eventDeliveries/${id}/replay`)).status).toBe(202)
    pass(0)
    await until(() => sent.length === 2)
    expect(sent[1]?.body).toEqual(sent[0]?.body as Answer)
  })
})
