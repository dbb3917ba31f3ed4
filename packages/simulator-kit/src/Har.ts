import type { Bodies } from "./KeptBodies.ts"
import type { RequestRow } from "./RequestLog.ts"

const unknownSize = -1

interface HarEntry {
  readonly row: RequestRow
  readonly bodies: Bodies
}

/** The requests in the format that browsers' tools read (HAR 1.2). */
export const har = (origin: string, entries: ReadonlyArray<HarEntry>): unknown => ({
  log: {
    version: "1.2",
    creator: { name: "simulator-kit", version: "0.1.0" },
    entries: entries.map((entry) => harEntry(origin, entry))
  }
})

const harEntry = (origin: string, { row, bodies }: HarEntry) => ({
  startedDateTime: new Date(row.at).toISOString(),
  time: row.durationMs ?? 0,
  request: {
    method: row.method,
    url: `${origin}${row.path}${row.query === "" ? "" : `?${row.query}`}`,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: [],
    queryString: [...new URLSearchParams(row.query)].map(([name, value]) => ({ name, value })),
    headersSize: unknownSize,
    bodySize: row.requestBytes,
    ...(bodies.request !== undefined && { postData: { mimeType: "application/json", text: bodies.request } })
  },
  response: {
    // Browsers write 0 for what was never answered.
    status: row.status ?? 0,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: [
      { name: "x-request-id", value: row.requestId },
      ...(row.fault === undefined ? [] : [{ name: "x-simulator-fault", value: row.fault }])
    ],
    content: { size: row.answerBytes, mimeType: bodies.answerType ?? "", text: bodies.answer ?? "" },
    redirectURL: "",
    headersSize: unknownSize,
    bodySize: row.answerBytes
  },
  cache: {},
  timings: { send: 0, wait: row.durationMs ?? 0, receive: 0 }
})
