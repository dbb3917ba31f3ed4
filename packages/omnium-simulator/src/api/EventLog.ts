import type { OmniumEvent } from "../Events.ts"
import { isAmong, isEqual, isWithin } from "../Filter.ts"
import { pageOf } from "../Paging.ts"
import { batchResult, EventLogEntry } from "../wire/Answer.ts"
import { EventLogSearch } from "../wire/EventLog.ts"
import type { Operation } from "./Exchange.ts"

const matches = (event: OmniumEvent, search: EventLogSearch): boolean =>
  isEqual(search.eventLogModel, event.className) &&
  isEqual(search.eventLogType, event.category) &&
  (search.objectId === undefined || event.objectId === search.objectId) &&
  isEqual(search.status, event.status) &&
  isAmong(search.storeIds, event.storeId) &&
  isAmong(search.marketIds, event.market) &&
  isEqual(search.user, event.user) &&
  isWithin(event.timestamp, search.createdFrom, search.createdTo)

const entryOf = (event: OmniumEvent) => ({
  id: event.id,
  eventLogModel: event.className,
  eventLogType: event.category,
  objectId: event.objectId,
  ...(event.status === undefined ? {} : { status: event.status }),
  ...(event.storeId === undefined ? {} : { storeId: event.storeId }),
  ...(event.market === undefined ? {} : { market: event.market }),
  timestamp: event.timestamp,
  userId: event.user,
  userName: event.user
})

export const eventLog: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/EventLog/Search",
    summary: "A page of the logged events that match, newest first",
    body: EventLogSearch,
    answer: batchResult(EventLogEntry),
    run: (exchange) => {
      const search = exchange.read(EventLogSearch)
      const found = exchange.tenant.eventLog
        .values()
        .filter((event) => matches(event, search))
        .toArray()
        .reverse()
      return Response.json({
        result: pageOf(found, search).map(entryOf),
        totalHits: found.length,
        isValid: true
      })
    }
  }
]
