import { sources } from "../architecture/Sources.ts"

/** Operations of the scheduled tasks, which their scans are named for. */
const scans = [
  "ComparedProducts",
  "DeletedProducts",
  "ExportDeliveries",
  "ExportOrders",
  "ExportProducts",
  "SyncInventory",
  "SyncOrders",
  "SyncPurchaseOrders",
  "SyncReturns"
]

/** Tasks that note how far they have read. */
const cursors = [
  ...["ComparedProducts", "DeletedProducts", "ExportProducts", "deliveryPoll", "exportPoll"],
  ...["SyncInventory", "SyncOrders", "SyncPurchaseOrders"]
]

const found = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])

/** The points that the connector's sources name: those that are written out, and those named for an operation, a flow, a cursor or a scan. */
export const namedPoints = async (): Promise<ReadonlyArray<string>> => {
  const text = (await sources("packages/{adapter-kit,adapters-*,app,domain}/src/**/*.ts"))
    .map((each) => each.text)
    .join("\n")
  const plain = found(text, /\b(?:reach|crash|CrashPoint\))\("([^"]+)"\)/g)
  const operations = found(text, /operation: "([A-Z]+ [^"]+)", write: true/g)
  const flows = found(/export type Flow =([^\n]*\n {2}\|[^\n]*)+/.exec(text)?.[0] ?? "", /"([^"]+)"/g)
  const points = [
    ...plain,
    ...operations.flatMap((operation) => [`${operation} not sent`, `${operation} answered`]),
    ...flows.map((flow) => `${flow} not noted`),
    ...cursors.flatMap((task) => [`${task} cursor not durable`, `${task} cursor durable`]),
    ...scans.flatMap((scan) => [`${scan} begun`, `${scan} scanned`])
  ]
  return [...new Set(points)].sort()
}
