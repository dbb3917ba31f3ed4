import { remembered } from "@omnium-ongoing/simulator-kit/Remembered"
import { type Basis, RepeatedReads } from "@omnium-ongoing/simulator-kit/RepeatedReads"
import type { SharedRoutes } from "@omnium-ongoing/simulator-kit/SharedRoutes"
import type { Call, Door, World } from "@omnium-ongoing/simulator-kit/World"
import { Hono } from "hono"
import { getPath } from "hono/utils/url"
import { basicAuthorization } from "../BasicAuthorization.ts"
import type { Warehouse } from "../Warehouse.ts"
import { writesOf } from "../WarehouseJson.ts"
import { allowedMethods } from "./Allowed.ts"
import { ApiError, errorBody } from "./ApiError.ts"
import { articleRegisters } from "./ArticleRegisters.ts"
import { articles } from "./Articles.ts"
import { Desk, type Env, type Guard } from "./Desk.ts"
import { files } from "./Files.ts"
import { inventory } from "./Inventory.ts"
import { notSimulated } from "./NotSimulated.ts"
import { orderPatches } from "./OrderPatches.ts"
import { orderPickability } from "./OrderPickability.ts"
import { orders } from "./Orders.ts"
import { parcels } from "./Parcels.ts"
import { purchaseOrderPatches } from "./PurchaseOrderPatches.ts"
import { purchaseOrders } from "./PurchaseOrders.ts"
import { rateLimited } from "./RateLimits.ts"
import { registers } from "./Registers.ts"
import { returnOrders } from "./ReturnOrders.ts"
import { wayBillRows } from "./WayBillRows.ts"
import { oneWriteAtATime } from "./WriteQueue.ts"

const resources = [
  registers,
  articleRegisters,
  articles,
  orders,
  orderPickability,
  orderPatches,
  parcels,
  wayBillRows,
  files,
  purchaseOrders,
  purchaseOrderPatches,
  returnOrders,
  inventory
]

export interface Access {
  readonly user: string
  readonly password: string
  /** The path segment of the installation. */
  readonly warehouse: string
  readonly routes: SharedRoutes
}

/** The vendor's REST API over one world. */
export const frontDoor = (world: World<Warehouse>, access: Access): Door => {
  const base = `/${access.warehouse}/api/v1`
  const api = new Hono<Env>({ router: access.routes.router(), getPath: pathOf }).basePath(base)
  const desk = new Desk(world)
  const authorization = basicAuthorization(access.user, access.password)
  const authorised: Guard = ({ headers }, _path, next) => {
    const sent = headers.get("authorization")
    if (sent === authorization) return next()
    const body = errorBody(new ApiError(401, whyStranger(sent)), desk.warehouse.settings)
    return Response.json(body, { status: 401, headers: { "www-authenticate": 'Basic realm="Ongoing"' } })
  }
  const limited = rateLimited(desk)
  const queued = oneWriteAtATime(desk)
  // Not as middleware, which would cost every call.
  const guarded = (request: Request, call: Call) => {
    const path = pathOf(request)
    const answer = () => api.fetch(request, call)
    return path === base || path.startsWith(`${base}/`)
      ? limited(request, path, () => authorised(request, path, () => queued(request, path, answer)))
      : answer()
  }
  for (const resource of resources) resource(api, desk)
  for (const [method, path] of notSimulated)
    api.on(method, path, () => {
      throw new ApiError(501, `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")} is not simulated.`)
    })
  const allowed = allowedMethods(api.routes)
  api.notFound(({ req }) => {
    const methods = allowed(req.path)
    const status = methods.length === 0 ? 404 : 405
    const error = new ApiError(status, noOperation(req.method, req.path, methods))
    const headers = methods.length === 0 ? {} : { allow: methods.join(", ") }
    return Response.json(errorBody(error, desk.warehouse.settings), { status, headers })
  })
  api.onError((error) => {
    if (!(error instanceof ApiError)) throw error
    return Response.json(errorBody(error, desk.warehouse.settings), { status: error.status })
  })
  const reads = new RepeatedReads()
  /** What a read is answered from; undefined where it may be answered another way each time. */
  const basisOf = (request: Request): Basis | undefined => {
    const { state } = world
    const { settings } = state
    const isPlain = request.method === "GET" && settings.rateLimits.length === 0 && settings.lineDelayReads === 0
    return isPlain && request.headers.get("authorization") === authorization
      ? { state, settings, writes: writesOf(state) }
      : undefined
  }
  return {
    fetch: (request, call) => {
      const basis = basisOf(request)
      const work = () => guarded(request, call)
      return basis === undefined ? work() : reads.answer(request.url, basis, call.headers, work)
    },
    known: (request) => {
      const basis = basisOf(request)
      return basis && reads.known(request.url, basis)
    }
  }
}

/** Hono reads a path sign by sign, twice for every call. */
const pathOf = (request: Request): string => {
  const { url } = request
  return url.includes("?") ? getPath(request) : knownPathOf(url)
}

const knownPathOf = remembered(1000, (url) => getPath(new Request(url)))

const whyStranger = (sent: string | null): string => {
  if (sent === null) return "There is no Authorization header: every call is made with HTTP Basic."
  return /^basic /i.test(sent)
    ? "Wrong user name or password."
    : `The Authorization is '${sent.split(" ", 1)[0]}', not HTTP Basic.`
}

const noOperation = (method: string, path: string, methods: ReadonlyArray<string>): string => {
  const start = `There is no operation ${method} ${path}`
  if (methods.length === 0) return `${start}.`
  const put = method === "POST" && methods.includes("PUT") ? " Use PUT: it creates and updates." : ""
  return `${start}; this path has ${methods.join(", ")}.${put}`
}

/** The operations that are simulated. */
export const frontDoorRoutes = (): ReadonlyArray<{ readonly method: string; readonly path: string }> => {
  const api = new Hono<Env>()
  const nowhere = new Desk(undefined as never) // Registering routes asks the desk nothing.
  for (const resource of resources) resource(api, nowhere)
  return api.routes
}

/** Their paths in the installation, parameters in braces. */
export const frontDoorPaths = (warehouse: string): ReadonlySet<string> =>
  new Set(frontDoorRoutes().map(({ path }) => `/${warehouse}/api/v1${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`))
