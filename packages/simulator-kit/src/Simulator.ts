import { Schema } from "effect"
import { addressOf } from "./Address.ts"
import { type BackDoorApp, backDoor } from "./BackDoor.ts"
import { decodeBody } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import { ConnectionFault } from "./ConnectionFault.ts"
import { type FaultPreset, inOrder, wirePresets } from "./FaultPreset.ts"
import { faultyAnswer, isPaced } from "./FaultyAnswer.ts"
import { type CallHeaders, jsonAnswer, knownBodies, plainAnswer } from "./KnownBody.ts"
import { commitLate } from "./LateCommit.ts"
import { LiveWorld } from "./LiveWorld.ts"
import type { RequestLog, RequestRow } from "./RequestLog.ts"
import { routeFinder } from "./RouteFinder.ts"
import { SharedRoutes } from "./SharedRoutes.ts"
import type { Call, Door, Host, Model, World } from "./World.ts"
import { defaultWorldName, type Worlds } from "./WorldDoor.ts"
import type { WorldStore } from "./WorldStore.ts"

/** Requests with more are refused with 413. */
export const maxRequestBytes = 64 * 1024 * 1024

/** With more effects than this, the laws of a world are looked at once for every 2 % more: a look costs more and more. */
const busyFrom = 400

export interface SimulatorParts<State, Options> {
  readonly model: Model<State, Options>
  readonly options: Options
  readonly seed: number
  readonly host: Host
  /** The vendor's API over one world. A Hono app rethrows what it does not know in `onError`, so that it gets logged. */
  readonly frontDoor: (world: World<State>) => Door
  /** More routes under `/_simulator`; a `BackDoorError` is answered with its status. */
  readonly backDoorExtras?: (world: World<State>, app: BackDoorApp) => void
  /** The page at `/` and what lies under `/board/`. It is given the simulator's own `fetch` for what its buttons do. */
  readonly board?: (world: World<State>, fetch: Simulator<State>["fetch"]) => Promise<Door>
  /** Failure cases of this system alone, beside those of the wire. */
  readonly presets?: ReadonlyArray<FaultPreset>
  /** What curl needs to be let in, with its secret in a variable of the shell. */
  readonly curlAuthorization?: string
  /** Described when somebody asks. */
  readonly openApi: () => Promise<unknown>
  /** The vendor's paths with their parameters in braces, for the counters. */
  readonly paths: () => Iterable<string>
  /** The options after a reset whose body has these members besides `seed`. Without it there may be none. */
  readonly resetOptions?: (members: Readonly<Record<string, unknown>>, options: Options) => Options
  /** What in this answer of the front door the vendor's model does not allow, one sentence each. */
  readonly answerProblems?: (
    request: Request,
    path: string,
    status: number,
    body: unknown
  ) => Promise<ReadonlyArray<string>>
  /** How many worlds there may be at once. */
  readonly mostWorlds?: number
  /** For tests: after every call the laws, save in a busy world, and the answer are looked at; what is wrong is a 500. */
  readonly selfCheck?: boolean
  /** Where the worlds outlive the process. */
  readonly store?: WorldStore | undefined
  /** Sets on a world's clock what its state says is due: it opens, is reset, or was read from a store or imported. */
  readonly arm?: (world: World<State>) => void
}

export interface Simulator<State> {
  readonly fetch: (request: Request) => Promise<Response>
  /** What `fetch` would answer, where that is known at once. */
  readonly known: (request: Request) => Response | undefined
  /** The world of this name, made on its first use. */
  readonly world: (name?: string) => World<State>
  /** Forgets every world. */
  readonly reset: () => void
}

interface Place<State, Options> {
  readonly world: LiveWorld<State, Options>
  readonly base: string
  readonly front: () => Door
  readonly back: () => Door
  readonly board: (() => Promise<Door>) | undefined
}

const ResetBody = Schema.StructWithRest(Schema.Struct({ seed: Schema.optionalKey(Schema.Int) }), [
  Schema.Record(Schema.String, Schema.Unknown)
])

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const nameRule = "a name has 1 to 64 letters, digits, dots, hyphens or underscores."

const refusal = (status: number, message: string): Response => Response.json({ message }, { status })

/** A door takes more memory than its world's data, so it is made when somebody comes to it. */
const once = <A>(make: () => A): (() => A) => {
  let made: A | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Many worlds behind one `fetch`. */
export const createSimulator = <State, Options>(parts: SimulatorParts<State, Options>): Simulator<State> => {
  const { model, host, board, mostWorlds = 10_000 } = parts
  const presets = inOrder([...wirePresets, ...(parts.presets ?? [])])
  const backRoutes = new SharedRoutes()
  const routeOf = routeFinder(parts.paths)
  const places = new Map<string, Place<State, Options>>()
  let pristine: { readonly options: Options; readonly seed: number; readonly state: State } | undefined

  /** Seeding may take long; a copy does not. */
  const freshState = (options: Options, seed: number): State => {
    if (pristine?.options !== options || pristine.seed !== seed) {
      pristine = { options, seed, state: model.create(options, seed) }
    }
    return model.copy(pristine.state)
  }

  const open = (name: string): Place<State, Options> => {
    if (!namePattern.test(name)) throw new BackDoorError(400, `"${name}" is no name of a world: ${nameRule}`)
    if (places.size >= mostWorlds) {
      throw new BackDoorError(
        409,
        `There are ${mostWorlds} worlds, and no more are allowed: DELETE /_simulator/worlds/{name} frees one.`
      )
    }
    const { store, arm } = parts
    const worldParts = { name, model, host, store, routeOf, arm }
    const kept = store?.load(name)
    const world =
      store === undefined || kept === undefined
        ? new LiveWorld(worldParts, freshState(parts.options, parts.seed), { options: parts.options, seed: parts.seed })
        : LiveWorld.opened(worldParts, store, kept)
    if (kept === undefined) arm?.(world)
    const resetWorld = (body: unknown): void => {
      const { seed, ...members } = decodeBody(ResetBody, body)
      const [stray] = Object.keys(members)
      if (stray !== undefined && parts.resetOptions === undefined) {
        throw new BackDoorError(400, `A reset takes no "${stray}".`)
      }
      const options =
        stray === undefined ? parts.options : (parts.resetOptions?.(members, parts.options) ?? parts.options)
      world.reset(freshState(options, seed ?? parts.seed), { options, seed: seed ?? parts.seed })
    }
    const place: Place<State, Options> = {
      world,
      base: name === defaultWorldName ? "" : `/ns/${name}`,
      front: once(() => parts.frontDoor(world)),
      back: once(() => {
        const app = backDoor({
          ...{ world, worlds, model, presets, reset: resetWorld, openApi: parts.openApi, routes: backRoutes },
          authorization: parts.curlAuthorization ?? ""
        })
        parts.backDoorExtras?.(world, app)
        return app
      }),
      board: board === undefined ? undefined : once(() => board(world, (request) => simulator.fetch(request)))
    }
    places.set(name, place)
    return place
  }

  const isKnown = (name: string): boolean => places.has(name) || parts.store?.names().includes(name) === true

  const worlds: Worlds<State, Options> = {
    all: () => places.values().map(({ world }) => world),
    create: (name) => (isKnown(name) ? undefined : open(name).world),
    free: (name) => {
      if (!isKnown(name)) return false
      placeOf(name).world.end()
      return places.delete(name)
    }
  }

  const placeOf = (name: string): Place<State, Options> => places.get(name) ?? open(name)

  /** What was done is on disk before its answer leaves. */
  const kept = (place: Place<State, Options>, response: Response): Response => {
    try {
      place.world.keep()
      return response
    } catch (error) {
      return refusal(500, `It was done, but not kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const roomFor = (name: string): Place<State, Options> | Response => {
    try {
      return placeOf(name)
    } catch (error) {
      if (error instanceof BackDoorError) return refusal(error.status, error.message)
      throw error
    }
  }

  let dateSecond = Number.NaN
  let date = ""
  const headersOf = (now: number, requestId: string): CallHeaders => {
    const second = Math.floor(now / 1000)
    if (second !== dateSecond) {
      dateSecond = second
      date = new Date(now).toUTCString()
    }
    return { date, "x-request-id": requestId }
  }

  const finish = (response: Response, now: number, requestId: string, fault?: string): Response => {
    // A fault may have kept the answer back.
    if (fault !== undefined || !knownBodies.has(response)) {
      const headers = headersOf(now, requestId)
      response.headers.set("date", headers.date)
      response.headers.set("x-request-id", requestId)
    }
    if (fault !== undefined) response.headers.set("x-simulator-fault", fault)
    return response
  }

  /** How many effects a world had when its laws were last looked at and held. */
  const lawfulUpTo = new WeakMap<World<State>, number>()

  const brokenLaws = ({ world }: Place<State, Options>): Response | undefined => {
    if (parts.selfCheck !== true || model.laws === undefined) return undefined
    const { size } = world.ledger
    const last = lawfulUpTo.get(world) ?? 0
    if (last > busyFrom && size >= last && size < last * 1.02) return undefined
    const broken = model.laws(world.state)
    if (broken.length > 0) return refusal(500, `The simulator broke its laws: ${broken.join(" ")}`)
    lawfulUpTo.set(world, size)
    return undefined
  }

  const checkedAnswer = async (
    place: Place<State, Options>,
    request: Request,
    path: string,
    response: Response
  ): Promise<Response> => {
    // Its answer is that to GET without the body.
    if (request.method === "HEAD") return brokenLaws(place) ?? response
    const isJson = response.headers.get("content-type")?.includes("json") === true
    const body = isJson ? await response.clone().json() : undefined
    const problems = (await parts.answerProblems?.(request, path, response.status, body)) ?? []
    if (problems.length > 0) return refusal(500, `The simulator's answer is outside its model: ${problems.join(" ")}`)
    return brokenLaws(place) ?? response
  }

  const answer = (
    place: Place<State, Options>,
    request: Request,
    path: string,
    log: RequestLog,
    row: RequestRow
  ): Response | Promise<Response> => {
    const { world } = place
    const { requestId } = row
    const call: Call = {
      requestId,
      base: place.base,
      headers: headersOf(row.at, requestId),
      received: (text) => log.bodies.received(row, text),
      json: (value, status) => jsonAnswer(value, headersOf(world.clock.now(), requestId), status)
    }
    const noted = (response: Response): Response => {
      log.bodies.answered(row, response)
      return response
    }
    if (request.method !== "GET" && Number(request.headers.get("content-length") ?? 0) > maxRequestBytes) {
      return noted(refusal(413, `The request has more than ${maxRequestBytes} bytes.`))
    }
    const apply = async (applied: Request): Promise<Response> => {
      try {
        const response = await place.front().fetch(applied, call)
        return noted(parts.selfCheck === true ? await checkedAnswer(place, applied, path, response) : response)
      } catch (error) {
        row.error = error instanceof Error ? error.message : String(error)
        return noted(refusal(500, `The simulator failed: ${row.error}`))
      }
    }
    if (world.faults.rules.length === 0) return apply(request)
    const withFaults = async (): Promise<Response> => {
      const text = world.faults.looksInside ? await request.clone().text() : ""
      const asked = { method: request.method, path, query: row.query, text }
      const fault = world.faults.draw(asked, world.clock.now())
      if (fault === undefined) return apply(request)
      row.fault = fault.label
      log.bodies.received(row, text === "" ? await request.clone().text() : text)
      const applyLate = (applied: Request, delayMs: number): Promise<Response> =>
        commitLate(world, model, parts.frontDoor, applied, call, delayMs, (why) => {
          row.error = why
        })
      const response = await faultyAnswer({ host, now: () => world.clock.now(), apply, applyLate }, fault, request)
      return isPaced(fault) ? response : noted(response)
    }
    return withFaults()
  }

  const behind = ({ world, base }: Place<State, Options>, requestId: string): Call => ({
    requestId,
    base,
    headers: headersOf(world.clock.now(), requestId),
    // What testers ask for is not logged.
    received: () => {},
    json: (value, status) => Response.json(value, status === undefined ? {} : { status })
  })

  const fetch = async (request: Request): Promise<Response> => {
    const asked = request.url
    const address = addressOf(asked)
    const { path } = address
    const inner = address.url === asked ? request : new Request(address.url, request)
    const place = roomFor(address.world)
    if (place instanceof Response) return place
    const { world } = place
    if (path === "/_simulator" || path.startsWith("/_simulator/")) {
      const call = behind(place, "back-door")
      const response = await place.back().fetch(inner, call)
      return finish(kept(place, brokenLaws(place) ?? response), world.clock.now(), call.requestId)
    }
    if (place.board !== undefined && (path === "/" || path.startsWith("/board/"))) {
      const call = behind(place, "board")
      return finish(kept(place, await (await place.board()).fetch(inner, call)), world.clock.now(), call.requestId)
    }
    const started = host.now()
    const log = world.requests
    const row = log.begin(world.clock.now(), request.method, path, address.query)
    try {
      const response = kept(place, await answer(place, inner, path, log, row))
      row.status = response.status
      return finish(response, world.clock.now(), row.requestId, row.fault)
    } catch (error) {
      world.keep()
      if (error instanceof ConnectionFault && error.partial !== undefined)
        finish(error.partial, world.clock.now(), row.requestId, row.fault)
      throw error
    } finally {
      if (row.fault !== undefined && request.signal.aborted) row.aborted = true
      log.end(row, host.now() - started)
    }
  }

  /** A read of the default world that a door has the answer to: by far the most frequent call, and nobody waits for it. */
  const known = (request: Request): Response | undefined => {
    const place = places.get(defaultWorldName)
    if (place === undefined || parts.selfCheck === true || place.world.faults.rules.length > 0) return undefined
    const answer = place.front().known?.(request)
    if (answer === undefined) return undefined
    const { world } = place
    const { path, query } = addressOf(request.url)
    const row = world.requests.begin(world.clock.now(), "GET", path, query)
    world.requests.bodies.answeredWith(row, answer.shown)
    row.status = 200
    world.requests.end(row, 0)
    return plainAnswer(answer.bytes, answer.shown, headersOf(row.at, row.requestId))
  }

  const simulator: Simulator<State> = {
    fetch,
    known,
    world: (name = defaultWorldName) => placeOf(name).world,
    reset: () => {
      for (const { world } of places.values()) world.clock.stop()
      places.clear()
    }
  }
  return simulator
}
