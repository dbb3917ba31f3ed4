import { Schema } from "effect"
import { Hono } from "hono"
import { readBody, readJson } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import { numberIn } from "./BackDoorQuery.ts"
import { duration, instant, iso, worldTime } from "./BackDoorTime.ts"
import { faultDoor } from "./FaultDoor.ts"
import type { FaultPreset } from "./FaultPreset.ts"
import type { LiveWorld } from "./LiveWorld.ts"
import { requestDoor } from "./RequestDoor.ts"
import type { SharedRoutes } from "./SharedRoutes.ts"
import { snapshotDoor } from "./SnapshotDoor.ts"
import type { Call, Model } from "./World.ts"
import { type Worlds, worldDoor } from "./WorldDoor.ts"

export type BackDoorApp = Hono<{ Bindings: Call }>

const ClockCommand = Schema.Struct({
  set: Schema.optionalKey(Schema.String),
  advance: Schema.optionalKey(Schema.String),
  freeze: Schema.optionalKey(Schema.Boolean),
  scale: Schema.optionalKey(Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1e9, exclusiveMinimum: true })))
})

export interface BackDoorParts<State, Options> {
  readonly world: LiveWorld<State, Options>
  readonly worlds: Worlds<State, Options>
  readonly model: Model<State, Options>
  readonly reset: (body: unknown) => void
  readonly openApi: () => Promise<unknown>
  readonly presets: ReadonlyArray<FaultPreset>
  readonly authorization: string
  readonly routes: SharedRoutes
}

/** The tester's routes of one world, which both simulators have. */
export const backDoor = <State, Options>(parts: BackDoorParts<State, Options>): BackDoorApp => {
  const { world, model } = parts
  const app = new Hono<{ Bindings: Call }>({ router: parts.routes.router() }).basePath("/_simulator")

  app.post("/reset", async (context) => {
    parts.reset(await readJson(context))
    return context.body(null, 204)
  })
  app.get("/state", () => Response.json(model.view(world.state)))
  app.get("/ledger", (context) =>
    Response.json(world.ledger.since(numberIn(context, "since", 0)).map((row) => ({ ...row, at: iso(row.at) })))
  )
  app.get("/openapi.json", async () => Response.json(await parts.openApi()))

  app.get("/laws", () => Response.json(model.laws?.(world.state) ?? []))
  requestDoor(world, app, parts.authorization)
  faultDoor(world, app, parts.presets)
  snapshotDoor(world, app)
  worldDoor(world, app, parts.worlds)

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
    worldTime((target ?? clock.now()) + (distance ?? 0))
    if (command.freeze === true) clock.freeze(true)
    if (command.scale !== undefined) clock.setScale(command.scale)
    const ran = [
      ...(target === undefined ? [] : await clock.set(target)),
      ...(distance === undefined ? [] : await clock.advance(distance))
    ]
    if (command.freeze === false) clock.freeze(false)
    return Response.json({ ...clockView(), ran: ran.map(({ at, what }) => ({ at: iso(at), what })) })
  })

  app.notFound(() => Response.json({ message: "The back door has no such route." }, { status: 404 }))
  app.onError((error) => {
    if (error instanceof BackDoorError) return Response.json({ message: error.message }, { status: error.status })
    return Response.json({ message: `The simulator failed: ${error.message}` }, { status: 500 })
  })
  return app
}
