/** @jsxImportSource hono/jsx */
import { ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import { Facts } from "@omnium-ongoing/simulator-kit/board/Facts"
import type { Ask, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import { findProduct } from "../Assortment.ts"
import { type InventoryItem, type InventoryTransaction, itemKey } from "../Stock.ts"
import { findTransactions } from "../StockSearching.ts"
import type { Tenant } from "../Tenant.ts"
import { When } from "./When.tsx"

const mostTransactions = 20

/** One SKU: what it is called, its stock with the numbers explained, and every movement of it. */
export const productPage: Route<Tenant> = {
  path: "/board/products/:sku",
  under: "/board/products",
  page: ({ state }, ask) => {
    const sku = ask.param("sku")
    if (findProduct(state, sku) === undefined) return undefined
    return {
      title: `Product ${sku}`,
      sections: [
        { id: "product", follows: ["ledger"], body: () => <ProductFacts ask={ask} tenant={state} sku={sku} /> },
        {
          id: "stock",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Stock</h2>
              <div class="cards">
                {[...state.stores.values()].flatMap((store) => {
                  const item = state.inventory.get(itemKey(sku, store.id))
                  return item === undefined ? [] : [<StockCard ask={ask} item={item} name={store.name ?? store.id} />]
                })}
              </div>
            </>
          )
        },
        {
          id: "transactions",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Movements, the latest first</h2>
              <TransactionTable rows={findTransactions(state, { skuId: sku }).slice(0, mostTransactions)} />
            </>
          )
        }
      ]
    }
  }
}

interface SkuProps {
  readonly ask: Ask
  readonly tenant: Tenant
  readonly sku: string
}

const ProductFacts: FC<SkuProps> = ({ ask, tenant, sku }) => {
  const product = findProduct(tenant, sku)
  const entry = product?.variants.find(({ skuId }) => skuId === sku) ?? product
  return (
    <>
      <Facts
        facts={[
          ["Product", product?.name],
          ["Variant", entry === product ? undefined : entry?.name],
          ["Status", product?.status],
          ["Barcode", entry?.ean],
          ...(entry?.externalIds ?? []).map(({ providerName = "External id", id }) => [providerName, id] as const),
          ["Changed", <When at={product?.modified} />]
        ]}
      />
      {product !== undefined && (
        <ActionDetails
          ask={ask}
          action={{
            label: "Rename",
            method: "PATCH",
            path: `/api/Products/${encodeURIComponent(product.productId)}`,
            fields: [
              { name: "variants.0.skuId", value: sku },
              { name: "variants.0.name", label: "Name", value: entry?.name }
            ]
          }}
        />
      )}
    </>
  )
}

const StockCard: FC<{ readonly ask: Ask; readonly item: InventoryItem; readonly name: string }> = ({
  ask,
  item: { sku, warehouseCode, inventory, reservedInventory },
  name
}) => (
  <article class="card" id={`stock-${warehouseCode}`}>
    <h3>{name}</h3>
    <p>
      {inventory} on the shelves − {reservedInventory} reserved for orders ={" "}
      <b>{inventory - reservedInventory} available</b>
    </p>
    <ActionDetails
      ask={ask}
      action={{
        label: `Change the stock in ${name}`,
        path: "/api/Inventory/ProcessInventoryTransactions",
        fields: [
          { name: "0.skuId", value: sku },
          { name: "0.warehouseCode", value: warehouseCode },
          { name: "0.inventoryChange:number", label: "More or fewer", type: "number", value: -1 },
          { name: "0.reason", label: "Why", value: "Broken" }
        ]
      }}
    />
  </article>
)

const TransactionTable: FC<{ readonly rows: ReadonlyArray<InventoryTransaction> }> = ({ rows }) =>
  rows.length === 0 ? (
    <Nothing>Nothing has moved since the start.</Nothing>
  ) : (
    <table class="stacked">
      <thead>
        <tr>
          <th>Time</th>
          <th>Warehouse</th>
          <th>Why</th>
          <th class="n">On the shelves</th>
          <th class="n">Reserved</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={`transaction-${row.id}`}>
            <td data-label="Time">
              <When at={row.transactionDate} />
            </td>
            <td data-label="Warehouse">{row.warehouseCode}</td>
            <td data-label="Why">{row.reason}</td>
            <td class="n" data-label="On the shelves">
              {moved(row.inventoryChange, row.newInventory)}
            </td>
            <td class="n" data-label="Reserved">
              {moved(row.reservedInventoryChange, row.newReservedInventory)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

const moved = (change: number, now: number): string =>
  change === 0 ? String(now) : `${change > 0 ? "+" : "−"}${Math.abs(change)} → ${now}`
