import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { decodeBody, readBody, readJson } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { BackDoorError } from "@omnium-ongoing/simulator-kit/BackDoorError"
import { parseIsoDuration } from "@omnium-ongoing/simulator-kit/IsoDuration"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import { productDocuments, removeProduct } from "../Assortment.ts"
import { resend } from "../api/Dispatching.ts"
import { dispatchView } from "../Dispatch.ts"
import { changeSwitches } from "../Reservations.ts"
import { roleNames } from "../Roles.ts"
import { type Limits, lockKey, type Settings, type Tenant } from "../Tenant.ts"
import { OrderSettings, OrderType, ShipmentOption } from "../wire/Settings.ts"
import { list, type Problem, type Shape } from "../wire/Shape.ts"

const Workflow = Schema.Struct({
  url: Schema.NonEmptyString,
  secret: Schema.String,
  payload: Schema.optionalKey(Schema.Literals(["value", "order"]))
})

const Subscriptions = Schema.Array(
  Schema.Struct({
    url: Schema.NonEmptyString,
    secret: Schema.optionalKey(Schema.String),
    className: Schema.optionalKey(Schema.String),
    subClassName: Schema.optionalKey(Schema.String),
    category: Schema.optionalKey(Schema.String),
    operationId: Schema.optionalKey(Schema.Int),
    status: Schema.optionalKey(Schema.String),
    market: Schema.optionalKey(Schema.String),
    storeId: Schema.optionalKey(Schema.String)
  })
)

const Lock = Schema.Struct({
  entity: Schema.NonEmptyString,
  id: Schema.NonEmptyString,
  seconds: Schema.Number.check(Schema.isGreaterThanOrEqualTo(0))
})

const Switches = Schema.Struct({
  reserveAtOrder: Schema.optionalKey(Schema.Boolean),
  reduceAtShip: Schema.optionalKey(Schema.Boolean),
  receiveAddsStock: Schema.optionalKey(Schema.Boolean),
  /** An ISO 8601 duration, or seconds. */
  indexLag: Schema.optionalKey(Schema.Union([Schema.String, Schema.Number]))
})

const count = Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)))
const LimitsBody = Schema.Struct({
  concurrentPerUser: count,
  concurrentPerTenant: count,
  concurrentStockReads: count,
  concurrentBatchWrites: count,
  bucketCapacity: count,
  bucketRefill: count
})

/** As the vendor documents them. */
const publishedLimits: Limits = {
  concurrentPerUser: 20,
  concurrentPerTenant: 40,
  concurrentStockReads: 150,
  concurrentBatchWrites: 4,
  bucketCapacity: 12_000,
  bucketRefill: 1000
}

const Roles = Schema.Array(Schema.Literals(roleNames))

/** Configuration is read as it is pasted: in any case, switches as strings, unknown members left out. */
const configured = <A>(shape: Shape<A>, value: unknown): A => {
  const problems: Array<Problem> = []
  const read = shape.read(value, "", { lenient: true, problems })
  if (read === undefined || problems.length > 0) {
    throw new BackDoorError(400, problems.map((problem) => `${problem.path}: ${problem.message}`).join(" "))
  }
  return read
}

/** The list itself, or an object that has it under a name, as the settings of a tenant do. */
const unwrapped = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1] ?? value)
    : value

const lagOf = (lag: string | number): number => {
  const milliseconds = typeof lag === "number" ? lag * 1000 : parseIsoDuration(lag)
  if (milliseconds === undefined || milliseconds < 0) {
    throw new BackDoorError(400, `indexLag: "${lag}" is no ISO 8601 duration and no number of seconds`)
  }
  return milliseconds
}

/** What no call of the real API sets. */
export const backDoorExtras = (world: World<Tenant>, app: BackDoorApp): void => {
  const configure = (change: Partial<Settings>): void => {
    world.state.settings = { ...world.state.settings, ...change }
  }
  app.put("/orderTypes", async (context) => {
    const orderTypes = configured(list(OrderType), unwrapped(await readJson(context), "ordertypes"))
    if (orderTypes.length === 0) throw new BackDoorError(400, "At least one order type is needed")
    configure({ orderTypes })
    return Response.json(orderTypes)
  })
  app.put("/orderSettings", async (context) => {
    const orderSettings = configured(OrderSettings, unwrapped(await readJson(context), "ordersettings"))
    configure({ orderSettings })
    return Response.json(orderSettings)
  })
  app.put("/shipmentOptions/:market", async (context) => {
    const options = configured(list(ShipmentOption), unwrapped(await readJson(context), "shipmentoptions"))
    const record = world.ledger.recorder("PUT shipmentOptions", null)
    world.state.shipmentOptions.set(context.req.param("market").toLowerCase(), options, record)
    return Response.json(options)
  })
  app.put("/workflow", async (context) => {
    const { url, secret, payload = "value" } = await readBody(context, Workflow)
    configure({ workflow: { url, secret, payload } })
    return Response.json({ url, payload })
  })
  app.put("/eventSubscriptions", async (context) => {
    const eventSubscriptions = decodeBody(Subscriptions, await readJson(context))
    configure({ eventSubscriptions })
    return Response.json(eventSubscriptions.map(({ secret: _secret, ...subscription }) => subscription))
  })
  app.get("/eventDeliveries", () => Response.json([...world.state.dispatches.values()].map(dispatchView)))
  app.post("/eventDeliveries/:id/replay", (context) => {
    const dispatch = world.state.dispatches.get(context.req.param("id"))
    if (dispatch === undefined) throw new BackDoorError(404, `There is no delivery ${context.req.param("id")}`)
    resend(world, dispatch)
    return context.body(null, 202)
  })
  app.post("/locks", async (context) => {
    const { entity, id, seconds } = await readBody(context, Lock)
    const until = world.clock.now() + seconds * 1000
    world.state.locks.set(lockKey(entity, id), until, unrecorded)
    return Response.json({ entity, id, until: new Date(until).toISOString() }, { status: 201 })
  })
  app.delete("/products/:id", (context) => {
    const id = context.req.param("id")
    const documents = productDocuments(world.state, id)
    if (documents.length === 0) throw new BackDoorError(404, `There is no product ${id}`)
    const write = { now: world.clock.now(), record: world.ledger.recorder("DELETE products", null) }
    for (const product of documents) removeProduct(world.state, product, write)
    return context.body(null, 204)
  })
  app.put("/limits", async (context) => {
    const limits = { ...publishedLimits, ...(await readBody(context, LimitsBody)) }
    configure({ limits })
    return Response.json(limits)
  })
  app.delete("/limits", (context) => {
    configure({ limits: undefined })
    return context.body(null, 204)
  })
  app.put("/roles", async (context) => {
    const roles = decodeBody(Roles, await readJson(context))
    configure({ roles })
    return Response.json(roles)
  })
  app.put("/switches", async (context) => {
    const { indexLag, ...sent } = await readBody(context, Switches)
    const current = world.state.settings.switches
    const switches = { ...current, ...sent, indexLag: indexLag === undefined ? current.indexLag : lagOf(indexLag) }
    const write = { now: world.clock.now(), record: world.ledger.recorder("PUT switches", null) }
    changeSwitches(world.state, switches, write)
    return Response.json(switches)
  })
}
