import type { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import type { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import type { System } from "@omnium-ongoing/domain/ports/Upstream"
import { type Cause, causes } from "@omnium-ongoing/domain/sync/Cause"
import type { Tenant } from "@omnium-ongoing/domain/sync/Tenant"
import { Context, Effect } from "effect"

export interface TaskTimes {
  readonly task: string
  /** A cron expression, with the time zone it is meant in. */
  readonly cron: string
  readonly timeZone: string
}

/** A tenant with its own connections to its own two systems. */
export interface RunningTenant {
  readonly tenant: Tenant
  readonly syncPurchaseOrders: boolean
  readonly syncOrders: boolean
  readonly syncReturns: boolean
  readonly syncInventory: boolean
  readonly timeZone: string
  /** The hosts whose being down stops this tenant. */
  readonly hosts: Readonly<Record<System, string>>
  /** A call to Ongoing as a command line, without the password. */
  readonly sameCall: string
  /** Which Omnium it is, and as whom. */
  readonly environment: string
  readonly ports: Context.Context<Ongoing | Omnium | CurrentTenant>
  readonly tasks: ReadonlyArray<TaskTimes>
}

export class Tenants extends Context.Service<
  Tenants,
  { readonly all: ReadonlyArray<RunningTenant>; readonly get: (id: string) => RunningTenant | undefined }
>()("@omnium-ongoing/app/engine/Tenants") {}

export const forgetSettings = ({ ports }: RunningTenant): Effect.Effect<void> =>
  Context.get(ports, Omnium).forgetSettings

/** What may be mended in the settings of Omnium is looked at with new ones the next time. */
export const settingsMayBeWrong = (running: RunningTenant, failures: ReadonlyArray<Cause>): Effect.Effect<void> =>
  failures.some((cause) => causes[cause].fixer === "integrator") ? forgetSettings(running) : Effect.void
