/** @jsxImportSource hono/jsx */
import type { FC } from "hono/jsx"
import { findStatus, isShipped } from "../OrderTypes.ts"
import type { Settings } from "../Tenant.ts"

/** A status by its name; how it is coloured follows from what it is configured to mean. */
export const Status: FC<{ readonly settings: Settings; readonly name: string }> = ({ settings, name }) => (
  <span class={`badge ${toneOf(settings, name)}`}>{name}</span>
)

const toneOf = ({ orderTypes }: Settings, name: string): string => {
  const [status] = orderTypes.flatMap((type) => findStatus(type, name) ?? [])
  if (status?.isCanceledStatus === true) return "bad"
  if (isShipped(status)) return "good"
  return status?.isInProgressStatus === true ? "busy" : ""
}
