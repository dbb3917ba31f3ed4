/** What was looked at. */
export type Check =
  | "connector-options"
  | "omnium"
  | "ongoing"
  | "clock"
  | "stores"
  | "goods-owners"
  | "environments"
  | "warehouses"
  | "order-export"
  | "go-live-line"
  | "order-statuses"
  | "purchase-order-statuses"
  | "skus"
  | "barcodes"
  | "return-sync"
  | "list-of-work"
  | "scheduled-tasks"
  | "label-links"

/** `error`: something does not work until somebody mends it. `warning`: somebody should know. */
export interface Finding {
  readonly severity: "ok" | "warning" | "error"
  readonly check: Check
  /** What was found. */
  readonly message: string
  /** What to do. */
  readonly advice: string
}

export const ok = (check: Check, message: string): Finding => ({
  severity: "ok",
  check,
  message,
  advice: "Nothing to do."
})

export const warning = (check: Check, message: string, advice: string): Finding => ({
  severity: "warning",
  check,
  message,
  advice
})

export const error = (check: Check, message: string, advice: string): Finding => ({
  severity: "error",
  check,
  message,
  advice
})

/** What could not be looked at may be right or wrong. */
export const unseen = (check: Check, why: string): Finding =>
  warning(check, `It could not be looked at: ${why}.`, "Mend that first, then run doctor again.")

/** A long list, told by its beginning. */
export const listed = (names: ReadonlyArray<string | number>, most = 10): string =>
  names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`
