import type { CompareWith } from "../sync/Tenant.ts"

/**
 * What Omnium is to hold so that it offers what Ongoing can sell. Of what it has reserved, `booked` is for shipments that
 * Ongoing has taken off what it can sell too.
 */
export const wanted = (
  compareWith: CompareWith,
  { sellable, reserved, booked }: { readonly sellable: number; readonly reserved: number; readonly booked: number }
): number => {
  switch (compareWith) {
    case "inventory":
      return rounded(sellable)
    // Omnium offers what is not reserved: goods that both systems keep for the same order would be taken off twice.
    case "available":
      return rounded(sellable + reserved)
    case "precise":
      return rounded(sellable + booked)
  }
}

/** The change that makes Omnium hold what is wanted. */
export const inventoryChange = (wanted: number, current: number): number => rounded(wanted - current)

/** Quantities are decimals; a sum of them must not carry binary dust such as 0.30000000000000004. */
const rounded = (quantity: number): number => Math.round(quantity * 1e6) / 1e6 + 0
