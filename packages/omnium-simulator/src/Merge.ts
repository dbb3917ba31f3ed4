import type { ExternalId, PropertyItem } from "./wire/Parts.ts"

/** Without its undefined members, so that spreading it leaves those of the other side alone. */
export const present = <A extends object>(record: A): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  // Only undefined members were left out.
  Object.fromEntries(Object.entries(record).filter(([, member]) => member !== undefined)) as {
    readonly [K in keyof A]?: Exclude<A[K], undefined>
  }

/** Entries with a known key are combined in place, the others appended; entries without a key are always appended. */
const mergeBy =
  <A>(keyOf: (item: A) => string | undefined, combine: (existing: A, sent: A) => A) =>
  (existing: ReadonlyArray<A>, sent: ReadonlyArray<A>): ReadonlyArray<A> => {
    const merged = [...existing]
    for (const item of sent) {
      const key = keyOf(item)
      const index = key === undefined ? -1 : merged.findIndex((candidate) => keyOf(candidate) === key)
      const known = merged[index]
      if (known === undefined) merged.push(item)
      else merged[index] = combine(known, item)
    }
    return merged
  }

const overlay = <A extends object>(existing: A, sent: A): A => ({ ...existing, ...sent })

const propertyKey = (item: PropertyItem): string => `${item.key?.toLowerCase() ?? ""}\n${item.keyGroup ?? ""}`

export const mergeProperties = mergeBy<PropertyItem>(propertyKey, overlay)

/** Two ids of one provider stand side by side: provider and id together are the key. */
export const mergeExternalIds = mergeBy<ExternalId>((item) => `${item.providerName ?? ""}\n${item.id ?? ""}`, overlay)

/** For lists whose entries have ids of their own. */
export const mergeById = <A extends object>(keyOf: (item: A) => string | undefined) => mergeBy<A>(keyOf, overlay)

/** For lists without ids: what is not there yet, word for word, is appended. */
export const mergeWhole = <A>(existing: ReadonlyArray<A>, sent: ReadonlyArray<A>): ReadonlyArray<A> =>
  mergeBy<A>(
    (item) => JSON.stringify(item),
    (known) => known
  )(existing, sent)

export const withoutProperties = (
  existing: ReadonlyArray<PropertyItem>,
  conditions: ReadonlyArray<PropertyItem>
): ReadonlyArray<PropertyItem> =>
  existing.filter(
    (item) =>
      !conditions.some((condition) =>
        (["key", "value", "keyGroup", "valueType"] as const).every(
          (member) => condition[member] === undefined || condition[member] === item[member]
        )
      )
  )
