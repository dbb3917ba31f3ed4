import { problemDetails } from "./Answer.ts"
import type { Operation } from "./Exchange.ts"

/** Operations the real API has and this one only knows by name. */
const known: ReadonlyArray<readonly [Operation["method"], ...ReadonlyArray<string>]> = [
  ["GET", "/api/Settings/CustomerSettings"],
  [
    "POST",
    "/api/Orders/SearchByCustomProperties",
    "/api/Orders/ImportMany",
    "/api/Orders/OrderLines/Cancel",
    "/api/Orders/ExportOrders",
    "/api/Products/Assets/AddAsset/{productId}",
    "/api/Stores/Enrich",
    "/api/Trigger",
    "/api/Files/{serviceType}/Download",
    "/api/Invoices/AddInvoice",
    "/api/Invoices/{invoiceId}/AddAsset"
  ]
]

export const notSimulated: ReadonlyArray<Operation> = known.flatMap(([method, ...paths]) =>
  paths.map((path) => ({
    method,
    path,
    summary: "Not simulated",
    isSimulated: false,
    run: () => problemDetails(501, "Not Implemented", { detail: `${method} ${path} is not simulated` })
  }))
)
