import { realHost } from "@omnium-ongoing/simulator-kit/RealHost"
import { type Running, type ServeOptions, serve } from "@omnium-ongoing/simulator-kit/Serve"
import { SharedRoutes } from "@omnium-ongoing/simulator-kit/SharedRoutes"
import { createSimulator, type Simulator } from "@omnium-ongoing/simulator-kit/Simulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import type { WorldStore } from "@omnium-ongoing/simulator-kit/WorldStore"
import { frontDoor, frontDoorPaths } from "./api/FrontDoor.ts"
import { arm } from "./control/Arm.ts"
import { control } from "./control/Control.ts"
import { failureCases } from "./control/FailureCases.ts"
import { ongoingModel } from "./OngoingModel.ts"
import type { Persona } from "./Persona.ts"
import { defaultSettings, type Settings } from "./Settings.ts"
import type { Warehouse } from "./Warehouse.ts"

export interface OngoingSimulatorOptions {
  /** The process's own time, timers and network unless named. */
  readonly host?: Host
  readonly user?: string
  readonly password?: string
  /** The path segment of the installation. */
  readonly warehouse?: string
  readonly goodsOwners?: ReadonlyArray<number>
  readonly warehouseIds?: ReadonlyArray<number>
  readonly seed?: number
  readonly articles?: number
  readonly orders?: number
  readonly settings?: Partial<Settings>
  /** Staff that work by themselves, in every world from its beginning. */
  readonly robot?: Persona
  /** Gets every event of every world; failed calls are repeated for a day. */
  readonly webhook?: { readonly url: string; readonly token?: string }
  /** For tests: laws and answers are looked at after every call, and what is wrong is a 500. */
  readonly selfCheck?: boolean
  /** Where the worlds outlive the process; without it they end with it. */
  readonly store?: WorldStore | undefined
}

export interface OngoingSimulator extends Simulator<Warehouse> {
  readonly listen: (options: ServeOptions) => Running
}

/** A stateful Ongoing WMS. The vendor's API lies at `/{warehouse}/api/v1`, the tester's at `/_simulator`. */
export const createOngoingSimulator = (options: OngoingSimulatorOptions = {}): OngoingSimulator => {
  const { user = "demo", password = "demo", warehouse = "demo" } = options
  const access = { user, password, warehouse, routes: new SharedRoutes() }
  const installation = {
    goodsOwners: options.goodsOwners ?? [7],
    warehouseIds: options.warehouseIds ?? [1, 2],
    articles: options.articles ?? 40,
    orders: options.orders ?? 8,
    settings: { ...defaultSettings, ...options.settings },
    webhook: options.webhook,
    robot: options.robot
  }
  const simulator = createSimulator({
    model: ongoingModel,
    options: installation,
    seed: options.seed ?? 1,
    host: options.host ?? realHost,
    selfCheck: options.selfCheck ?? false,
    store: options.store,
    frontDoor: (world) => frontDoor(world, access),
    backDoorExtras: control,
    arm,
    presets: failureCases,
    curlAuthorization: `-u '${user}':"$PASSWORD"`,
    paths: () => frontDoorPaths(warehouse),
    // Each is large, and asked for seldom.
    board: async (world, send) => (await import("./board/Board.tsx")).ongoingBoard(world, send, access),
    openApi: async () => (await import("./api/OpenApi.ts")).openApi(`/${warehouse}/api/v1`),
    answerProblems: async (...answer) => (await import("./api/AnswerProblems.ts")).answerProblems(...answer)
  })
  return { ...simulator, listen: (where) => serve(simulator, where) }
}
