import { pageOf } from "../Paging.ts"
import { refuse } from "../Refusal.ts"
import { matchesSupplier, putSupplier } from "../Supplier.ts"
import { searchResult } from "../wire/Answer.ts"
import { SupplierMembers, SupplierSearch } from "../wire/Supplier.ts"
import type { Operation } from "./Exchange.ts"

export const suppliers: ReadonlyArray<Operation> = [
  {
    method: "GET",
    path: "/api/Suppliers/{supplierId}",
    summary: "One supplier",
    answer: SupplierMembers,
    run: (exchange) => {
      const id = exchange.param("supplierId")
      return exchange.json(exchange.tenant.suppliers.get(id) ?? refuse(404, `Supplier ${id} does not exist`))
    }
  },
  {
    method: "POST",
    path: "/api/Suppliers/Search",
    summary: "A page of the suppliers that match",
    body: SupplierSearch,
    answer: searchResult(SupplierMembers),
    run: (exchange) => {
      const search = exchange.read(SupplierSearch)
      const found = [...exchange.tenant.suppliers.values()].filter((supplier) => matchesSupplier(supplier, search))
      return exchange.json({ result: pageOf(found, search), totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "PUT",
    path: "/api/Suppliers",
    summary: "Creates a supplier, or replaces it as a whole",
    body: SupplierMembers,
    answer: SupplierMembers,
    run: (exchange) => {
      const { tenant } = exchange
      const sent = exchange.read(SupplierMembers)
      const supplier = putSupplier(tenant.suppliers.get(sent.id ?? ""), sent, exchange.isoNow)
      exchange.refuseLocked("Supplier", supplier.id)
      tenant.suppliers.set(supplier.id, supplier, exchange.write.record)
      return exchange.json(supplier)
    }
  }
]
