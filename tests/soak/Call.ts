export interface Answer {
  /** 0 where the connection broke: nobody knows what became of the call. */
  readonly status: number
  readonly json: unknown
}

/** A kill, a start and a busy machine take less. */
const patience = 60_000

/** A call that waits for a process to be there again. One that may have been carried out is not repeated. */
export const call = async (
  method: string,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {}
): Promise<Answer> => {
  const until = performance.now() + patience
  for (;;) {
    try {
      const response = await fetch(url, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      return { status: response.status, json: parsed(await response.text()) }
    } catch (error) {
      const isRefused = error instanceof Error && "code" in error && error.code === "ConnectionRefused"
      if (!isRefused) return { status: 0, json: undefined }
      if (performance.now() > until) throw error
      await Bun.sleep(100)
    }
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What has to be answered well, such as what prepares a run. */
export const read = async <A>(method: string, url: string, body?: unknown): Promise<A> => {
  const { status, json } = await call(method, url, body)
  if (status < 200 || status > 299)
    throw new Error(`${method} ${url}: ${status} ${JSON.stringify(json)?.slice(0, 300)}`)
  // The shape is what the answering system documents.
  return json as A
}
