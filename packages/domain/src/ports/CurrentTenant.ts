import { Context } from "effect"
import type { Tenant } from "../sync/Tenant.ts"

/** The tenant whose systems the other ports speak to. */
export class CurrentTenant extends Context.Service<CurrentTenant, Tenant>()(
  "@omnium-ongoing/domain/ports/CurrentTenant"
) {}
