import type { World } from "../World.ts"

/** What of a world can change while somebody looks at it. */
export const topics = ["ledger", "requests", "clock", "faults"] as const
export type Topic = (typeof topics)[number]

/** Requests in flight are looked for among so many. */
const latestRequests = 50

/** A clock that runs on is no change; one that is further off than this was moved. */
const unsteadyMillis = 20

interface Glance {
  readonly at: number
  readonly told: Readonly<Record<Topic, ReadonlyArray<unknown>>>
}

const glance = ({ ledger, requests, clock, faults, host }: World<unknown>): Glance => ({
  at: clock.frozen ? clock.now() : clock.now() / clock.scale - host.now(),
  told: {
    ledger: [ledger, ledger.size],
    requests: [
      requests,
      requests.count,
      requests.since(requests.count - latestRequests).filter(({ durationMs }) => durationMs === null).length
    ],
    clock: [clock, clock.frozen, clock.scale],
    faults: [faults, faults.rules.length, faults.rules.reduce((sum, { fired }) => sum + fired, 0)]
  }
})

/** Answers, each time it is asked, with what has changed since it was asked last. */
export const watch = (world: World<unknown>): (() => ReadonlyArray<Topic>) => {
  let seen = glance(world)
  return () => {
    const before = seen
    seen = glance(world)
    return topics.filter(
      (topic) =>
        seen.told[topic].some((value, position) => value !== before.told[topic][position]) ||
        (topic === "clock" && Math.abs(seen.at - before.at) > unsteadyMillis)
    )
  }
}
