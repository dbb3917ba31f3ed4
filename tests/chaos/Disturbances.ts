import { namedPoints } from "../crash/Points.ts"
import type { Dice } from "./Dice.ts"
import { doorFaults, faultKinds, type Happening, type PlacedOrder } from "./Story.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Of a process with files and doors of its own: those are reached by the deaths of real processes only. */
const ofRealProcesses = /^(blob|data directory|label key|address|journal open)/

/** Every place at which the connector may die; which of them a story reaches depends on what its people do. */
const crashPoints = (await namedPoints()).filter((point) => !ofRealProcesses.test(point))

/** Those at which most of what happens passes, drawn as often as all the others together. */
const busyPoints = crashPoints.filter((point) => /^(commit|write|item)|^(PUT|POST) .* answered$/.test(point))

export const drawFaults = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const kinds = dice.some(faultKinds, 0.5)
  if (kinds.length === 0) return []
  return Array.from({ length: dice.int(0, 24) }, () => {
    const system = dice.pick(["ongoing", "omnium"] as const)
    const methods =
      system === "ongoing"
        ? (["GET", "PUT", "PUT", "DELETE"] as const)
        : (["GET", "POST", "POST", "PATCH", "PUT"] as const)
    return {
      at: inBurst(),
      do: "fault",
      system,
      kind: dice.pick(kinds),
      method: dice.chance(0.2) ? undefined : dice.pick(methods),
      count: dice.chance(0.2) ? dice.int(2, 6) : 1,
      // A request is carried out within a minute of being sent, or never.
      delay: dice.int(2, 55) * second
    }
  })
}

export const drawDoorFaults = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const kinds = dice.some(doorFaults, 0.4)
  if (kinds.length === 0) return []
  return Array.from({ length: dice.int(0, 6) }, () => ({
    at: inBurst(),
    do: "door",
    kind: dice.pick(kinds),
    delay: dice.pick([5 * second, 10 * minute, day])
  }))
}

export const drawOutages = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const outages: Array<Happening> = []
  for (const system of ["ongoing", "omnium"] as const) {
    if (!dice.chance(0.3)) continue
    const length = dice.pick([5 * minute, 2 * hour])
    outages.push({ at: inBurst(), do: "outage", system, kind: dice.pick(["refused", "status-before"]), for: length })
  }
  if (dice.chance(0.15)) {
    outages.push({ at: inBurst(), do: "lock-out", method: dice.pick(["GET", "PUT"]), for: dice.int(5, 60) * minute })
  }
  return outages
}

export const drawCrashes = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  const points = [...dice.some(busyPoints, 0.2), ...dice.some(crashPoints, 0.1)]
  // Ongoing tells no changes that are older than a day.
  const downFor = () => (dice.chance(0.05) ? 30 * hour : dice.pick([second, 10 * second, 20 * minute]))
  const kills = Array.from(
    { length: dice.int(0, 3) },
    () => ({ at: inBurst(), do: dice.chance(0.25) ? "stop" : "kill", down: downFor() }) as const
  )
  if (points.length === 0) return kills
  const crashes = Array.from(
    { length: dice.int(0, 6) },
    () => ({ at: inBurst(), do: "crash", point: dice.pick(points), hit: dice.int(1, 3), down: downFor() }) as const
  )
  return [...kills, ...crashes]
}

export const drawOperators = (dice: Dice, tenants: ReadonlyArray<string>, lasts: number): ReadonlyArray<Happening> =>
  tenants.flatMap((tenant) => [
    ...Array.from({ length: dice.int(0, 3) }, () => ({ at: dice.int(0, lasts), do: "retry", tenant }) as const),
    ...(dice.chance(0.15) ? [{ at: dice.int(0, lasts), do: "dismiss", tenant } as const] : [])
  ])

/** Now and then a machine is set up anew from yesterday's copy. */
export const drawRestore = (dice: Dice, lasts: number): ReadonlyArray<Happening> => {
  if (!dice.chance(0.15)) return []
  const copied = dice.int(0, Math.floor(lasts * 0.5))
  const age = dice.pick([minute, 20 * minute, 2 * hour, day])
  return [
    { at: copied, do: "copy" },
    { at: copied + age, do: "restore", down: dice.pick([second, 20 * minute]) }
  ]
}

/** The connector's own clock is set, and some time later set right. */
export const drawClock = (dice: Dice, inBurst: () => number): ReadonlyArray<Happening> => {
  if (!dice.chance(0.1)) return []
  const at = inBurst()
  const ahead = dice.pick([-5 * minute, 5 * minute, -25 * hour, 25 * hour])
  return [
    { at, do: "clock", ahead },
    { at: at + dice.int(hour, 10 * hour), do: "clock", ahead: 0 }
  ]
}

/** Whoever knows the address of the webhooks may call it with anything. */
export const drawMixedHints = (
  dice: Dice,
  orders: ReadonlyArray<PlacedOrder>,
  lasts: number
): ReadonlyArray<Happening> =>
  dice.chance(0.3)
    ? Array.from({ length: dice.int(1, 5) }, (): Happening => {
        const { tenant, number } = dice.pick(orders)
        const other = dice.pick(orders.filter((order) => order.tenant === tenant))
        return { at: dice.int(0, lasts), do: "mixed hint", tenant, of: `${number}-1`, as: `${other.id}/1` }
      })
    : []

/** Not among the first minutes: what is as new as the scan itself is left alone until the next one. */
export const drawShortPages = (dice: Dice, lasts: number): ReadonlyArray<Happening> =>
  dice.chance(0.25)
    ? Array.from(
        { length: dice.int(1, 3) },
        (): Happening => ({ at: dice.int(10 * minute, lasts), do: "short page", article: dice.int(0, 3) })
      )
    : []
