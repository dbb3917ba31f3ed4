/** The members of these names as they were sent, null where they were not. */
export const withNulls = <Name extends string>(
  names: ReadonlyArray<Name>,
  sent: { readonly [Member in Name]?: unknown }
): { readonly [Member in Name]: unknown } =>
  // One entry for each name.
  Object.fromEntries(names.map((name) => [name, sent[name] ?? null])) as { readonly [Member in Name]: unknown }

/** The same, or null when nothing was sent. */
export const withNullsOrNull = <Name extends string>(
  names: ReadonlyArray<Name>,
  sent: { readonly [Member in Name]?: unknown } | null | undefined
) => (sent === null || sent === undefined ? null : withNulls(names, sent))
