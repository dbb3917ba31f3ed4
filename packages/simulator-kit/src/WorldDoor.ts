import { Schema } from "effect"
import type { BackDoorApp } from "./BackDoor.ts"
import { readBody } from "./BackDoorBody.ts"
import { BackDoorError } from "./BackDoorError.ts"
import type { LiveWorld } from "./LiveWorld.ts"

/** The worlds of one simulator, as every back door sees them. */
export interface Worlds<State, Options> {
  readonly all: () => IterableIterator<LiveWorld<State, Options>>
  /** A world that was not there; undefined if it was. */
  readonly create: (name: string) => LiveWorld<State, Options> | undefined
  /** False if there is none. */
  readonly free: (name: string) => boolean
}

export const defaultWorldName = "default"

const Fork = Schema.Struct({ world: Schema.NonEmptyString })

/** The routes of namespaces. */
export const worldDoor = <State, Options>(
  world: LiveWorld<State, Options>,
  app: BackDoorApp,
  worlds: Worlds<State, Options>
): void => {
  app.get("/worlds", () =>
    Response.json(
      [...worlds.all()].map(({ name, clock, requests, ledger, snapshots }) => ({
        name,
        now: new Date(clock.now()).toISOString(),
        frozen: clock.frozen,
        pending: clock.pending.length,
        requests: requests.count,
        effects: ledger.size,
        snapshots: snapshots.length
      }))
    )
  )
  app.delete("/worlds/:name", (context) => {
    const name = context.req.param("name")
    if (name === defaultWorldName) {
      throw new BackDoorError(409, "The default world is always there: POST /_simulator/reset makes it new.")
    }
    if (!worlds.free(name)) throw new BackDoorError(404, `There is no world "${name}".`)
    return context.body(null, 204)
  })
  app.post("/snapshots/:name/fork", async (context) => {
    const { world: other } = await readBody(context, Fork)
    const name = context.req.param("name")
    if (!world.snapshots.some((each) => each.name === name))
      throw new BackDoorError(404, `There is no snapshot "${name}".`)
    const created = worlds.create(other)
    if (created === undefined) {
      throw new BackDoorError(
        409,
        `There is a world "${other}" already: DELETE /_simulator/worlds/${other} frees the name.`
      )
    }
    world.fork(name, created)
    return Response.json({ world: other, base: `/ns/${other}` }, { status: 201 })
  })
}
