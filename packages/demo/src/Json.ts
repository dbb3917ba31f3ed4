/** Foreign JSON is read member by member: what is not there is undefined. */
export const at = (value: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>(
    // An object or an array is all that has members; which they are is asked, not assumed.
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    value
  )

export const text = (value: unknown): string => (value === undefined || value === null ? "–" : String(value))

export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
