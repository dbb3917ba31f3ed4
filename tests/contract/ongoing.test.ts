import { layer } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { Config, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import {
  type OngoingSubject,
  type OwnPlace,
  ongoingContract,
  ownOngoingContract,
  type Place
} from "./ongoing.contract.ts"

const credentials = { username: "WSIepic", password: "correct" }
const basic = `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`

/** The simulators' clocks stand at this instant until a test moves them. */
const start = DateTime.makeUnsafe("2026-11-02T08:00:00Z")
const host: Host = {
  now: () => start.epochMilliseconds,
  later: () => () => {},
  send: async () => new Response()
}

const adapter = (host: URL, username: string, password: Redacted.Redacted, fetch: typeof globalThis.fetch) =>
  Layer.fresh(
    layer({ host, username, password }).pipe(
      Layer.provide(FetchHttpClient.layer),
      Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch))
    )
  )

const newSimulator = () =>
  createOngoingSimulator({
    ...{ host, user: credentials.username, password: credentials.password, warehouse: "epic" },
    ...{ goodsOwners: [7, 8], orders: 0, articles: 1 }
  })

/** A `fetch` that ends in the simulator. Nobody here calls it with a Request. */
const inProcess = ({ fetch }: ReturnType<typeof newSimulator>): typeof globalThis.fetch =>
  Object.assign((url: string | URL | Request, init?: RequestInit) => fetch(new Request(`${url}`, init)), {
    preconnect: globalThis.fetch.preconnect
  })

const placeAt = (url: string, fetch: typeof globalThis.fetch): OwnPlace => {
  const send = (method: string, path: string, body?: object) =>
    Effect.promise(async () => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: basic },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return text
    })
  const ongoing = (password: string) =>
    adapter(new URL(`${url}/epic/api/v1`), credentials.username, Redacted.make(password), fetch)
  return {
    ongoing: ongoing(credentials.password),
    stranger: ongoing("wrong"),
    owner: OngoingGoodsOwnerId.make(7),
    otherOwner: OngoingGoodsOwnerId.make(8),
    warehouseId: OngoingWarehouseId.make(1),
    articleNumber: "0123ABC",
    prefix: "",
    now: Effect.map(send("GET", "/_simulator/clock"), (text) =>
      DateTime.toUtc(DateTime.makeUnsafe(String(JSON.parse(text).now)))
    ),
    pass: (seconds) => Effect.asVoid(send("POST", "/_simulator/clock", { advance: `PT${seconds}S` })),
    act: (id, action, body = {}) => Effect.asVoid(send("POST", `/_simulator/orders/${id}/${action}`, body)),
    cancel: (id) => Effect.asVoid(send("DELETE", `/epic/api/v1/orders/${id}`)),
    fail: (rule) => Effect.asVoid(send("POST", "/_simulator/faults", { ...rule, phase: "after" }))
  }
}

const simulators: ReadonlyArray<OngoingSubject<OwnPlace>> = [
  {
    name: "the adapter, over the simulator in this process",
    open: Effect.sync(() => placeAt("http://ongoing.test", inProcess(newSimulator())))
  },
  {
    name: "the adapter, over the simulator on a socket",
    open: Effect.acquireRelease(
      Effect.sync(() => newSimulator().listen({ port: 0 })),
      (running) => Effect.promise(running.stop)
    ).pipe(Effect.map(({ url }) => placeAt(url, fetch)))
  }
]

for (const subject of simulators) {
  ongoingContract(subject)
  ownOngoingContract(subject)
}

/** An installation of Ongoing's own; its orders stay there, with numbers of the given prefix. */
const RealOngoing = Config.option(
  Config.all({
    host: Config.URL("HOST"),
    username: Config.String("USERNAME"),
    password: Config.Redacted("PASSWORD"),
    owner: Config.Int("GOODS_OWNER"),
    warehouse: Config.Int("WAREHOUSE"),
    articleNumber: Config.String("ARTICLE"),
    prefix: Config.String("PREFIX")
  })
).pipe(Config.nested("ONGOING_CONTRACT"))

Option.match(Effect.runSync(RealOngoing), {
  onNone: () => console.log("Ongoing port: a real system – skipped, because ONGOING_CONTRACT_HOST is not set"),
  onSome: ({ host, username, password, owner, warehouse, articleNumber, prefix }) => {
    const place: Place = {
      ongoing: adapter(host, username, password, fetch),
      stranger: adapter(host, username, Redacted.make("surely wrong"), fetch),
      owner: OngoingGoodsOwnerId.make(owner),
      warehouseId: OngoingWarehouseId.make(warehouse),
      articleNumber,
      prefix
    }
    ongoingContract({ name: `the adapter, over ${host.host}`, open: Effect.succeed(place) })
  }
})
