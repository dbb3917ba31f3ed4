import type { Settings } from "./Settings.ts"
import { inLanguage, type KnownStatus, type Status, statusOr } from "./Statuses.ts"

export const receiving = 300
export const deviating = 400
export const finished = 500
export const voided = 900
export const aborted = 1000

const standard: ReadonlyArray<KnownStatus> = [
  { number: 100, en: "Notified", sv: "Aviserad", no: "Varslet" },
  { number: 200, en: "Arrival space", sv: "Ankomstyta", no: "Ankomstområde" },
  { number: receiving, en: "Inbound", sv: "Inleverans", no: "Innlevering" },
  { number: deviating, en: "Deflection", sv: "Avvikelse", no: "Avvik" },
  { number: finished, en: "Received", sv: "Mottagen", no: "Mottatt" },
  { number: voided, en: "Cancelled", sv: "Makulerad", no: "Makulert" }
]

const norwegian: ReadonlyArray<KnownStatus> = [
  { number: 199, en: "Arrived", sv: "Ankommen", no: "Ankommet" },
  { number: 200, en: "Notified", sv: "Aviserad", no: "Varslet" },
  { number: receiving, en: "Incoming", sv: "Inkommande", no: "Inkommende" },
  { number: deviating, en: "Deviation", sv: "Avvikelse", no: "Avvik" },
  { number: finished, en: "Received", sv: "Mottagen", no: "Mottatt" },
  { number: voided, en: "Voided", sv: "Makulerad", no: "Makulert" },
  { number: aborted, en: "Cancelled", sv: "Avbruten", no: "Avbrutt" }
]

/** Where both lists have a number, the Norwegian one's text wins. */
const both: ReadonlyArray<KnownStatus> = [
  ...new Map([...standard, ...norwegian].map((status) => [status.number, status])).values()
].sort((one, other) => one.number - other.number)

const lists = { standard, norwegian, both }

export const purchaseOrderStatuses = ({
  purchaseOrderStatuses: list,
  statusLanguage
}: Settings): ReadonlyArray<Status> => (typeof list === "string" ? inLanguage(lists[list], statusLanguage) : list)

/** What a new purchase order is when nobody says otherwise: notified, under the number that the installation has for it. */
export const firstStatus = (settings: Settings): number => {
  const list = purchaseOrderStatuses(settings)
  return statusOr(list, 100, statusOr(list, 200, list[0]?.number ?? 100))
}

/** Where goods stand at the dock: the Norwegian list has a number for it, 200 means it elsewhere. */
export const arrivedStatus = (settings: Settings): number => statusOr(purchaseOrderStatuses(settings), 199, 200)

export const purchaseOrderStatusText = (number: number, { purchaseOrderStatuses: list, statusLanguage }: Settings) =>
  typeof list === "string"
    ? (lists[list].find((status) => status.number === number)?.[statusLanguage] ?? null)
    : (list.find((status) => status.number === number)?.text ?? null)
