import { board } from "@omnium-ongoing/simulator-kit/board/Board"
import type { Ledger } from "@omnium-ongoing/simulator-kit/Ledger"
import { createSimulator } from "@omnium-ongoing/simulator-kit/Simulator"
import { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Call, Host, Model, World } from "@omnium-ongoing/simulator-kit/World"
import type { WorldStore } from "@omnium-ongoing/simulator-kit/WorldStore"
import { Hono } from "hono"

/** A host whose time only moves by hand. */
export const manualHost = (start: number) => {
  let now = start
  let timers: Array<{ readonly at: number; readonly run: () => void }> = []
  const host: Host = {
    now: () => now,
    later: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    send: () => Promise.reject(new Error("This host sends nothing."))
  }
  const pass = (milliseconds: number): void => {
    const end = now + milliseconds
    for (;;) {
      const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      timers = timers.filter((timer) => timer !== next)
      now = next.at
      next.run()
    }
    now = end
  }
  return { host, pass, timers: () => timers.length }
}

interface Counter {
  readonly id: number
  readonly name: string
  readonly value: number
}

interface Counters {
  readonly counters: Table<string, Counter>
}

interface CountersOptions {
  readonly count: number
}

const seeded = ({ count }: CountersOptions, seed: number): Counters => ({
  counters: new Table(
    "Counter",
    Array.from({ length: count }, (_, index) => {
      const name = `counter-${index}`
      return [name, { id: seed * 100 + index, name, value: 0 }] as const
    })
  )
})

/** The smallest simulated system: counters by name, that a PUT creates and raises. */
const model: Model<Counters, CountersOptions> = {
  create: seeded,
  copy: ({ counters }) => ({ counters: counters.copy() }),
  toJson: ({ counters }) => [...counters.values()],
  // Tests import what they exported.
  fromJson: (json) => ({
    counters: new Table(
      "Counter",
      (json as ReadonlyArray<Counter>).map((counter) => [counter.name, counter])
    )
  }),
  parts: {
    begin: (origin) =>
      origin === undefined ? { counters: new Table("Counter") } : seeded(origin.options, origin.seed),
    tables: ({ counters }) => ({ counters }),
    rest: () => null,
    setRest: () => {},
    // Tests read what they wrote.
    put: ({ counters }, { key, entity }) => counters.set(String(key), entity as Counter, () => {})
  },
  view: ({ counters }) => ({ counters: counters.size }),
  laws: ({ counters }) =>
    [...counters.values()].filter(({ value }) => value > 2).map(({ name }) => `${name} counts further than 2.`)
}

const raise = ({ counters }: Counters, name: string, record: ReturnType<Ledger["recorder"]>): Counter => {
  const known = counters.get(name)
  const raised = { id: known?.id ?? counters.size, name, value: (known?.value ?? 0) + 1 }
  counters.set(name, raised, record)
  return raised
}

const frontDoor = (world: World<Counters>) => {
  const app = new Hono<{ Bindings: Call }>()
  app.get("/counters", ({ req }) => {
    const from = Number(req.query("counterIdFrom") ?? 0)
    return Response.json([...world.state.counters.values()].filter(({ id }) => id >= from))
  })
  app.get("/counters/:name", ({ req }) => {
    const counter = world.state.counters.get(req.param("name"))
    return counter === undefined ? Response.json({ message: "unknown" }, { status: 404 }) : Response.json(counter)
  })
  app.put("/counters/:name", (context) =>
    context.env.json(
      raise(world.state, context.req.param("name"), world.ledger.recorder("raise", context.env.requestId))
    )
  )
  app.delete("/counters/:name", (context) => {
    const record = world.ledger.recorder("remove", context.env.requestId)
    return world.state.counters.delete(context.req.param("name"), record)
      ? context.body(null, 204)
      : context.text("unknown", 404)
  })
  for (const path of ["/echo", "/token"])
    app.post(path, async ({ req, env }) => {
      const text = await req.text()
      env.received(text)
      return new Response(text)
    })

  app.get("/random", () => Response.json(world.random()))
  app.get("/broken", () => {
    throw new Error("a bug")
  })
  app.onError((error) => {
    throw error
  })
  return app
}

export const start = Date.parse("2026-03-10T12:00:00Z")

export const countersSimulator = (host: Host, selfCheck = false, store?: WorldStore, mostWorlds = 100) =>
  createSimulator({
    model,
    options: { count: 4 },
    seed: 1,
    host,
    frontDoor,
    openApi: async () => ({ openapi: "3.1.0" }),
    paths: () => ["/counters", "/counters/{name}", "/echo"],
    board: async (world, send) => board(world, send, { name: "Counters", routes: [] }),
    curlAuthorization: `-u 'demo':"$PASSWORD"`,
    answerProblems: async (_request, path, _status, body) =>
      path === "/random" && typeof body === "number" ? ["A random number is no answer."] : [],
    selfCheck,
    store,
    mostWorlds
  })
