import { layer } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { layer as inMemory } from "@omnium-ongoing/ongoing-simulator/OngoingInMemory"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { Config, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { articleContract, failingArticleContract } from "./articles.contract.ts"
import {
  type FailingPlace,
  failingOngoingContract,
  type OngoingSubject,
  ongoingContract,
  ownOngoingContract,
  type RemotePlace,
  remoteOngoingContract
} from "./ongoing.contract.ts"
import {
  failingPurchaseOrderContract,
  purchaseOrderContract,
  type ReceivingPlace,
  receivingContract
} from "./purchase-orders.contract.ts"

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
    host,
    user: credentials.username,
    password: credentials.password,
    warehouse: "epic",
    goodsOwners: [7, 8],
    orders: 0,
    articles: 1,
    selfCheck: true
  })

/** A `fetch` that ends in the simulator. Nobody here calls it with a Request. */
const inProcess = ({ fetch }: ReturnType<typeof newSimulator>): typeof globalThis.fetch =>
  Object.assign((url: string | URL | Request, init?: RequestInit) => fetch(new Request(`${url}`, init)), {
    preconnect: globalThis.fetch.preconnect
  })

type Simulated = FailingPlace & RemotePlace & ReceivingPlace

const placeAt = (url: string, fetch: typeof globalThis.fetch): Simulated => {
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
    actOnPurchaseOrder: (id, action, body = {}) =>
      Effect.asVoid(send("POST", `/_simulator/purchaseOrders/${id}/${action}`, body)),
    cancel: (id) => Effect.asVoid(send("DELETE", `/epic/api/v1/orders/${id}`)),
    fail: (rule) => Effect.asVoid(send("POST", "/_simulator/faults", { ...rule, phase: "after" }))
  }
}

const remote: ReadonlyArray<OngoingSubject<Simulated>> = [
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

for (const subject of remote) {
  ongoingContract(subject)
  remoteOngoingContract(subject)
  ownOngoingContract(subject)
  failingOngoingContract(subject)
  articleContract(subject)
  failingArticleContract(subject)
  purchaseOrderContract(subject)
  receivingContract(subject)
  failingPurchaseOrderContract(subject)
}

/** Time is the program's own here, and the warehouse's staff live by the simulator's: both pass together. */
const inMemoryPlace = Effect.gen(function* () {
  const simulator = newSimulator()
  const place: ReceivingPlace = placeAt("http://ongoing.test", inProcess(simulator))
  yield* TestClock.setTime(start.epochMilliseconds)
  return {
    ...place,
    ongoing: inMemory(simulator.world().state),
    pass: (seconds: number) => Effect.andThen(place.pass(seconds), TestClock.adjust(`${seconds} seconds`))
  }
})
const inMemorySubject: OngoingSubject<ReceivingPlace> = { name: "in memory", open: inMemoryPlace }
ongoingContract(inMemorySubject)
ownOngoingContract(inMemorySubject)
articleContract(inMemorySubject)
purchaseOrderContract(inMemorySubject)
receivingContract(inMemorySubject)

/** A real installation; the orders stay there, with numbers of the given prefix. */
const setting = <A>(config: Config.Config<A>) => Effect.runSync(Config.nested(config, "ONGOING_CONTRACT"))
const realHost = setting(Config.option(Config.URL("HOST")))
if (Option.isNone(realHost)) {
  console.log("Ongoing port: a real system – skipped, because ONGOING_CONTRACT_HOST (…/api/v1) is not set")
} else {
  const username = setting(Config.String("USERNAME"))
  const place: RemotePlace = {
    ongoing: adapter(realHost.value, username, setting(Config.Redacted("PASSWORD")), fetch),
    stranger: adapter(realHost.value, username, Redacted.make("surely wrong"), fetch),
    owner: OngoingGoodsOwnerId.make(setting(Config.Int("GOODS_OWNER"))),
    warehouseId: OngoingWarehouseId.make(setting(Config.Int("WAREHOUSE"))),
    articleNumber: setting(Config.String("ARTICLE")),
    prefix: setting(Config.String("PREFIX"))
  }
  const subject = { name: `the adapter, over ${realHost.value.host}`, open: Effect.succeed(place) }
  ongoingContract(subject)
  remoteOngoingContract(subject)
  articleContract(subject)
  purchaseOrderContract(subject)
}
