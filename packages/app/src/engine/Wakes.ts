import { Context, Effect, Layer, Queue } from "effect"

/** Tells lanes that rows were inserted, or that waiting is over. A wake carries no data: a lane looks into the journal. */
export class Wakes extends Context.Service<
  Wakes,
  {
    readonly lanes: (lanes: Iterable<string>) => Effect.Effect<void>
    readonly everyLane: Effect.Effect<void>
    readonly next: Effect.Effect<{ readonly lane: string | undefined }>
  }
>()("@omnium-ongoing/app/engine/Wakes") {}

export const layer = Layer.effect(
  Wakes,
  Effect.gen(function* () {
    const queue = yield* Queue.unbounded<{ readonly lane: string | undefined }>()
    return Wakes.of({
      lanes: (lanes) =>
        Effect.asVoid(
          Queue.offerAll(
            queue,
            Array.from(new Set(lanes), (lane) => ({ lane }))
          )
        ),
      everyLane: Effect.asVoid(Queue.offer(queue, { lane: undefined })),
      next: Queue.take(queue)
    })
  })
)
