/** @jsxImportSource hono/jsx */
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import type { Product } from "../Product.ts"
import { findProducts } from "../ProductSearching.ts"
import { itemKey } from "../Stock.ts"
import type { Tenant } from "../Tenant.ts"
import { Pages, pageOf } from "./Pages.tsx"
import { Search } from "./Search.tsx"

/** Every SKU with what can be sold of it in each warehouse. */
export const productsPage: Route<Tenant> = {
  path: "/board/products",
  tab: "Products and stock",
  page: ({ state }, ask) => ({
    title: "Products and stock",
    sections: [
      {
        id: "products",
        follows: ["ledger"],
        body: () => {
          const search = ask.query("text") ?? ""
          const found = search === "" ? undefined : findProducts(state, { searchText: search })
          const shown = pageOf(found ?? state.products.values(), ask)
          return (
            <>
              <Search ask={ask} of="products" />
              {shown.length === 0 ? (
                <Nothing>No product{search === "" ? " yet" : ` is like “${search}”`}.</Nothing>
              ) : (
                <ProductTable ask={ask} tenant={state} products={shown} />
              )}
              <Pages ask={ask} count={found?.length ?? state.products.size} />
            </>
          )
        }
      }
    ]
  })
}

interface TableProps {
  readonly ask: Ask
  readonly tenant: Tenant
  readonly products: ReadonlyArray<Product>
}

const ProductTable: FC<TableProps> = ({ ask, tenant, products }) => {
  const warehouses = [...tenant.stores.values()].filter(({ id }) => tenant.stockedWarehouses.has(id))
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>SKU</th>
          <th>Product</th>
          {warehouses.map(({ id, name = id }) => (
            <th class="n">Available, {name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {products.flatMap(skusOf).map(({ sku, name }) => (
          <tr id={`sku-${sku}`}>
            <td data-label="SKU">
              <a href={productAddress(ask.base, sku)}>{sku}</a>
            </td>
            <td data-label="Product">{name}</td>
            {warehouses.map(({ id, name: warehouse = id }) => (
              <td class="n" data-label={warehouse}>
                {availableIn(tenant, sku, id)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A product without variants is a SKU itself. */
const skusOf = (product: Product): ReadonlyArray<{ readonly sku: string; readonly name: string | undefined }> =>
  product.variants.length === 0
    ? [{ sku: product.skuId ?? product.productId, name: product.name }]
    : product.variants.map(({ skuId, name }) => ({
        sku: skuId,
        name: [product.name, name].filter(Boolean).join(" – ")
      }))

const availableIn = ({ inventory }: Tenant, sku: string, warehouse: string): string => {
  const item = inventory.get(itemKey(sku, warehouse))
  return item === undefined ? "–" : String(item.inventory - item.reservedInventory)
}

const productAddress = (base: string, sku: string): string => `${base}/board/products/${encodeURIComponent(sku)}`
