import { shownProduct } from "../Assortment.ts"
import { pageOf } from "../Paging.ts"
import { fieldsOf } from "../ProductFields.ts"
import { findQueriedProducts } from "../ProductSearching.ts"
import { batchResult, ProductView, searchResult } from "../wire/Answer.ts"
import { ProductQuery } from "../wire/Product.ts"
import type { Operation } from "./Exchange.ts"
import { continueProducts, scrollProducts } from "./ProductScroll.ts"

/** The newer searches, whose ids are named by what they are. */
export const productQueries: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Products/Query",
    summary: "A page of the full products that match",
    body: ProductQuery,
    answer: searchResult(ProductView),
    run: (exchange) => {
      const query = exchange.read(ProductQuery)
      const found = findQueriedProducts(exchange.tenant, query)
      const fields = fieldsOf(query)
      const result = pageOf(found, query).map((product) => fields(shownProduct(exchange.tenant, product)))
      return Response.json({ result, totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "POST",
    path: "/api/Products/Query/Scroll",
    summary: "The first batch of a snapshot of the full products that match",
    body: ProductQuery,
    answer: batchResult(ProductView),
    run: (exchange) => {
      const query = exchange.read(ProductQuery)
      return scrollProducts(exchange, findQueriedProducts(exchange.tenant, query), query)
    }
  },
  {
    method: "GET",
    path: "/api/Products/Query/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    answer: batchResult(ProductView),
    run: continueProducts
  }
]
