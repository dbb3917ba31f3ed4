import fc from "fast-check"
import { AnswerCheck, type Answered, answered } from "./AnswerCheck.ts"
import { Arbitraries } from "./Arbitraries.ts"
import { curl, requestOf } from "./Call.ts"
import { damage } from "./Damage.ts"

import { type Described, meantBy, operationsOf } from "./Operations.ts"
import type { Target } from "./Target.ts"
import { type Sketch, Writer } from "./Writer.ts"

/** How often each operation was answered with each status. */
export type Tally = Map<string, Map<number, number>>

/** Milliseconds: an answer out of this process that takes longer hangs, however busy the machine is. */
const longestWait = 10_000

/** Calls drawn at once. */
const drawn = 200

const sketches = (arbitraries: Arbitraries, operations: ReadonlyArray<Described>): fc.Arbitrary<Sketch> =>
  fc.record({
    plan: fc.oneof(...operations.map((operation) => arbitraries.plan(operation))),
    damages: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(damage, { minLength: 1, maxLength: 2 }) }
    ),
    from: fc.constantFrom("accepted", "example", "schema")
  })

/** Calls of all operations of a document, each made from what the answers before it told. */
export class Fuzz {
  readonly #operations: ReadonlyArray<Described>
  readonly #check: AnswerCheck
  readonly #arbitraries: Arbitraries
  readonly #sketches: fc.Arbitrary<Sketch>

  constructor(target: Target) {
    const { document, secrets } = target
    this.#operations = operationsOf(document)
    this.#check = new AnswerCheck(document, secrets)
    this.#arbitraries = new Arbitraries(target)
    this.#sketches = sketches(this.#arbitraries, this.#operations)
  }

  /** Makes so many calls to a fresh target, counts their answers, and throws at the first that is wrong. */
  async run(target: Target, seed: number, calls: number, tally: Tally): Promise<void> {
    const writer = new Writer(target)
    for (let made = 0; made < calls; made += drawn) {
      const batch = fc.sample(this.#sketches, { seed: seed * 1_000_003 + made, numRuns: Math.min(drawn, calls - made) })
      for (const [index, sketch] of batch.entries()) {
        await this.#one(target, writer, sketch, `seed ${seed}, call ${made + index + 1}`, tally)
      }
    }
  }

  /** Calls every operation once as somebody who shows nothing. */
  async strange(target: Target, seed: number, tally: Tally): Promise<void> {
    const writer = new Writer({ ...target, credentials: () => ({}) })
    const plans = fc.tuple(...this.#operations.map((operation) => this.#arbitraries.plan(operation)))
    for (const plan of fc.sample(plans, { seed, numRuns: 1 }).flat()) {
      const sketch = { plan, damages: [], from: "example" } as const
      await this.#one(target, writer, sketch, `seed ${seed}, a stranger`, tally)
    }
  }

  async #one(target: Target, writer: Writer, sketch: Sketch, where: string, tally: Tally): Promise<void> {
    const { call, body } = writer.written(sketch)
    const request = requestOf(target.origin, call)
    const { pathname } = new URL(request.url)
    const path = pathname.slice(target.base.length)
    // Dots in a path may lead out of what is described.
    const meant = pathname.startsWith(target.root) ? meantBy(this.#operations, request.method, path) : undefined
    const wrong = (problems: ReadonlyArray<string>, answer?: Answered): Error => {
      const spoilt = sketch.damages.map(({ what }) => what).join(", ")
      return new Error(
        [
          `${where}: ${sketch.plan.operation.key}${spoilt === "" ? "" : ` with ${spoilt}`}`,
          ...problems,
          ...(answer === undefined ? [] : [`${answer.status} ${answer.contentType} ${answer.text.slice(0, 1000)}`]),
          curl(target.origin, call)
        ].join("\n")
      )
    }
    const started = performance.now()
    const answer = await within(target.send(request).then(answered), longestWait).catch((error: unknown) => {
      throw wrong([`There was no answer: ${error}`])
    })
    if (performance.now() - started > longestWait) throw wrong(["It took too long."], answer)
    const problems = this.#check.problems(meant, request.method, answer)
    if (problems.length > 0) throw wrong(problems, answer)
    const [first] = meant?.operations ?? []
    if (first !== undefined) {
      if (answer.status < 300) writer.learn(first, path, answer, first === sketch.plan.operation ? body : undefined)
      const statuses = tally.get(first.key) ?? new Map<number, number>()
      tally.set(first.key, statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1))
    }
    await target.between()
  }
}

const within = async <A>(promise: Promise<A>, milliseconds: number): Promise<A> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`not within ${milliseconds} ms`)), milliseconds)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
