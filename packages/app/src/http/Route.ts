import type { BlobStorage } from "@omnium-ongoing/domain/ports/BlobStorage"
import type { Journal } from "@omnium-ongoing/domain/ports/Journal"
import type { Effect, Schema } from "effect"
import type { Context } from "hono"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import type { Doctor } from "../engine/Doctor.ts"
import type { Metrics } from "../engine/Metrics.ts"
import type { TaskRunner } from "../engine/TaskRunner.ts"
import type { Tenants } from "../engine/Tenants.ts"
import type { Upstreams } from "../engine/Upstreams.ts"
import type { Access } from "./Access.ts"

export type Services = Journal | BlobStorage | Doctor | TaskRunner | Tenants | Upstreams | Metrics

/** Runs an effect of a handler with the connector's services and its clock. */
export type Run = <A, E>(effect: Effect.Effect<A, E, Services>) => Promise<A>

/** What is answered when what was asked is done: JSON, which may be left out, or text of another kind. */
export type Answer =
  | { readonly json: Schema.Constraint; readonly isOptional?: true }
  | { readonly type: string }
  | "nothing"

export interface Route {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly access: Access
  readonly summary: string
  /** Its parameters behind the question mark. */
  readonly query?: Readonly<Record<string, Schema.Constraint>>
  readonly body?: Schema.Constraint
  readonly answer: Answer
  /** Whether a form of the page calls it, too, and is sent back to the page. */
  readonly isForm?: true
  /** The statuses of its problems, besides those of its access. */
  readonly problems?: ReadonlyArray<ContentfulStatusCode>
  readonly handler: (c: Context) => Response | Promise<Response>
}
