/** A row of a simulator's request log. */
export interface Call {
  readonly seq: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number | null
}

export interface Calls {
  readonly ongoing: ReadonlyArray<Call>
  readonly omnium: ReadonlyArray<Call>
}

/** A search is posted, and so is the start of a scroll. */
const readsByPost = /\/(Search\w*|Scroll|Token)$/

export const isRead = ({ method, path }: Call): boolean =>
  method === "GET" || (method === "POST" && readsByPost.test(path))

export const reads = (calls: ReadonlyArray<Call>): number => calls.filter(isRead).length

export const writes = (calls: ReadonlyArray<Call>): number => calls.length - reads(calls)

export const total = ({ ongoing, omnium }: Calls): number => ongoing.length + omnium.length

/** How often each operation was called, whatever it was called with. */
export const byOperation = ({ ongoing, omnium }: Calls): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { method, path } of [...ongoing, ...omnium]) {
    const operation = `${method} ${path.replace(/\/(Scroll)\/[^/]+$/, "/$1/{scrollId}").replace(/^\/demo/, "")}`
    counts[operation] = (counts[operation] ?? 0) + 1
  }
  return counts
}

/** An answer that is not a success would make a run cheaper than it is. */
export const refuseFailures = (calls: Calls): void => {
  const failed = [...calls.ongoing, ...calls.omnium].find(({ status }) => status === null || status >= 400)
  if (failed !== undefined) throw new Error(`${failed.method} ${failed.path} was answered with ${failed.status}.`)
}
