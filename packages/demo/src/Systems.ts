import { at, list } from "./Json.ts"

/** A way to make a call; the process's own in the demo. */
export type Send = (request: Request) => Promise<Response>

export interface Addresses {
  readonly ongoing: string
  readonly omnium: string
  readonly connector: string
}

export interface Answer {
  readonly status: number
  readonly json: unknown
}

const mostLooks = 200

/** The three systems of the demo, spoken to as anybody would: over HTTP, with the demo's credentials. */
export const systems = (send: Send, addresses: Addresses) => {
  const call = async (
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: unknown
  ): Promise<Answer> => {
    const response = await send(
      new Request(url, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    )
    const content = await response.text()
    try {
      return { status: response.status, json: content === "" ? undefined : JSON.parse(content) }
    } catch {
      return { status: response.status, json: content }
    }
  }
  const basic = { authorization: `Basic ${btoa("demo:demo")}` }
  let token: string | undefined
  const bearer = async () => {
    if (token === undefined) {
      const url = `${addresses.omnium}/api/Token?clientId=demo&clientSecret=demo`
      token = String((await call("POST", url, {})).json)
    }
    return { authorization: `Bearer ${token}` }
  }
  const connector = (method: string, path: string, body?: unknown) =>
    call(method, `${addresses.connector}${path}`, {}, body)
  /** Omnium calls after it has answered: what it has to tell the connector must have been told. */
  const told = async () => {
    for (let attempt = 0; attempt < mostLooks; attempt++) {
      const deliveries = list((await call("GET", `${addresses.omnium}/_simulator/eventDeliveries`, {})).json)
      if (deliveries.every((each) => at(each, "state") !== "pending")) return
    }
  }
  const drained = async () => {
    await told()
    await connector("POST", "/api/tenants/epic/drain", { timeoutSeconds: 20 })
  }
  const ranTask = async (task: string, only?: ReadonlyArray<string>) => {
    for (let attempt = 0; attempt < mostLooks; attempt++) {
      const run = await connector("POST", `/api/tenants/epic/tasks/${task}/run`, only === undefined ? {} : { only })
      await drained()
      // A run that was under way may have looked before there was something to see.
      if (run.status !== 409) return
    }
  }
  return {
    /** Waits until the connector has nothing left to do. */
    drained,
    ranTask,
    /** Runs operations of the main task now. */
    synced: (...only: ReadonlyArray<string>) => ranTask("OngoingSyncScheduledTask", only),
    /** Looks for what nothing announced. */
    polled: () => ranTask("exportPoll"),
    purchase: (path: string, body: unknown = {}) =>
      call("POST", `${addresses.ongoing}/_simulator/purchaseOrders${path}`, {}, body),
    ongoing: (method: string, path: string, body?: unknown) =>
      call(method, `${addresses.ongoing}/demo/api/v1${path}`, basic, body),
    warehouse: (path: string, body: unknown = {}) => call("POST", `${addresses.ongoing}/_simulator${path}`, {}, body),
    omnium: async (method: string, path: string, body?: unknown) =>
      call(method, `${addresses.omnium}/api${path}`, await bearer(), body),
    connector: (method: string, path: string, body?: unknown) =>
      call(method, `${addresses.connector}${path}`, {}, body),
    file: async (url: string) => {
      const response = await send(new Request(url))
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
    }
  }
}

export type Systems = ReturnType<typeof systems>
