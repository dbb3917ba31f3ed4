import { type Finding, ok, warning } from "./Finding.ts"

export interface Switches {
  readonly SyncOrders: boolean
  readonly SyncPurchaseOrders: boolean
  readonly SyncReturns: boolean
  readonly SyncInventory: boolean
}

export const optionFinding = (switches: Switches): Finding => {
  const off = Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [] : [name]))
  if (off.length === 0) return ok("connector-options", "Every sync is switched on.")
  const message = `Switched off: ${off.join(", ")}. Nothing of them is brought back from Ongoing.`
  return off.length === 4
    ? warning("connector-options", message, "Verify connector options are correctly configured.")
    : ok("connector-options", message)
}
