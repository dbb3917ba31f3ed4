import { beforeAll, expect, test } from "bun:test"
import { frontDoorRoutes } from "@omnium-ongoing/ongoing-simulator/api/FrontDoor"
import { notSimulated } from "@omnium-ongoing/ongoing-simulator/api/NotSimulated"
import { operations } from "@omnium-ongoing/ongoing-simulator/api/operations/Operations"
import { installation } from "./Installation.ts"

type Json = Readonly<Record<string, unknown>>

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Json
  readonly style?: string
  readonly explode?: boolean
}

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
  readonly responses: Readonly<Record<string, Json>>
}

interface Document extends Json {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>
    readonly responses: Readonly<Record<string, Json>>
  }
}

let document: Document
beforeAll(async () => {
  // The document is what its own tests below say it is.
  document = (await (await installation().send("GET", "/_simulator/openapi.json")).json()) as Document
})

const templated = (path: string) => path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")

const described = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, path, operation }))
  )

/** Every object in the document, and where it stands. */
const objects = (value: unknown, at: string): ReadonlyArray<readonly [string, Json]> => {
  if (typeof value !== "object" || value === null) return []
  const below = Object.entries(value).flatMap(([key, each]) => objects(each, `${at}/${key}`))
  // Neither null nor a primitive.
  return Array.isArray(value) ? below : [[at, value as Json], ...below]
}

const target = (reference: string): unknown =>
  reference
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, part) =>
        typeof value === "object" && value !== null ? Reflect.get(value, part.replaceAll("~1", "/")) : undefined,
      document
    )

test("every operation of the front door is described, and what is only named is so too", () => {
  const routes = frontDoorRoutes().map(({ method, path }) => `${method} ${templated(path)}`)
  expect(Object.keys(operations).toSorted()).toEqual([...new Set(routes)].toSorted())
  const named = notSimulated.map(([method, path]) => `${method} ${templated(path)}`)
  expect(
    described()
      .map(({ key }) => key)
      .toSorted()
  ).toEqual([...new Set([...routes, ...named])].toSorted())
})

test("every reference leads somewhere, and every component is referred to", () => {
  const references = objects(document, "").flatMap(([, { $ref }]) => (typeof $ref === "string" ? [$ref] : []))
  expect(references.filter((reference) => target(reference) === undefined)).toEqual([])
  const { schemas, responses } = document.components
  const components = [
    ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
    ...Object.keys(responses).map((name) => `#/components/responses/${name}`)
  ]
  expect(components.filter((name) => !references.includes(name))).toEqual([])
  expect(Object.keys(schemas).filter((name) => !/^[A-Za-z0-9]+$/.test(name))).toEqual([])
})

test("no larger model is written out twice", () => {
  const models = objects(document, "").filter(
    ([, { type, properties }]) => type === "object" && Object.keys(properties ?? {}).length > 3
  )
  const places = Map.groupBy(models, ([, model]) => JSON.stringify(model)).values()
  expect([...places].filter((same) => same.length > 1).map((same) => same.map(([at]) => at))).toEqual([])
})

test("an operation has an id of its own, its parameters, and described answers", () => {
  expect(document.openapi).toBe("3.1.0")
  const ids = described().map(({ operation }) => operation.operationId)
  expect(ids).toHaveLength(new Set(ids).size)
  for (const { key, path, operation } of described()) {
    const inPath = operation.parameters.filter((parameter) => parameter.in === "path")
    expect({ key, names: inPath.map(({ name }) => name) }).toEqual({
      key,
      names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "")
    })
    expect(inPath.every(({ required }) => required)).toBe(true)
    const names = operation.parameters.map(({ name }) => name)
    expect(names).toHaveLength(new Set(names).size)
    for (const { schema, style, explode } of operation.parameters)
      if (schema.type === "array") expect({ key, style, explode }).toEqual({ key, style: "form", explode: true })
    expect(operation.summary).not.toBe("")
    for (const [status, answer] of Object.entries(operation.responses)) {
      expect({ key, status, isStatus: /^[245]\d\d$/.test(status) }).toEqual({ key, status, isStatus: true })
      expect({ key, status, says: "$ref" in answer || typeof answer.description === "string" }).toEqual({
        key,
        status,
        says: true
      })
    }
  }
})

test("what refuses a call before its operation looks at it is described, too", () => {
  const statusesOf = (key: string) =>
    Object.keys(described().find((each) => each.key === key)?.operation.responses ?? {})
  expect(statusesOf("PUT /returnOrders")).toEqual(["200", "400", "401", "403", "404", "413", "415", "429"])
  expect(statusesOf("DELETE /orders/{orderId}")).toEqual(["200", "400", "401", "403", "404", "413", "429"])
  expect(statusesOf("GET /goodsOwners")).toEqual(["401", "429", "501"])
})

test("schemas are of known types, and require only what they name", () => {
  const types = ["object", "array", "string", "number", "integer", "boolean", "null"]
  const schemas = [
    ...objects(document.components.schemas, "schemas"),
    ...described().flatMap(({ key, operation }) =>
      Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => objects(schema, key))
    )
  ].filter(([at]) => !at.endsWith("/properties"))
  const strays = schemas.filter(([, { type, required, properties, items, anyOf }]) => {
    const members = Object.keys(properties ?? {})
    return (
      (typeof type === "string" && !types.includes(type)) ||
      (type === "array" && items === undefined) ||
      (Array.isArray(anyOf) && anyOf.length !== new Set(anyOf.map((each) => JSON.stringify(each))).size) ||
      (Array.isArray(required) && !required.every((name) => members.includes(name)))
    )
  })
  expect(strays.map(([at]) => at)).toEqual([])
})

test("bodies and parameters are those that the front door reads", async () => {
  const { api } = installation()
  for (const { key, path, operation } of described()) {
    const call = path.replaceAll(/\{\w+\}/g, "1")
    const method = key.slice(0, key.indexOf(" "))
    const query = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name)
    const asked = await api(method, `${call}?${query.map((name) => `${name}=1`).join("&")}`, {})
    expect(await asked.text()).not.toContain("There is no parameter")

    const sent = operation.requestBody?.content["application/json"]?.schema
    if (sent === undefined) continue
    const members = Object.keys(Object((typeof sent.$ref === "string" ? target(sent.$ref) : sent) ?? {}).properties)
    // Nothing is of this shape, so every member that is read is refused by its name.
    const body = Object.fromEntries(["none", ...members].map((name) => [name, { none: [] }]))
    const answer = await api(method, query.includes("fileName") ? `${call}?fileName=1` : call, body)
    const { modelState } = (await answer.json()) as { readonly modelState?: object }
    const refused = Object.keys(modelState ?? {}).map((name) => name.split(".")[1] ?? "")
    expect({ key, refused: [...new Set(refused)].toSorted() }).toEqual({
      key,
      refused: ["none", ...members].toSorted()
    })
  }
})

test("members that generated clients cannot take as null may be left out, and are never null", () => {
  for (const [model, name, format] of [
    ["GetOrderInfo", "deliveryDate", "date"],
    ["GetOrderInfo", "createdDate", "date-time"],
    ["GetOrderTracking", "created", "date-time"],
    ["GetOrderPickedArticleItem", "inDate", "date-time"],
    ["GetPurchaseOrderArticleItem", "inDate", "date-time"],
    ["GetArticleItemInfo", "inDate", "date-time"],
    ["GetInventoryAdjustment", "inventoryTime", "date-time"]
  ] as const) {
    const { properties, required } = document.components.schemas[model] ?? {}
    expect(properties).toHaveProperty(name, { type: "string", format, pattern: expect.any(String) })
    expect(required).not.toContain(name)
  }
  expect(document.components.schemas).toHaveProperty("GetOrderInfo.required", expect.arrayContaining(["shippedTime"]))
})
