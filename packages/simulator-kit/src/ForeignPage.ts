const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * The site whose page makes a browser write here, if it is neither ours nor one of this machine: whoever looks at it
 * meant nothing by it. Programs say no origin, and reading tells such a page nothing.
 */
export const foreignPage = (request: Request): string | undefined => {
  const { method } = request
  if (method === "GET" || method === "HEAD") return undefined
  const { headers } = request
  const origin = headers.get("origin")
  if (origin === null) return undefined
  const { host, hostname } = URL.parse(origin) ?? { host: "", hostname: "" }
  if (loopback.test(hostname)) return undefined
  // A proxy may have changed the host; what the browser says of the site is right all the same.
  const isOurs = (headers.get("sec-fetch-site") ?? "none") === "same-origin" || host === new URL(request.url).host
  return isOurs ? undefined : origin
}
