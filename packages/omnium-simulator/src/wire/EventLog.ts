import { instant, list, number, type Read, record, text } from "./Shape.ts"

export const EventLogSearch = record(
  {
    eventLogModel: text,
    eventLogType: text,
    objectId: text,
    status: text,
    storeIds: list(text),
    marketIds: list(text),
    user: text,
    createdFrom: instant,
    createdTo: instant,
    page: number,
    take: number
  },
  { name: "OmniumEventLogSearchRequest" }
)
export type EventLogSearch = Read<typeof EventLogSearch>
