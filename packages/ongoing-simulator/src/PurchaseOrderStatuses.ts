import type { Settings } from "./Settings.ts"

type Texts = Record<Settings["statusLanguage"], string>
export interface PurchaseOrderStatus extends Texts {
  readonly number: number
}

export const receiving = 300
export const deviating = 400
export const finished = 500
export const voided = 900
export const aborted = 1000

const standard: ReadonlyArray<PurchaseOrderStatus> = [
  { number: 100, en: "Notified", sv: "Aviserad", no: "Varslet" },
  { number: 200, en: "Arrival space", sv: "Ankomstyta", no: "Ankomstområde" },
  { number: receiving, en: "Inbound", sv: "Inleverans", no: "Innlevering" },
  { number: deviating, en: "Deflection", sv: "Avvikelse", no: "Avvik" },
  { number: finished, en: "Received", sv: "Mottagen", no: "Mottatt" },
  { number: voided, en: "Cancelled", sv: "Makulerad", no: "Makulert" }
]

const norwegian: ReadonlyArray<PurchaseOrderStatus> = [
  { number: 199, en: "Arrived", sv: "Ankommen", no: "Ankommet" },
  { number: 200, en: "Notified", sv: "Aviserad", no: "Varslet" },
  { number: receiving, en: "Incoming", sv: "Inkommande", no: "Inkommende" },
  { number: deviating, en: "Deviation", sv: "Avvikelse", no: "Avvik" },
  { number: finished, en: "Received", sv: "Mottagen", no: "Mottatt" },
  { number: voided, en: "Voided", sv: "Makulerad", no: "Makulert" },
  { number: aborted, en: "Cancelled", sv: "Avbruten", no: "Avbrutt" }
]

/** Where both lists have a number, the Norwegian one's text wins. */
const both: ReadonlyArray<PurchaseOrderStatus> = [
  ...new Map([...standard, ...norwegian].map((status) => [status.number, status])).values()
].sort((one, other) => one.number - other.number)

const lists = { standard, norwegian, both }

export const purchaseOrderStatuses = ({ purchaseOrderStatuses: list }: Settings): ReadonlyArray<PurchaseOrderStatus> =>
  lists[list]

/** What a new purchase order is when nobody says otherwise: notified, under the number that the installation has for it. */
export const firstStatus = ({ purchaseOrderStatuses: list }: Settings): number => (list === "norwegian" ? 200 : 100)

export const purchaseOrderStatusText = (number: number, settings: Settings): string | null =>
  purchaseOrderStatuses(settings).find((status) => status.number === number)?.[settings.statusLanguage] ?? null
