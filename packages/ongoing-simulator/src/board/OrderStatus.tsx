import { orderStatuses } from "../OrderStatuses.ts"
import type { Status } from "../Statuses.ts"
import type { Warehouse } from "../Warehouse.ts"

/** Every status of the installation, with its text. */
export const statusColumns = ({ settings }: Warehouse): ReadonlyArray<Status> => orderStatuses(settings)
