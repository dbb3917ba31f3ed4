/** What must not be reached past the world while it runs. */
const forbidden = ["setTimeout", "setInterval", "setImmediate", "fetch"] as const

/** Makes the process's own time, randomness, timers and network throw until the result is called. */
export const stretchTripwire = (): (() => void) => {
  const Real = globalThis.Date
  const { random } = Math
  const { randomUUID, getRandomValues } = globalThis.crypto
  const saved = forbidden.map((name) => [name, globalThis[name]] as const)
  const tripped = (name: string) => (): never => {
    throw new Error(`${name} was called inside a simulation`)
  }
  const Fenced = new Proxy(Real, {
    construct: (target, args: ReadonlyArray<unknown>) =>
      args.length === 0 ? tripped("new Date()")() : Reflect.construct(target, args),
    apply: tripped("Date()"),
    get: (target, name, receiver) => (name === "now" ? tripped("Date.now") : Reflect.get(target, name, receiver))
  })
  Object.assign(globalThis, { Date: Fenced }, Object.fromEntries(forbidden.map((name) => [name, tripped(name)])))
  Math.random = tripped("Math.random")
  Object.assign(globalThis.crypto, {
    randomUUID: tripped("crypto.randomUUID"),
    getRandomValues: tripped("crypto.getRandomValues")
  })
  return () => {
    Object.assign(globalThis, { Date: Real }, Object.fromEntries(saved))
    Math.random = random
    Object.assign(globalThis.crypto, { randomUUID, getRandomValues })
  }
}
