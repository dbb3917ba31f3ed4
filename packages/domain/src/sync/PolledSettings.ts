import type { OmniumOrderType, OmniumStore } from "../omnium/OmniumSettings.ts"
import { requestHash } from "./RequestHash.ts"

/** The settings in Omnium by which a poll decided what concerns Ongoing: by others it looks again at all that waits. */
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
