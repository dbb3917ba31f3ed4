import type { World } from "@omnium-ongoing/simulator-kit/World"
import type { Warehouse } from "../Warehouse.ts"
import { armRobot } from "./RobotWork.ts"
import { armWebhooks } from "./Webhooks.ts"

/** Schedules everything that is due according to the state, which alone outlives the process. */
export const arm = (world: World<Warehouse>): void => {
  armRobot(world)
  armWebhooks(world)
}
