import type { OngoingWarehouseId } from "./Identifiers.ts"

/** A status that an installation has; its number is what counts, its text is in the installation's language. */
export interface InstallationStatus {
  readonly number: number
  readonly text: string | undefined
}

export interface InstallationWarehouse {
  readonly id: OngoingWarehouseId
  readonly name: string | undefined
}
