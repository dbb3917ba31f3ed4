import type { World } from "../World.ts"
import { watch } from "./Watch.ts"

const lookMillis = 250

/** So many looks without a change, and a comment keeps the connection open. */
const looksPerHeartbeat = 60

/** Server-sent events that name what has changed. The world is looked at only while somebody listens. */
export const liveEvents = (world: World<unknown>): Response => {
  const text = new TextEncoder()
  const changes = watch(world)
  let quiet = 0
  let cancelLook = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const look = () => {
        // Its simulator was reset: the browser connects again, to the world that took its place.
        if (world.clock.stopped) return controller.close()
        const changed = changes()
        quiet = changed.length > 0 ? 0 : quiet + 1
        if (changed.length > 0) controller.enqueue(text.encode(`data: ${changed.join(" ")}\n\n`))
        else if (quiet % looksPerHeartbeat === 0) controller.enqueue(text.encode(":\n\n"))
        cancelLook = world.host.later(lookMillis, look)
      }
      controller.enqueue(text.encode("retry: 1000\n\n"))
      cancelLook = world.host.later(lookMillis, look)
    },
    cancel: () => cancelLook()
  })
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } })
}
