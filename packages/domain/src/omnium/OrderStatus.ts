import { PropertyKey } from "./OmniumNames.ts"
import { propertyOf } from "./OmniumOrder.ts"
import type { OmniumOrderStatus, OmniumOrderType } from "./OmniumSettings.ts"

/** The name under which the connector stands in workflow steps. */
export const connectorName = "Ongoing"

/** The step that tells of a cancelled order: it exports nothing. */
export const cancellationStep = "OngoingOrderCancellation"

export const statusNamed = (
  orderType: OmniumOrderType | undefined,
  name: string | undefined
): OmniumOrderStatus | undefined => orderType?.statuses.find((status) => sameName(status.name, name))

/** Names of statuses are typed by hand in more than one place. */
export const sameName = (one: string, other: string | undefined): boolean =>
  one.trim().toLowerCase() === other?.trim().toLowerCase()

/** The Ongoing status numbers that mean this status: its property `OngoingStatus`, one number or several by comma. */
export const ongoingStatuses = (status: OmniumOrderStatus): ReadonlyArray<number> =>
  (propertyOf(status.properties, PropertyKey.OngoingStatus) ?? "")
    .split(/[,;]/)
    .map((text) => text.trim())
    .filter((text) => /^\d+$/.test(text))
    .map(Number)
