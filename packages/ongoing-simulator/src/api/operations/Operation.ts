import type { Schema } from "effect"
import type { QueryShape } from "../Query.ts"

/** What an operation takes and answers. */
export interface Operation {
  readonly summary: string
  readonly query?: QueryShape
  /** Parameters without which the call is refused. */
  readonly required?: ReadonlyArray<string>
  readonly body?: Schema.Constraint
  /** The model of the answer; `opaque` is an octet stream without one. */
  readonly answer: Schema.ConstraintDecoder<unknown> | "opaque"
  /** Its body names something by its id, which may be the id of nothing. */
  readonly refers?: true
  /** What is new is answered 201. */
  readonly creates?: true
}

/** By method and path, as `GET /orders/{orderId}`. */
export type Operations = Readonly<Record<string, Operation>>

/** The query of the lists that take nothing but the goods owner. */
export const ofOwner = { query: { goodsOwnerId: "int" }, required: ["goodsOwnerId"] } as const
