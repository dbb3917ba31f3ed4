import { shownProduct } from "../Assortment.ts"
import type { Product } from "../Product.ts"
import { fieldsOf } from "../ProductFields.ts"
import { type Batch, continueScroll, startScroll } from "../Scroll.ts"
import { takeNumber } from "../Tenant.ts"
import type { ProductSearch } from "../wire/Product.ts"
import type { Exchange } from "./Exchange.ts"

const scrollBatch = 1000
const resource = "Products"

interface ScrolledProduct {
  readonly product: Product
  readonly search: ProductSearch
}

export const scrollProducts = (exchange: Exchange, found: ReadonlyArray<Product>, search: ProductSearch): Response => {
  const { tenant, now } = exchange
  const rows = found.map((product): ScrolledProduct => ({ product, search }))
  return answered(exchange, startScroll(tenant.scrolls, resource, rows, scrollBatch, takeNumber(tenant), now))
}

export const continueProducts = (exchange: Exchange): Response =>
  answered(exchange, continueScroll(exchange.tenant.scrolls, resource, exchange.param("scrollId"), exchange.now))

/** The rows of a scroll are products as they were; their stock is filled in when they are read. */
const answered = (exchange: Exchange, batch: Batch): Response => {
  // Only these rows were put into the scroll of this name.
  const rows = batch.result as ReadonlyArray<ScrolledProduct>
  const fields = fieldsOf(rows[0]?.search ?? {})
  return Response.json({ ...batch, result: rows.map(({ product }) => fields(shownProduct(exchange.tenant, product))) })
}
