import { Clock } from "./Clock.ts"
import { LiveWorld } from "./LiveWorld.ts"
import type { Call, Door, Host, Model, World } from "./World.ts"

/**
 * A write that is answered at once and takes effect so long after on the world's clock, with the time of the call on
 * its rows: what a long transaction is to somebody who reads by time. A refused write has no effect at all. The answer
 * is a rehearsal's: an id in it is the one to come as long as no other write comes between.
 */
export const commitLate = async <State, Options>(
  world: LiveWorld<State, Options>,
  model: Model<State, Options>,
  door: (world: World<State>) => Door,
  request: Request,
  call: Call,
  delayMs: number,
  failed: (why: string) => void
): Promise<Response> => {
  const { method, url, headers } = request
  const body = await request.bytes()
  const at = world.clock.now()
  const again = (on: World<State>) => door(on).fetch(new Request(url, { method, headers, body }), call)
  const answer = await again(rehearsal(world, model, at))
  if (answer.ok) {
    world.clock.at(at + delayMs, `late commit of ${method} ${new URL(url).pathname}`, async () => {
      try {
        const late = await again(backdated(world, at))
        if (!late.ok) failed(`The late commit was refused with ${late.status}: ${await late.text()}`)
      } catch (error) {
        failed(`The late commit failed: ${error instanceof Error ? error.message : String(error)}`)
      }
    })
  }
  return answer
}

/** A copy whose effects nobody sees: it sends nothing, and nothing of it happens later. */
const rehearsal = <State, Options>(
  world: LiveWorld<State, Options>,
  model: Model<State, Options>,
  at: number
): World<State> => {
  const host: Host = { ...world.host, now: () => at, send: async () => new Response(null, { status: 200 }) }
  const parts = { name: world.name, model, host, store: undefined, routeOf: () => "", arm: undefined }
  const copy = new LiveWorld(parts, model.copy(world.state), undefined)
  copy.clock.stop()
  return copy
}

/** The same world, whose clock shows an earlier time. */
const backdated = <State>(world: World<State>, at: number): World<State> => {
  const clock = new EarlierClock(world, at)
  return {
    name: world.name,
    host: world.host,
    clock,
    random: world.random,
    get state() {
      return world.state
    },
    set state(state) {
      world.state = state
    },
    get ledger() {
      return world.ledger
    },
    get requests() {
      return world.requests
    },
    get faults() {
      return world.faults
    }
  }
}

class EarlierClock extends Clock {
  readonly #world: World<unknown>
  readonly #at: number

  constructor(world: World<unknown>, at: number) {
    super(world.host)
    this.#world = world
    this.#at = at
  }

  override now(): number {
    return this.#at
  }

  override at(...work: Parameters<Clock["at"]>): () => void {
    return this.#world.clock.at(...work)
  }
}
