/** A seeded generator (sfc32). The same seed and purpose give the same numbers; one purpose never shifts another. */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  constructor(seed: number, purpose: string) {
    let hash = 0x811c9dc5
    for (const character of `${seed} ${purpose}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
    this.#a = hash | 0
    this.#b = seed | 0
    this.#c = ~hash
    for (let warmUp = 0; warmUp < 15; warmUp++) this.next()
  }

  /** A number in [0, 1). */
  readonly next = (): number => {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }

  get state(): ReadonlyArray<number> {
    return [this.#a, this.#b, this.#c, this.#counter]
  }

  restore([a = 0, b = 0, c = 0, counter = 1]: ReadonlyArray<number>): void {
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }
}
