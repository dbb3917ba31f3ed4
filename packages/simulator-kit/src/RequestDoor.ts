import type { Context } from "hono"
import type { BackDoorApp } from "./BackDoor.ts"
import { BackDoorError } from "./BackDoorError.ts"
import { numberIn } from "./BackDoorQuery.ts"
import { curl } from "./Curl.ts"
import { faultMatch, hits } from "./FaultMatch.ts"
import { har } from "./Har.ts"
import { parseIsoDuration } from "./IsoDuration.ts"
import type { RequestRow } from "./RequestLog.ts"
import type { Call, World } from "./World.ts"

type Ask = Context<{ Bindings: Call }>

const defaultWaitMillis = 10_000

/** The routes of the request log. `authorization` is what curl needs to be let in. */
export const requestDoor = (world: World<unknown>, app: BackDoorApp, authorization: string): void => {
  const view = async (row: RequestRow) => {
    const { request, answer } = await world.requests.bodies.of(row)
    return {
      ...row,
      at: new Date(row.at).toISOString(),
      ...(request !== undefined && { requestBody: request }),
      ...(answer !== undefined && { answerBody: answer })
    }
  }
  const viewAll = (rows: ReadonlyArray<RequestRow>) => Promise.all(rows.map(view))
  const heldRow = (seq: number): RequestRow => {
    const row = world.requests.since(seq - 1)[0]
    if (row?.seq !== seq) throw new BackDoorError(404, `Request ${seq} is not in the log.`)
    return row
  }

  app.get("/requests", async (context) => {
    return Response.json(await viewAll(world.requests.since(numberIn(context, "since", 0))))
  })
  app.get("/requests.har", async (context) => {
    const rows = world.requests.since(numberIn(context, "since", 0))
    const entries = await Promise.all(rows.map(async (row) => ({ row, bodies: await world.requests.bodies.of(row) })))
    return Response.json(har(originOf(context), entries))
  })
  app.get("/requests/wait", async (context) => {
    const wanted = { since: numberIn(context, "since", 0), count: numberIn(context, "count", 1) }
    const isWanted = wantedRow(context)
    const patience = new AbortController()
    const cancel = world.host.later(timeoutOf(context), () => patience.abort())
    context.req.raw.signal.addEventListener("abort", () => patience.abort())
    const { requests } = world
    try {
      const rows = await requests.waitFor(isWanted, patience.signal, wanted)
      return Response.json(await viewAll(rows))
    } catch (error) {
      if (!patience.signal.aborted) throw error
      const seen = requests.since(wanted.since)
      const found = seen.filter(isWanted).length
      const message = `Of ${wanted.count} such requests there came ${found}; ${seen.length} came in all.`
      return Response.json({ message, seen: await viewAll(seen) }, { status: 408 })
    } finally {
      cancel()
    }
  })
  app.get("/requests/:seq{[0-9]+}/curl", async (context) => {
    const row = heldRow(Number(context.req.param("seq")))
    const bodies = await world.requests.bodies.of(row)
    if (bodies.isRequestCut === true) {
      throw new BackDoorError(
        409,
        `Request ${row.seq} had a body of ${row.requestBytes} bytes, of which only the beginning is kept: it cannot be repeated.`
      )
    }
    return context.text(`${curl(originOf(context), row, bodies, authorization)}\n`)
  })
  app.get("/counters", async () => {
    await world.requests.bodies.settled()
    const routes = world.requests.counts()
    const sum = (member: "requests" | "requestBytes" | "answerBytes" | "effects") =>
      routes.reduce((total, route) => total + route[member], 0)
    return Response.json({
      requests: sum("requests"),
      requestBytes: sum("requestBytes"),
      answerBytes: sum("answerBytes"),
      effects: sum("effects"),
      routes
    })
  })
}

/** Where the world's front door is, as the caller of the back door sees it. */
const originOf = (context: Ask): string => `${new URL(context.req.url).origin}${context.env.base}`

/** As the query has it: a method, the end of a path as a fault takes it, a status. */
const wantedRow = (context: Ask): ((row: RequestRow) => boolean) => {
  const { method, path } = context.req.query()
  const status = context.req.query("status") === undefined ? undefined : numberIn(context, "status", 0)
  const match = faultMatch({ ...(method !== undefined && { method }), ...(path !== undefined && { path }) })
  return (row) => hits(match, { ...row, text: "" }) && (status === undefined || row.status === status)
}

const timeoutOf = (context: Ask): number => {
  const text = context.req.query("timeout")
  const milliseconds = text === undefined ? defaultWaitMillis : parseIsoDuration(text)
  if (milliseconds === undefined || milliseconds < 0) {
    throw new BackDoorError(400, `timeout=${text} is not an ISO 8601 duration such as PT10S.`)
  }
  return milliseconds
}
