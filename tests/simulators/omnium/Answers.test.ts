import { describe, expect, test } from "bun:test"
import { answerProblems } from "@omnium-ongoing/omnium-simulator/api/AnswerCheck"
import { operations } from "@omnium-ongoing/omnium-simulator/api/Operations"
import { orderOf, sandbox } from "./Sandbox.ts"

const problemsOf = (method: string, path: string, status: number, body?: unknown) =>
  answerProblems(new Request(`http://omnium.test${path}`, { method }), path, status, body)

describe("an answer outside its model is named", () => {
  const stored = async () => {
    const { ok } = await sandbox()
    return ok("POST", "/api/Orders", orderOf("A"))
  }

  test("by what is null, misspelt, missing or of another kind", async () => {
    const order = await stored()
    expect(problemsOf("GET", "/api/Orders/A", 200, order)).toEqual([])
    expect(problemsOf("GET", "/api/Orders/A", 200, { ...order, storeId: null })).toEqual([
      "storeId: The value must be a string."
    ])
    const { orderNumber: _left, ...nameless } = order
    expect(problemsOf("GET", "/api/Orders/A", 200, { ...nameless, OrderNumber: "A" })).toEqual([
      "orderNumber: It is spelt 'OrderNumber'.",
      "orderNumber: It is missing."
    ])
    expect(problemsOf("GET", "/api/Orders/A", 200, { ...order, created: "2026-11-01T08:00:00" })).toEqual([
      "created: 2026-11-01T08:00:00 is not written as UTC with milliseconds."
    ])
    const [shipment] = order.orderForm.shipments
    const orderForm = { ...order.orderForm, shipments: [{ ...shipment, label: "x" }] }
    expect(problemsOf("GET", "/api/Orders/A", 200, { ...order, orderForm })).toEqual([
      "orderForm.shipments[0].label: 'label' is not a member of this model; did you mean 'shippingLabel'."
    ])
  })

  test("by its status and its body", () => {
    expect(problemsOf("DELETE", "/api/Orders/A", 200)).toEqual(["It is answered 200 instead of 204."])
    expect(problemsOf("DELETE", "/api/Orders/A/", 204, undefined)).toEqual([])
    expect(problemsOf("DELETE", "/api/Orders/A", 204, {})).toEqual(["It has a body that is not described."])
    expect(problemsOf("GET", "/api/Nothing", 200, {})).toEqual([
      "GET /api/Nothing is no operation and was answered 200."
    ])
    expect(problemsOf("GET", "/api/Orders/A", 400)).toEqual(["Status 400 comes without a reason."])
    expect(problemsOf("GET", "/api/Orders/A", 418, "no")).toEqual(["Status 418 is none that this API answers."])
    expect(problemsOf("GET", "/api/Orders/A", 404, "no")).toEqual([])
    expect(problemsOf("GET", "/api/Orders/A", 404, { message: "no" })).toContain("title: It is missing.")
  })
})

describe("the OpenAPI document", () => {
  const described = async () => {
    const { back } = await sandbox()
    return back("GET", "openapi.json")
  }

  /** Every value of a key, at any depth. */
  const valuesOf = (value: unknown, key: string): ReadonlyArray<unknown> =>
    typeof value !== "object" || value === null
      ? []
      : Object.entries(value).flatMap(([name, member]) => [...(name === key ? [member] : []), ...valuesOf(member, key)])

  test("describes parameters, bodies and answers, and names what is not simulated", async () => {
    const { paths } = await described()
    expect(Object.keys(paths).length).toBeGreaterThan(80)
    expect(paths["/api/Orders/{orderId}/UpdateStatus"].post).toMatchObject({
      parameters: [{ name: "orderId", in: "path", required: true }],
      requestBody: {
        content: { "application/json": { schema: { $ref: "#/components/schemas/OmniumUpdateStatusPatch" } } }
      },
      responses: {
        "200": {
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/OmniumOrderWorkflowExecutionResultAnswer" } }
          }
        }
      }
    })
    expect(paths["/api/Inventory/{sku}"].get.parameters).toContainEqual({
      name: "warehouseIds",
      in: "query",
      schema: { type: "array", items: { type: "string" } }
    })
    expect(Object.keys(paths["/api/Trigger"].post.responses)).toEqual(["400", "401", "403", "413", "429", "501"])
  })

  test("holds every reference that it makes", async () => {
    const document = await described()
    const references = new Set(valuesOf(document, "$ref").map(String))
    expect(references.size).toBeGreaterThan(50)
    for (const reference of references) {
      const name = reference.replace("#/components/schemas/", "")
      expect(Object.keys(document.components.schemas[name] ?? {})).toContain("properties")
    }
  })

  test("has every operation, and only statuses that they answer with", async () => {
    const { api } = await sandbox()
    const { paths } = await described()
    for (const { method, path } of operations) {
      const response = await api(method, path.replaceAll(/[{}]/g, ""))
      expect(Object.keys(paths[path][method.toLowerCase()].responses)).toContain(String(response.status))
    }
    expect(Object.keys(paths)).toContain("/api/Token")
  })
})
