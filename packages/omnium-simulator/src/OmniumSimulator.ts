import { decodeBody } from "@omnium-ongoing/simulator-kit/BackDoorBody"
import { realHost } from "@omnium-ongoing/simulator-kit/RealHost"
import { type Running, type ServeOptions, serve } from "@omnium-ongoing/simulator-kit/Serve"
import { SharedRoutes } from "@omnium-ongoing/simulator-kit/SharedRoutes"
import { createSimulator, type Simulator } from "@omnium-ongoing/simulator-kit/Simulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import type { WorldStore } from "@omnium-ongoing/simulator-kit/WorldStore"
import { Schema } from "effect"
import { armDispatches } from "./api/Dispatching.ts"
import { frontDoor } from "./api/FrontDoor.ts"
import { operations } from "./api/Operations.ts"
import { backDoorExtras } from "./control/BackDoor.ts"
import { failureCases } from "./control/FailureCases.ts"
import type { SeedOptions } from "./Seed.ts"
import type { Tenant } from "./Tenant.ts"
import { tenantModel } from "./TenantModel.ts"

export interface OmniumSimulatorOptions {
  /** The process's own time, timers and network unless named. */
  readonly host?: Host
  readonly seed?: number
  readonly clientId?: string
  readonly clientSecret?: string
  /** Members that a model does not have are ignored instead of refused. */
  readonly lenient?: boolean
  readonly products?: number
  readonly orders?: number
  /** Order types and settings only. */
  readonly empty?: boolean
  /** The connector under test: steps of connector `Ongoing` and all events go to its tenant `epic`. */
  readonly connector?: { readonly url: string; readonly secret: string }
  /** For tests: laws and answers are looked at after every call, and what is wrong is a 500. */
  readonly selfCheck?: boolean
  /** Where the worlds outlive the process; without it they end with it. */
  readonly store?: WorldStore | undefined
}

export interface OmniumSimulator extends Simulator<Tenant> {
  readonly listen: (options: ServeOptions) => Running
}

const count = Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))
const ResetOptions = Schema.Struct({ products: count, orders: count, empty: Schema.optionalKey(Schema.Boolean) })

/** A stateful Omnium OMS. The vendor's API lies at `/api`, the tester's at `/_simulator`. */
export const createOmniumSimulator = (options: OmniumSimulatorOptions = {}): OmniumSimulator => {
  const credentials = {
    clientId: options.clientId ?? "demo",
    clientSecret: options.clientSecret ?? "demo",
    isLenient: options.lenient ?? false,
    routes: new SharedRoutes()
  }
  const simulator = createSimulator({
    model: tenantModel,
    options: seedOptions(options),
    seed: options.seed ?? 1,
    host: options.host ?? realHost,
    selfCheck: options.selfCheck ?? false,
    store: options.store,
    arm: armDispatches,
    frontDoor: (world) => frontDoor(world, credentials),
    backDoorExtras,
    presets: failureCases,
    curlAuthorization: '-H "Authorization: Bearer $TOKEN"',
    paths: () => operations.map(({ path }) => path),
    // Each is asked for seldom.
    board: async (world, send) => (await import("./board/Board.ts")).omniumBoard(world, send, credentials),
    openApi: async () => (await import("./api/OpenApi.ts")).openApi(),
    answerProblems: async (...answer) => (await import("./api/AnswerCheck.ts")).answerProblems(...answer),
    resetOptions: (members, current) => {
      const {
        products = current.products,
        orders = current.orders,
        empty = current.isEmpty
      } = decodeBody(ResetOptions, members)
      return { ...current, products, orders, isEmpty: empty }
    }
  })
  return { ...simulator, listen: (where) => serve(simulator, where) }
}

const seedOptions = ({ connector, products = 40, orders = 4, empty = false }: OmniumSimulatorOptions): SeedOptions => {
  const target = connector === undefined ? undefined : `${connector.url.replace(/\/+$/, "")}/tenants/epic`
  const secret = connector?.secret ?? ""
  return {
    products,
    orders,
    isEmpty: empty,
    workflow: target === undefined ? undefined : { url: `${target}/workflow`, secret, payload: "value" },
    eventSubscriptions: target === undefined ? [] : [{ url: `${target}/events/omnium`, secret }]
  }
}
