import { ConnectionFault } from "./ConnectionFault.ts"
import { foreignPage } from "./ForeignPage.ts"
import { realHost } from "./RealHost.ts"
import { maxRequestBytes, type Simulator } from "./Simulator.ts"

export interface ServeOptions {
  /** 0 for any that is free. */
  readonly port: number
  readonly hostname?: string
}

export interface Running {
  /** Without a slash at its end. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A reset discards what the client has not read yet, so the first half gets a head start. */
const headStartMillis = 25

/** A body that ends in an error makes Bun close the socket without ceremony; an undefined error is not printed. */
const broken = ({ partial }: ConnectionFault): Response => {
  const reader = partial?.body?.getReader()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await reader?.read()
      if (piece?.value !== undefined) return controller.enqueue(piece.value)
      if (reader !== undefined) await new Promise<void>((resolve) => void realHost.later(headStartMillis, resolve))
      controller.error(undefined)
    }
  })
  return new Response(body, partial === undefined ? {} : { status: partial.status, headers: partial.headers })
}

const refusalOf = (request: Request): Response | undefined => {
  const page = foreignPage(request)
  if (page === undefined) return undefined
  const message = `This was sent by a page of ${page}. Only the board, and pages of this machine, may write.`
  return Response.json({ message }, { status: 403 })
}

/** A simulator on a socket. Throws, with the reason in words, where it cannot listen. */
export const serve = (
  simulator: Pick<Simulator<unknown>, "fetch"> & Partial<Pick<Simulator<unknown>, "known">>,
  { port, hostname = "127.0.0.1" }: ServeOptions
): Running => {
  const listen = () =>
    Bun.serve({
      port,
      hostname,
      development: false,
      // By itself `development: false` lets a second process listen on the same port, and calls reach either of them.
      reusePort: false,
      idleTimeout: 255,
      maxRequestBodySize: maxRequestBytes,
      fetch: (request) =>
        // A read, which nobody is refused.
        simulator.known?.(request) ??
        refusalOf(request) ??
        simulator.fetch(request).catch((error: unknown) => {
          if (error instanceof ConnectionFault) return broken(error)
          throw error
        })
    })
  let server: ReturnType<typeof listen>
  try {
    server = listen()
  } catch (error) {
    throw new Error(`${hostname}:${port}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const authority = hostname.includes(":") ? `[${hostname}]` : hostname
  return { url: `http://${authority}:${server.port}`, stop: () => server.stop(true) }
}
