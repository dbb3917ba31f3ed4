import { Array, DateTime, Effect, Stream } from "effect"
import { warehouseLinks } from "../inventory-sync/WarehouseLink.ts"
import type { OmniumStore } from "../omnium/OmniumSettings.ts"
import { goodsOwnersOf, isOngoingStore } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal, type JournalError } from "../ports/Journal.ts"
import { Omnium, type OmniumError } from "../ports/Omnium.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import type { System } from "../ports/Upstream.ts"
import { barcodeFinding } from "./BarcodeFinding.ts"
import { environmentFindings, goodsOwnerFindings, type Neighbour } from "./EnvironmentFindings.ts"
import { exportFindings, exportingStatuses, goLiveFinding } from "./ExportFindings.ts"
import { type Check, type Finding, ok, unseen } from "./Finding.ts"
import { optionFinding, type Switches } from "./OptionFinding.ts"
import { orderStatusFindings, purchaseOrderStatusFindings } from "./StatusFindings.ts"
import { storeFindings, warehouseFindings } from "./StoreFindings.ts"
import { answerFinding, clockFinding } from "./SystemFindings.ts"
import { taskFindings, unmatchedFinding, workFindings } from "./WorkFindings.ts"

export interface Examined {
  readonly switches: Switches
  /** Which Omnium the tenant's is, and as whom. */
  readonly environment: string
  /** The first call to Ongoing as a command line, without the password. */
  readonly sameCall: string
  /** The other tenants on the same installation of Ongoing, as they see their Omnium. */
  readonly neighbours: Effect.Effect<ReadonlyArray<Neighbour>, OmniumError>
  readonly tasks: ReadonlyArray<string>
}

type Failure = OmniumError | OngoingError | JournalError

interface Look {
  readonly check: Check
  readonly needs: ReadonlyArray<System>
  readonly look: Effect.Effect<ReadonlyArray<Finding>, Failure, Omnium | Ongoing | Journal | CurrentTenant>
}

/** Pages of products that are looked through for barcodes. */
const productPages = 3

/** Items of the list of work that are looked at. */
const mostItems = 500

/** No order of the connector has this number; the question alone tells whether it may be asked. */
const noNumber = "doctor"

/** Looks at what an installation stands on, and says what to do about what is wrong. Changes nothing. */
export const doctor = Effect.fn("doctor")(function* (examined: Examined) {
  const omnium = yield* Omnium
  const ongoing = yield* Ongoing
  const failures = {
    omnium: yield* reasonOf(omnium.ping),
    ongoing: yield* reasonOf(ongoing.ping)
  }
  const findings: Array<Finding> = [
    optionFinding(examined.switches),
    answerFinding("omnium", failures.omnium),
    answerFinding("ongoing", failures.ongoing, examined.sameCall)
  ]
  for (const { check, needs, look } of looks(examined)) {
    const silent = needs.find((system) => failures[system] !== undefined)
    if (silent !== undefined) {
      findings.push(unseen(check, `${silent === "omnium" ? "Omnium" : "Ongoing"} could not be asked`))
    } else {
      const seen = Effect.catchTag(look, ["OmniumError", "OngoingError", "JournalError"], (failure) =>
        Effect.succeed([unseen(check, failure.message)])
      )
      findings.push(...(yield* seen))
    }
  }
  return findings
})

const reasonOf = (ping: Effect.Effect<void, OmniumError | OngoingError>) =>
  Effect.match(ping, { onSuccess: () => undefined, onFailure: (error) => error.reason })

const looks = ({ switches, environment, neighbours, tasks }: Examined): ReadonlyArray<Look> => [
  { check: "clock", needs: ["ongoing"], look: Effect.map(ongoingClock, Array.of) },
  { check: "stores", needs: ["omnium"], look: Effect.map(stores, storeFindings) },
  { check: "goods-owners", needs: ["omnium", "ongoing"], look: goodsOwners },
  {
    check: "environments",
    needs: ["omnium"],
    look: Effect.map(Effect.all([stores, neighbours]), ([own, others]) =>
      environmentFindings({ environment, goodsOwners: goodsOwnersOf(own) }, others)
    )
  },
  {
    check: "warehouses",
    needs: ["omnium", "ongoing"],
    look: Effect.map(Effect.all([stores, Ongoing.use((ongoing) => ongoing.warehouses)]), ([stores, warehouses]) =>
      warehouseFindings(stores, warehouses)
    )
  },
  { check: "order-export", needs: ["omnium"], look: orderExport },
  { check: "go-live-line", needs: ["omnium"], look: goLiveLine },
  {
    check: "order-statuses",
    needs: ["omnium", "ongoing"],
    look: switches.SyncOrders ? orderStatuses : off("order-statuses", "SyncOrders")
  },
  {
    check: "purchase-order-statuses",
    needs: ["ongoing"],
    look: switches.SyncPurchaseOrders
      ? Effect.map(
          Ongoing.use((ongoing) => ongoing.purchaseOrderStatuses),
          purchaseOrderStatusFindings
        )
      : off("purchase-order-statuses", "SyncPurchaseOrders")
  },
  { check: "skus", needs: ["omnium"], look: switches.SyncInventory ? unmatched : off("skus", "SyncInventory") },
  { check: "barcodes", needs: ["omnium"], look: Effect.map(barcodes, Array.of) },
  { check: "list-of-work", needs: [], look: listOfWork },
  {
    check: "scheduled-tasks",
    needs: [],
    look: Effect.gen(function* () {
      const tenant = yield* CurrentTenant
      const journal = yield* Journal
      const runs = yield* Effect.forEach(tasks, (task) => journal.lastRun(tenant.id, task))
      return taskFindings(Array.getSomes(runs))
    })
  }
]

const off = (check: Check, name: string) => Effect.succeed([ok(check, `${name} is switched off.`)])

const stores = Effect.flatMap(Omnium, (omnium) => omnium.stores)

const ongoingClock = Effect.gen(function* () {
  const ongoing = yield* Ongoing
  return clockFinding("ongoing", yield* ongoing.time, yield* DateTime.now)
})

const goodsOwners = Effect.gen(function* () {
  const ongoing = yield* Ongoing
  const asked = (id: OngoingGoodsOwnerId) =>
    ongoing.ordersByNumber(id, [noNumber]).pipe(
      Effect.as({ id, refusal: undefined }),
      Effect.catchReasons("OngoingError", {
        Refused: ({ message }) => Effect.succeed({ id, refusal: message }),
        NotFound: ({ message }) => Effect.succeed({ id, refusal: message })
      })
    )
  return goodsOwnerFindings(yield* Effect.forEach(goodsOwnersOf(yield* stores), asked))
})

const orderExport = Effect.gen(function* () {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  return exportFindings(yield* omnium.orderTypes, tenant.exportStatuses)
})

/** The first page is enough to know that there are some, and by what clock Omnium lives. */
const goLiveLine = Effect.gen(function* () {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const types = yield* omnium.orderTypes
  const statuses = [...new Set(types.flatMap((type) => exportingStatuses(type, tenant.exportStatuses)))]
  const page = yield* Stream.runHead(omnium.orders({ modifiedSince: DateTime.makeUnsafe(0), statuses }))
  const now = yield* DateTime.now
  if (page._tag === "None") return [goLiveFinding([], [], tenant.from)]
  const { orders, readAt } = page.value
  return [goLiveFinding(orders, yield* omnium.stores, tenant.from), clockFinding("omnium", readAt, now)]
})

const orderStatuses = Effect.gen(function* () {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const ongoing = yield* Ongoing
  const types = yield* omnium.orderTypes
  const statuses = yield* ongoing.orderStatuses
  return types
    .filter((type) => exportingStatuses(type, tenant.exportStatuses).length > 0)
    .flatMap((type) => orderStatusFindings(type, statuses))
})

const unmatched = Effect.gen(function* () {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  return yield* Effect.forEach(warehouseLinks(yield* stores).links, ({ store }) =>
    Effect.map(journal.unmatchedLevels(tenant.id, store), (count) => unmatchedFinding(store, count))
  )
})

const barcodes = Effect.gen(function* () {
  const omnium = yield* Omnium
  const inStockIn = (yield* omnium.stores).filter(isOngoingStore).map((store: OmniumStore) => store.id)
  const pages = omnium.products({ modifiedSince: DateTime.makeUnsafe(0), inStockIn })
  const read = yield* Stream.runCollect(Stream.take(pages, productPages))
  return barcodeFinding(read.flatMap((page) => page.products.flatMap((product) => product.skus)))
})

const listOfWork = Effect.gen(function* () {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const items = yield* journal.items({ tenant: tenant.id, states: ["dead", "held"], limit: mostItems })
  return items.length === 0 ? [ok("list-of-work", "Nothing waits for a person.")] : workFindings(items)
})
