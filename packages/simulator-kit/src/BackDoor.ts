import { Schema } from "effect"
import { Hono } from "hono"
import { readBody, readJson } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import { numberIn } from "./BackDoorQuery.ts"
import { faultDoor } from "./FaultDoor.ts"
import type { FaultPreset } from "./FaultPreset.ts"
import { parseIsoDuration } from "./IsoDuration.ts"
import type { LiveWorld } from "./LiveWorld.ts"
import { requestDoor } from "./RequestDoor.ts"
import type { Call, Model } from "./World.ts"

export type BackDoorApp = Hono<{ Bindings: Call }>

const ClockCommand = Schema.Struct({
  set: Schema.optionalKey(Schema.String),
  advance: Schema.optionalKey(Schema.String),
  freeze: Schema.optionalKey(Schema.Boolean),
  scale: Schema.optionalKey(Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1e9, exclusiveMinimum: true })))
})

const ImportedSnapshot = Schema.Struct({
  at: Schema.String,
  random: Schema.Array(Schema.Int),
  state: Schema.Unknown
})

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const instant = (text: string): number => {
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) throw new BackDoorError(400, `"${text}" is not an ISO 8601 instant.`)
  return milliseconds
}

const duration = (text: string): number => {
  const milliseconds = parseIsoDuration(text)
  if (milliseconds === undefined) throw new BackDoorError(400, `"${text}" is not an ISO 8601 duration such as PT25H.`)
  return milliseconds
}

const unknownSnapshot = (name: string) => new BackDoorError(404, `There is no snapshot "${name}".`)

/** The tester's routes of one world, which both simulators have. */
export const backDoor = <State, Options>(
  world: LiveWorld<State, Options>,
  model: Model<State, Options>,
  reset: (body: unknown) => void,
  openApi: () => unknown,
  presets: ReadonlyArray<FaultPreset>,
  authorization: string
): BackDoorApp => {
  const app = new Hono<{ Bindings: Call }>().basePath("/_simulator")

  app.post("/reset", async (context) => {
    reset(await readJson(context))
    return context.body(null, 204)
  })
  app.get("/state", () => Response.json(model.view(world.state)))
  app.get("/ledger", (context) =>
    Response.json(world.ledger.since(numberIn(context, "since", 0)).map((row) => ({ ...row, at: iso(row.at) })))
  )
  app.get("/openapi.json", () => Response.json(openApi()))

  requestDoor(world, app, authorization)
  faultDoor(world, app, presets)

  const clockView = () => {
    const { clock } = world
    return { now: iso(clock.now()), frozen: clock.frozen, scale: clock.scale, pending: clock.pending.length }
  }
  app.get("/clock", () => Response.json(clockView()))
  app.post("/clock", async (context) => {
    const command = await readBody(context, ClockCommand)
    const target = command.set === undefined ? undefined : instant(command.set)
    const distance = command.advance === undefined ? undefined : duration(command.advance)
    const { clock } = world
    if (command.freeze === true) clock.freeze(true)
    if (command.scale !== undefined) clock.setScale(command.scale)
    const ran = [
      ...(target === undefined ? [] : await clock.set(target)),
      ...(distance === undefined ? [] : await clock.advance(distance))
    ]
    if (command.freeze === false) clock.freeze(false)
    return Response.json({ ...clockView(), ran: ran.map(({ at, what }) => ({ at: iso(at), what })) })
  })

  app.post("/snapshots/:name", (context) => {
    world.snapshot(context.req.param("name"))
    return context.body(null, 204)
  })
  app.post("/snapshots/:name/restore", (context) => {
    const name = context.req.param("name")
    if (!world.restore(name)) throw unknownSnapshot(name)
    return context.body(null, 204)
  })
  app.get("/snapshots/:name", (context) => {
    const name = context.req.param("name")
    const exported = world.exportSnapshot(name)
    if (exported === undefined) throw unknownSnapshot(name)
    return Response.json({ ...exported, at: iso(exported.at) })
  })
  app.put("/snapshots/:name", async (context) => {
    const { at, random, state } = await readBody(context, ImportedSnapshot)
    try {
      world.importSnapshot(context.req.param("name"), { at: instant(at), random, state })
    } catch (error) {
      throw error instanceof BackDoorError ? error : new BackDoorError(400, `The state cannot be read: ${error}`)
    }
    return context.body(null, 204)
  })

  app.notFound(() => Response.json({ message: "The back door has no such route." }, { status: 404 }))
  app.onError((error) => {
    if (error instanceof BackDoorError) return Response.json({ message: error.message }, { status: error.status })
    return Response.json({ message: `The simulator failed: ${error.message}` }, { status: 500 })
  })
  return app
}
