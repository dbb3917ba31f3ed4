/** A call as it goes over the wire. */
export interface Call {
  readonly method: string
  /** Encoded, from the root. */
  readonly path: string
  /** Without its question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

export const requestOf = (origin: string, { method, path, query, headers, body }: Call): Request =>
  new Request(`${origin}${path}${query === "" ? "" : `?${query}`}`, {
    method,
    headers,
    // A Request of these methods has no body.
    ...(body === undefined || method === "GET" || method === "HEAD" ? {} : { body })
  })

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const longest = 4000

/** The call as one line for a shell; what has megabytes is told by its beginning. */
export const curl = (origin: string, { method, path, query, headers, body }: Call): string =>
  [
    `curl -sS --path-as-is -X ${method} ${quoted(`${origin}${path}${query === "" ? "" : `?${query}`}`)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${typeof body === "string" ? quoted(begun(body)) : printed(body)}`])
  ].join(" ")

const begun = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`

const printed = (bytes: Uint8Array): string =>
  `@<(printf '${[...bytes.slice(0, longest)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}')`
