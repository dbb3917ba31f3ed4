import type { OmniumStore } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import type { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect, Schema } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OmniumClient } from "./OmniumClient.ts"
import { everyPage, pageSize } from "./Search.ts"
import { WirePage } from "./wire/Answers.ts"
import { toStore, WireStore } from "./wire/Settings.ts"

const readPage = Schema.decodeUnknownResult(WirePage(WireStore))

const searchStores = { operation: "POST /api/Stores/SearchStores", write: false }

const searched = (client: OmniumClient, take: number, page: number) => {
  const request = HttpClientRequest.post("/api/Stores/SearchStores").pipe(
    HttpClientRequest.bodyJsonUnsafe({ isWarehouse: true, take, page })
  )
  return Effect.map(client.call(searchStores, request, readPage), ({ value }) => ({
    rows: (value.result ?? []).map(toStore),
    total: value.totalHits ?? 0
  }))
}

export const warehouses = (client: OmniumClient): Effect.Effect<ReadonlyArray<OmniumStore>, OmniumError> =>
  everyPage(searchStores.operation, (page) => searched(client, pageSize, page))

/**
 * One row at most, where the settings are whole documents; and its shape tells Omnium from any other server, which the
 * status of a look-up that finds nothing would not. `GET /api/Health` asks for no credentials.
 */
export const ping = (client: OmniumClient): Effect.Effect<void, OmniumError> => Effect.asVoid(searched(client, 1, 0))
