/** One call as it goes over the wire. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const connections = 8
const headerEnd = "\r\n\r\n"

/**
 * Calls a server over kept-alive connections, each waiting for its answer before the next, and tells how many
 * milliseconds all took. It speaks HTTP by hand, so that the server is what is measured, and throws at anything but a 2xx.
 */
export const load = async (url: string, calls: ReadonlyArray<Call>): Promise<number> => {
  const { hostname, port } = new URL(url)
  const requests = calls.map((call) => requestOf(call, `${hostname}:${port}`))
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, () => {
      const done = Promise.withResolvers<void>()
      let head = ""
      /** Bytes of the body still to come; undefined before the head is read. */
      let left: number | undefined
      const send = (socket: { readonly write: (bytes: Uint8Array) => number; readonly end: () => void }) => {
        const request = requests[next++]
        if (request !== undefined) {
          socket.write(request)
          return
        }
        done.resolve()
        socket.end()
      }
      void Bun.connect({
        hostname,
        port: Number(port),
        socket: {
          open: send,
          data: (socket, bytes) => {
            let received = bytes.length
            if (left === undefined) {
              head += bytes.toString("latin1")
              const end = head.indexOf(headerEnd)
              if (end === -1) return
              if (!/^HTTP\/1\.1 2\d\d/.test(head)) return done.reject(new Error(head.slice(0, 500)))
              left = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
              if (Number.isNaN(left)) return done.reject(new Error(`no length: ${head.slice(0, end)}`))
              received = head.length - end - headerEnd.length
              head = ""
            }
            left -= received
            if (left > 0) return
            left = undefined
            send(socket)
          },
          error: (_socket, error) => done.reject(error),
          close: () => done.reject(new Error("The server closed the connection."))
        }
      }).catch(done.reject)
      return done.promise
    })
  )
  return performance.now() - started
}

const requestOf = ({ method, path, headers, body }: Call, host: string): Uint8Array => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = body === undefined ? "" : `content-length: ${Buffer.byteLength(body)}\r\n`
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join("")}${length}\r\n${body ?? ""}`)
}
