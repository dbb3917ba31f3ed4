import type { BackDoorApp } from "@omnium-ongoing/simulator-kit/BackDoor"
import { readBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { Schema } from "effect"
import { personas } from "../Persona.ts"
import { newRobot, workOnce } from "../Robot.ts"
import type { Warehouse } from "../Warehouse.ts"
import { recorder } from "./Events.ts"

const Setting = Schema.Struct({
  persona: Schema.Literals(personas),
  everySeconds: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThan(0)))
})

/** The routes of the staff that work by themselves. */
export const robotWork = (world: World<Warehouse>, app: BackDoorApp): void => {
  const answer = (): Response => {
    const { robot } = world.state
    return Response.json({
      persona: robot?.persona ?? null,
      everySeconds: robot?.everySeconds ?? null,
      worksNext: robot === null || robot.dueAt === null ? null : new Date(robot.dueAt).toISOString(),
      expectedReturns: robot?.returns.length ?? 0
    })
  }
  app.get("/robot", answer)
  app.put("/robot", async (context) => {
    const { persona, everySeconds } = await readBody(context, Setting)
    world.state.robot = { ...newRobot(persona, everySeconds), returns: world.state.robot?.returns ?? [] }
    armRobot(world)
    return answer()
  })
  app.delete("/robot", (context) => {
    world.state.robot = null
    return context.body(null, 204)
  })
}

/** Schedules the robot's next work. */
export const armRobot = (world: World<Warehouse>): void => {
  const { robot } = world.state
  if (robot === null) return
  const dueAt = robot.dueAt ?? world.clock.now() + robot.everySeconds * 1000
  world.state.robot = { ...robot, dueAt }
  world.clock.at(dueAt, `robot (${robot.persona})`, () => work(world, dueAt))
}

/** Does nothing when the robot is no longer due then: it was sent away, or set anew. */
const work = (world: World<Warehouse>, dueAt: number): void => {
  const { robot } = world.state
  if (robot?.dueAt !== dueAt) return
  workOnce(world.state, robot.persona, world.random, { now: world.clock.now(), record: recorder(world, "robot", null) })
  if (world.state.robot !== null) world.state.robot = { ...world.state.robot, dueAt: null }
  armRobot(world)
}
