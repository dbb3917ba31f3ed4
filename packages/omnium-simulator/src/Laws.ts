import { orderProblems } from "./OrderLaws.ts"
import { purchaseProblems } from "./PurchaseLaws.ts"
import { stockProblems } from "./StockLaws.ts"
import type { Tenant } from "./Tenant.ts"

/** What must hold after every call, whatever was called; a sentence for each breach. */
export const brokenLaws = (tenant: Tenant): ReadonlyArray<string> => [
  ...stockProblems(tenant),
  ...[...tenant.orders.values()].flatMap(orderProblems),
  ...purchaseProblems(tenant),
  ...numberProblems(tenant)
]

/** What gets a number gets one that nothing else has. */
const numberProblems = (tenant: Tenant): ReadonlyArray<string> => {
  const seen = new Set<string>()
  const ids = [...tenant.transactions.keys(), ...tenant.eventLog.keys(), ...tenant.dispatches.keys()]
  return ids.flatMap((id) => {
    if (seen.has(id)) return [`Number ${id} was given twice.`]
    seen.add(id)
    return Number(id) < tenant.nextNumber ? [] : [`Number ${id} is to be given once more.`]
  })
}
