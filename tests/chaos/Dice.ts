import { Random } from "@omnium-ongoing/simulator-kit/Random"

/** Draws of one purpose, so that one more draw here does not shift the others. */
export class Dice {
  readonly #random: Random

  constructor(seed: number, purpose: string) {
    this.#random = new Random(seed, purpose)
  }

  /** In [0, 1). */
  readonly next = (): number => this.#random.next()

  /** A whole number from `low` up to and including `high`. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<A>(choices: ReadonlyArray<A>): A {
    // The index lies within the list; no list here is empty.
    return choices[Math.floor(this.next() * choices.length)] as A
  }

  /** Each of them or not, in their order. */
  some<A>(choices: ReadonlyArray<A>, probability: number): ReadonlyArray<A> {
    return choices.filter(() => this.chance(probability))
  }
}
