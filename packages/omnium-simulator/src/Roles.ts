/** What an API user may be allowed to do; each admin may read too, and the owner may do everything. */
export const resources = ["Order", "Product", "Inventory", "Store", "Supplier", "PurchaseOrder", "Settings"] as const

export type Resource = (typeof resources)[number]

export const owner = "ApiOwner"

export const roleNames: ReadonlyArray<string> = [
  owner,
  ...resources.flatMap((resource) => [`${resource}Read`, `${resource}Admin`])
]

/** The role that is missing for reading or changing a resource. */
export const missingRole = (
  roles: ReadonlyArray<string>,
  resource: Resource,
  isReading: boolean
): string | undefined => {
  const needed = isReading ? `${resource}Read` : `${resource}Admin`
  return roles.includes(owner) || roles.includes(`${resource}Admin`) || roles.includes(needed) ? undefined : needed
}
