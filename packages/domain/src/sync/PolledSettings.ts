import { DateTime } from "effect"
import { type OmniumOrderType, type OmniumStore, settingsAge } from "../omnium/OmniumSettings.ts"
import { requestHash } from "./RequestHash.ts"

/** The settings in Omnium by which a poll decided what concerns Ongoing. */
export interface PolledSettings {
  readonly tenant: string
  readonly task: string
  readonly hash: string
}

/** The same for the same settings, in whatever order they are told. */
export const settingsHash = (stores: ReadonlyArray<OmniumStore>, orderTypes: ReadonlyArray<OmniumOrderType>): string =>
  requestHash({
    stores: Object.fromEntries(stores.map((store) => [store.id, store])),
    orderTypes: Object.fromEntries(orderTypes.map((type) => [type.name, type]))
  })

/**
 * Where a poll begins. What was skipped by settings that were old already is looked at again as soon as the new ones
 * are read.
 */
export const polledSince = (poll: {
  readonly before: DateTime.Utc | undefined
  readonly from: DateTime.Utc
  readonly areSettingsNew: boolean
}): DateTime.Utc => {
  const { before, from, areSettingsNew } = poll
  if (before === undefined) return from
  return areSettingsNew ? DateTime.max(from, DateTime.subtractDuration(before, settingsAge)) : before
}
