import { pageOf } from "../Paging.ts"
import { refuse } from "../Refusal.ts"
import { matchesStore, patchStore, putStore, type Store } from "../Store.ts"
import { PatchResult, searchResult } from "../wire/Answer.ts"
import { list } from "../wire/Shape.ts"
import { StoreMembers, StoreSearch } from "../wire/Store.ts"
import type { Exchange, Operation } from "./Exchange.ts"

const requireStore = (exchange: Exchange, id: string): Store =>
  exchange.tenant.stores.get(id) ?? refuse(404, `Store ${id} does not exist`)

const put = (exchange: Exchange): Response => {
  const sent = exchange.read(StoreMembers)
  const id = sent.id ?? refuse(400, "Store id is missing")
  exchange.refuseLocked("Store", id)
  const store = putStore(exchange.tenant.stores.get(id), sent, exchange.isoNow)
  exchange.tenant.stores.set(id, store, exchange.write.record)
  return Response.json(store)
}

export const stores: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/Stores",
    summary: "All stores and warehouses",
    query: { filterPublicVisible: "flag" },
    answer: list(StoreMembers),
    run: (exchange) =>
      Response.json(
        [...exchange.tenant.stores.values()].filter(
          (store) => !exchange.isSet("filterPublicVisible") || store.isPublicVisible === true
        )
      )
  },
  {
    method: "GET",
    path: "/api/Stores/GetByExternalId",
    summary: "Stores by the value of an external id",
    query: { id: "text" },
    answer: list(StoreMembers),
    run: (exchange) => {
      const externalIds = exchange.query("id")
      return Response.json([...exchange.tenant.stores.values()].filter((store) => matchesStore(store, { externalIds })))
    }
  },
  {
    method: "GET",
    path: "/api/Stores/{storeId}",
    summary: "One store",
    answer: StoreMembers,
    run: (exchange) => Response.json(requireStore(exchange, exchange.param("storeId")))
  },
  {
    method: "POST",
    path: "/api/Stores/SearchStores",
    summary: "A page of the stores that match",
    body: StoreSearch,
    answer: searchResult(StoreMembers),
    run: (exchange) => {
      const search = exchange.read(StoreSearch)
      const found = [...exchange.tenant.stores.values()].filter((store) => matchesStore(store, search))
      return Response.json({ result: pageOf(found, search), totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "PATCH",
    path: "/api/Stores/PatchStore",
    summary: "Changes what was sent; lists are replaced",
    body: StoreMembers,
    answer: PatchResult,
    run: (exchange) => {
      const sent = exchange.read(StoreMembers)
      const id = sent.id ?? refuse(400, "Store id is missing")
      const before = requireStore(exchange, id)
      exchange.refuseLocked("Store", id)
      exchange.tenant.stores.set(id, patchStore(before, sent, exchange.isoNow), exchange.write.record)
      return Response.json({
        totalCount: 1,
        updatedCount: 1,
        unchangedCount: 0,
        notFoundCount: 0,
        errorCount: 0,
        isModified: true
      })
    }
  },
  {
    method: "PUT",
    path: "/api/Stores",
    summary: "Full replacement",
    body: StoreMembers,
    answer: StoreMembers,
    run: put
  },
  {
    method: "POST",
    path: "/api/Stores",
    summary: "Creates, or overwrites",
    body: StoreMembers,
    answer: StoreMembers,
    run: put
  },
  {
    method: "POST",
    path: "/api/Stores/Update",
    summary: "Full replacement",
    body: StoreMembers,
    answer: StoreMembers,
    run: put
  }
]
