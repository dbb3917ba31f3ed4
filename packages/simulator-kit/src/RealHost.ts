import type { Host } from "./World.ts"

/** A longer timer would fire at once; waking early is allowed. */
const longestTimer = 2 ** 31 - 1

/** The process's own clock, timers and network. */
export const realHost: Host = {
  now: () => Date.now(),
  later: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(milliseconds, longestTimer))
    return () => clearTimeout(timer)
  },
  send: (request) => fetch(request)
}
