import { at, list } from "../Json.ts"
import type { Send } from "../Systems.ts"

/** A call of the story's own that changed something. */
export interface OwnCall {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly authorization: string | null
  readonly body: string
}

/** A way to make calls that remembers those it made. */
export const remembering = (send: Send) => {
  const writes: Array<OwnCall> = []
  const requestIds = new Set<string>()
  return {
    writes: writes as ReadonlyArray<OwnCall>,
    /** Whether the row of a simulator's request log is such a call. */
    has: (origin: string, requestId: unknown) => requestIds.has(`${origin} ${requestId}`),
    send: async (request: Request): Promise<Response> => {
      const body = await request.clone().text()
      const response = await send(request)
      const { pathname, origin } = new URL(request.url)
      requestIds.add(`${origin} ${response.headers.get("x-request-id")}`)
      // A token and the wait for the connector are no part of the story.
      if (request.method !== "GET" && !/\/(Token|drain)$/.test(pathname)) {
        const { method, url } = request
        writes.push({ method, url, status: response.status, authorization: request.headers.get("authorization"), body })
      }
      return response
    }
  }
}

/** A call of somebody else that a simulator has answered. */
export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly status: number
}

/** What others ask of a simulator from now on, by its request log. */
export const overhearing = async (send: Send, origin: string) => {
  const rowsAfter = async (seq: unknown) => {
    const response = await send(new Request(`${origin}/_simulator/requests?since=${seq}`))
    return list(await response.json())
  }
  const before = at((await rowsAfter(0)).at(-1), "seq") ?? 0
  return async (isOwn: (origin: string, requestId: unknown) => boolean): Promise<ReadonlyArray<SeenCall>> =>
    (await rowsAfter(before))
      .filter((row) => !isOwn(origin, at(row, "requestId")))
      .map((row) => ({
        method: String(at(row, "method")),
        path: String(at(row, "path")),
        status: Number(at(row, "status"))
      }))
}
