import { Schema } from "effect"
import type { BackDoorApp } from "./BackDoor.ts"
import { readBody } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import { instant, iso } from "./BackDoorTime.ts"
import type { LiveWorld } from "./LiveWorld.ts"

const ImportedSnapshot = Schema.Struct({
  at: Schema.String,
  random: Schema.Array(Schema.Int),
  state: Schema.Unknown
})

/** The routes of snapshots. */
export const snapshotDoor = <State, Options>(world: LiveWorld<State, Options>, app: BackDoorApp): void => {
  app.get("/snapshots", () => Response.json(world.snapshots.map(({ name, at }) => ({ name, at: iso(at) }))))
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
    const when = instant(at)
    try {
      world.importSnapshot(context.req.param("name"), { at: when, random, state })
    } catch (error) {
      throw new BackDoorError(400, `The state cannot be read: ${error}`)
    }
    return context.body(null, 204)
  })
  app.delete("/snapshots/:name", (context) => {
    const name = context.req.param("name")
    if (!world.forget(name)) throw unknownSnapshot(name)
    return context.body(null, 204)
  })
}

const unknownSnapshot = (name: string) => new BackDoorError(404, `There is no snapshot "${name}".`)
