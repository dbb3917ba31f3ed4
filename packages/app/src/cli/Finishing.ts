import { Effect } from "effect"
import type { Ask } from "./Commands.ts"

const seconds = 10

/** So often in a row that nothing has ended: then what is left waits for something that may take hours. */
const patience = 6

/** Does what an earlier run has left: without a service nobody else goes on with it. */
export const finishing = Effect.fnUntraced(function* (tenant: string, ask: Ask, write: (text: string) => void) {
  let left = ""
  for (let idle = 0; idle < patience; ) {
    const { status, json } = yield* Effect.promise(() =>
      ask(`/api/tenants/${encodeURIComponent(tenant)}/drain`, { timeoutSeconds: seconds })
    )
    if (status !== 504) {
      // The shapes of our own API: here how many items are open that nothing can be done about yet.
      const { open } = json as { readonly open?: number }
      if (open) write(`${open} ${open === 1 ? "item waits" : "items wait"} for a later time; the next run goes on.\n`)
      return
    }
    // How many items are still due.
    const { detail } = json as { readonly detail: string }
    idle = detail === left ? idle + 1 : 0
    left = detail
    write(`${detail}\n`)
  }
})
