import type { BlobStorage } from "@omnium-ongoing/domain/ports/BlobStorage"
import type { Journal } from "@omnium-ongoing/domain/ports/Journal"
import type { Effect } from "effect"
import type { Context } from "hono"
import type { Doctor } from "../engine/Doctor.ts"
import type { Metrics } from "../engine/Metrics.ts"
import type { TaskRunner } from "../engine/TaskRunner.ts"
import type { Tenants } from "../engine/Tenants.ts"
import type { Upstreams } from "../engine/Upstreams.ts"
import type { Access } from "./Access.ts"

export type Services = Journal | BlobStorage | Doctor | TaskRunner | Tenants | Upstreams | Metrics

/** Runs an effect of a handler with the connector's services and its clock. */
export type Run = <A, E>(effect: Effect.Effect<A, E, Services>) => Promise<A>

export interface Route {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly handler: (c: Context) => Response | Promise<Response>
}
