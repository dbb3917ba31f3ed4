/** The seven statuses, by number. Arrived comes before notified, so they are never compared by size. */
export const purchaseOrderStatuses = {
  199: "Ankommet",
  200: "Varslet",
  300: "Inkommende",
  400: "Avvik",
  500: "Mottatt",
  900: "Makulert",
  1000: "Avbrutt"
} as const satisfies Readonly<Record<number, string>>

/** Names as they are known here; an installation may have more statuses. */
export const purchaseOrderStatusName = (status: number): string | undefined =>
  new Map<number, string>(Object.entries(purchaseOrderStatuses).map(([number, name]) => [Number(number), name])).get(
    status
  )

/** What was received differs from what was advised. */
export const deviationStatus = 400

export const receivedStatus = 500

/** Voided and cancelled: nothing more will come. */
export const closedWithoutRest: ReadonlySet<number> = new Set([900, 1000])
