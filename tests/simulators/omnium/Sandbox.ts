import { createOmniumSimulator, type OmniumSimulatorOptions } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import exampleOrder from "../../fixtures/omnium-order.json"

export const start = Date.parse("2026-11-01T08:00:00Z")
export const mainWarehouse = "epic_company_main_warehouse"

/** The documented example under an id of its own, with as many pieces as wanted. */
export const orderOf = (id: string, quantity = 1, changes: Readonly<Record<string, unknown>> = {}) => {
  const line = { ...exampleOrder.orderForm.lineItems[0], quantity }
  const shipment = { ...exampleOrder.orderForm.shipments[0], lineItems: [line] }
  return {
    ...exampleOrder,
    id,
    orderForm: { ...exampleOrder.orderForm, lineItems: [line], shipments: [shipment] },
    ...changes
  }
}

export interface SentCall {
  readonly path: string
  readonly authorization: string | null
  readonly body: Record<string, unknown>
}

/** A simulator whose clock moves by hand, with a connector that answers as it is told. */
export const sandbox = async (options: Omit<OmniumSimulatorOptions, "host"> = {}) => {
  let now = start
  let timers: Array<{ readonly at: number; readonly run: () => void }> = []
  const sent: Array<SentCall> = []
  const connector = { answer: (_call: SentCall): Response | Promise<Response> => new Response(null, { status: 200 }) }
  const host: Host = {
    now: () => now,
    later: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    send: async (request) => {
      const call: SentCall = {
        path: new URL(request.url).pathname,
        authorization: request.headers.get("authorization"),
        // The simulator sends JSON objects.
        body: (await request.json()) as Record<string, unknown>
      }
      sent.push(call)
      return connector.answer(call)
    }
  }
  const simulator = createOmniumSimulator({ host, orders: 0, selfCheck: true, ...options })
  const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    simulator.fetch(
      new Request(`http://omnium.test${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
      })
    )
  const token = await (await send("POST", "/api/Token?clientId=demo&clientSecret=demo")).text()
  const api = (method: string, path: string, body?: unknown) =>
    send(method, path, body, { authorization: `Bearer ${token}` })
  return {
    simulator,
    send,
    api,
    sent,
    connector,
    /** The JSON of a call that must succeed. */
    ok: async (method: string, path: string, body?: unknown) => {
      const response = await api(method, path, body)
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      // Tests look into answers freely; a wrong shape fails their expectations.
      return response.status === 204 ? undefined : ((await response.json()) as Answer)
    },
    back: async (method: string, path: string, body?: unknown) => {
      const response = await send(method, `/_simulator/${path}`, body)
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response.status === 204 ? undefined : ((await response.json()) as Answer)
    },
    pass: (milliseconds: number) => {
      const end = now + milliseconds
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
    /** Lets what is on its way arrive. */
    until: async (arrived: () => boolean | Promise<boolean>) => {
      for (let turn = 0; turn < 1000; turn++) {
        if (await arrived()) return
        await new Promise((resolve) => setImmediate(resolve))
      }
      throw new Error("It never arrived.")
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers of arbitrary operations; each test asserts what it reads
export type Answer = any
