import type { Flow } from "./WorkItem.ts"

/**
 * A write to the other side, stored before it is sent. There is one for each (tenant, flow, key): while it is open,
 * exactly this request is finished before anything newer is computed.
 */
export interface Intent {
  readonly tenant: string
  readonly flow: Flow
  readonly key: string
  readonly state: "open" | "confirmed" | "refused"
  /** The exact request as JSON while it is open; emptied when it is closed, because it holds personal data. */
  readonly request: string
  readonly hash: string
  /** What later requests for the same key must repeat, such as the delivery date of the first one. */
  readonly kept: Readonly<Record<string, string>>
  /** The other side's id, once it is known. */
  readonly reference?: string
}
