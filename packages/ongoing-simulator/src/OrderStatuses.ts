import type { Settings } from "./Settings.ts"
import { inLanguage, type KnownStatus, type Status } from "./Statuses.ts"

/** Numbers and texts of an installation that was not set up otherwise. */
const standard: ReadonlyArray<KnownStatus> = [
  { number: 150, en: "Error", sv: "Fel", no: "Feil" },
  { number: 200, en: "Open", sv: "Öppen", no: "Åpen" },
  { number: 300, en: "Released", sv: "Frisläppt", no: "Plukk" },
  { number: 320, en: "Allocated", sv: "Allokerad", no: "Skrevet ut" },
  { number: 400, en: "Picked", sv: "Plockad", no: "Plukket" },
  { number: 425, en: "Partially sent", sv: "Delskickad", no: "Sendt/Dellevert" },
  { number: 450, en: "Sent", sv: "Skickad", no: "Sendt" },
  { number: 451, en: "Ready for pick-up", sv: "Klar för upphämtning", no: "Klar til henting" },
  { number: 475, en: "Return", sv: "Retur", no: "Retur" },
  { number: 500, en: "Collected", sv: "Hämtad", no: "Hentet" },
  { number: 800, en: "Returned", sv: "Returnerad", no: "Returnert" },
  { number: 1000, en: "Cancelled", sv: "Makulerad", no: "Annullert" }
]

export const inError = 150
export const released = 300
export const allocated = 320
export const picked = 400
export const partlySent = 425
export const sent = 450
export const readyForPickUp = 451
export const collected = 500
export const cancelled = 1000

export const orderStatuses = ({ orderStatuses: list, statusLanguage }: Settings): ReadonlyArray<Status> =>
  list === "standard" ? inLanguage(standard, statusLanguage) : list

export const statusText = (number: number, { orderStatuses: list, statusLanguage }: Settings): string | null =>
  list === "standard"
    ? (standard.find((status) => status.number === number)?.[statusLanguage] ?? null)
    : (list.find((status) => status.number === number)?.text ?? null)

/** What the number means where nobody renamed it. */
export const standardText = (number: number): string | undefined =>
  standard.find((status) => status.number === number)?.en
