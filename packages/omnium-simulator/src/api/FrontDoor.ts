import { nearestName } from "@omnium-ongoing/simulator-kit/NearestName"
import { type Basis, RepeatedReads } from "@omnium-ongoing/simulator-kit/RepeatedReads"
import type { SharedRoutes } from "@omnium-ongoing/simulator-kit/SharedRoutes"
import type { Call, Door, World } from "@omnium-ongoing/simulator-kit/World"
import { type Context, Hono } from "hono"
import { Refusal } from "../Refusal.ts"
import { missingRole } from "../Roles.ts"
import { isoOf, type Tenant } from "../Tenant.ts"
import { writesOf } from "../TenantModel.ts"
import { expiryOf } from "./AccessToken.ts"
import { MalformedBody, malformed, problemDetails, refusal, tooMany, unauthorised } from "./Answer.ts"
import { Exchange } from "./Exchange.ts"
import { limiter } from "./Limits.ts"
import { isReading, methodsAt, operations, resourceOfOperation } from "./Operations.ts"
import { queryProblems } from "./Queries.ts"
import { tokenAnswer } from "./Token.ts"

export interface FrontDoorOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Members that a model does not have are ignored instead of refused. */
  readonly isLenient: boolean
  readonly routes: SharedRoutes
}

const tokenPath = "/api/token"

const hintFor = (path: string): string => {
  if (!/^\/api(\/|$)/i.test(path)) return "; the API lies under /api"
  const meant = nearestName(
    path,
    operations.map((operation) => operation.path)
  )
  return meant === undefined ? "" : `; did you mean ${meant}`
}

/** The API of one world. Routes are matched without regard to case; ids keep theirs. */
export const frontDoor = (world: World<Tenant>, options: FrontDoorOptions): Door => {
  const app = new Hono<{ Bindings: Call }>({
    router: options.routes.router(),
    getPath: (request) => pathOf(request.url).toLowerCase()
  })
  app.post(tokenPath, async (context) =>
    tokenAnswer(context.req.raw, await bodyText(context), world.clock.now(), options)
  )
  const strangerReason = authorisation(world, options)
  const excessOf = limiter(world)
  for (const operation of operations) {
    const segments = operation.path.split("/")
    const resource = resourceOfOperation(operation)
    const isRead = isReading(operation)
    app.on(operation.method, segments.map(routeSegment).join("/").toLowerCase(), async (context) => {
      const request = context.req.raw
      const stranger = operation.isPublic === true ? undefined : strangerReason(request)
      if (stranger !== undefined) return unauthorised(stranger)
      const excess = excessOf(operation, context.env)
      if (excess !== undefined) return tooMany(excess.reason, excess.retryAfter)
      const role = resource && missingRole(world.state.settings.roles, resource, isRead)
      if (role !== undefined) {
        return problemDetails(403, "Forbidden", { detail: `The API user lacks the role ${role}` })
      }
      const queryErrors = options.isLenient ? [] : queryProblems(operation, request.url)
      if (queryErrors.length > 0) throw new MalformedBody(queryErrors)
      const body = operation.method === "GET" ? undefined : bodyOf(await bodyText(context))
      return operation.run(
        new Exchange(world, operation, context.env, {
          params: paramsOf(segments, request.url),
          url: request.url,
          body,
          isLenient: options.isLenient
        })
      )
    })
  }
  app.notFound((context) => {
    const { method } = context.req
    const path = pathOf(context.req.url)
    const methods = path.toLowerCase() === tokenPath ? ["POST"] : methodsAt(path)
    const start = `There is no operation ${method} ${path}`
    if (methods.length === 0) return problemDetails(404, "Not Found", { detail: `${start}${hintFor(path)}` })
    const answer = problemDetails(405, "Method Not Allowed", {
      detail: `${start}; this path has ${methods.join(", ")}`
    })
    answer.headers.set("allow", methods.join(", "))
    return answer
  })
  app.onError((error) => {
    if (error instanceof Refusal) return refusal(error.status, error.message)
    if (error instanceof MalformedBody) return malformed(error)
    throw error
  })
  const reads = new RepeatedReads()
  /** What a read is answered from; undefined where it may be answered another way each time. */
  const basisOf = (request: Request): Basis | undefined => {
    const { state } = world
    const { settings } = state
    return isPlainRead(request, settings) && strangerReason(request) === undefined
      ? { state, settings, writes: writesOf(state) }
      : undefined
  }
  return {
    fetch: (request, call) => {
      const basis = basisOf(request)
      const work = () => app.fetch(request, call)
      return basis === undefined ? work() : reads.answer(request.url, basis, call.headers, work)
    },
    known: (request) => {
      const basis = basisOf(request)
      return basis && reads.known(request.url, basis)
    }
  }
}

/** A scroll moves on with each read, a limit counts them, and an index that lags answers by the time. */
const isPlainRead = (request: Request, { limits, switches }: Tenant["settings"]): boolean =>
  request.method === "GET" && limits === undefined && switches.indexLag === 0 && !/scroll/i.test(request.url)

const routeSegment = (segment: string): string => (segment.startsWith("{") ? `:${segment.slice(1, -1)}` : segment)

const pathOf = (url: string): string => {
  const start = url.indexOf("/", url.indexOf("//") + 2)
  const mark = url.indexOf("?", start)
  const path = mark === -1 ? url.slice(start) : url.slice(start, mark)
  return path.endsWith("/") ? path.replace(/(?<=.)\/+$/, "") : path
}

const paramsOf = (segments: ReadonlyArray<string>, url: string): ReadonlyMap<string, string> => {
  const sent = pathOf(url).split("/")
  const params = new Map<string, string>()
  segments.forEach((segment, position) => {
    if (segment.startsWith("{")) params.set(segment.slice(1, -1), decoded(sent[position] ?? ""))
  })
  return params
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const bodyText = async ({ req, env }: Context<{ Bindings: Call }>): Promise<string> => {
  const text = await req.raw.text()
  env.received(text)
  return text
}

const bodyOf = (text: string): unknown => {
  if (text.trim() === "") return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new MalformedBody([{ path: "$", message: `The body is not JSON: ${(error as Error).message}` }])
  }
}

/** Why the call comes from nobody that is known. Most come with the token of the call before, so it is remembered. */
const authorisation = (world: World<Tenant>, { clientId, clientSecret }: FrontDoorOptions) => {
  let known = { token: "", expiresAt: 0 }
  return (request: Request): string | undefined => {
    const sent = request.headers.get("authorization")
    if (sent === null) return "There is no Authorization header; get a token with POST /api/Token"
    const [scheme, token] = sent.split(" ")
    if (scheme?.toLowerCase() !== "bearer" || token === undefined) return "The Authorization is not 'Bearer {token}'"
    if (token !== known.token) {
      const expiresAt = expiryOf(token, clientId, clientSecret)
      if (expiresAt === undefined) return "The token was not issued here, or for another secret"
      known = { token, expiresAt }
    }
    return known.expiresAt > world.clock.now() / 1000
      ? undefined
      : `The token expired at ${isoOf(known.expiresAt * 1000)}; get another with POST /api/Token`
  }
}
