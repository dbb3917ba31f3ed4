const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

type Member = readonly [name: string, value: unknown]

/** The same JSON with every object's members changed, the innermost first. */
const mapMembers = (value: unknown, change: (members: ReadonlyArray<Member>) => ReadonlyArray<Member>): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapMembers(item, change))
  if (!isRecord(value)) return value
  return Object.fromEntries(change(Object.entries(value).map(([name, item]) => [name, mapMembers(item, change)])))
}

/** The page is the answer itself or its first list. */
const mapPage = (value: unknown, change: (page: ReadonlyArray<unknown>) => ReadonlyArray<unknown>): unknown => {
  if (Array.isArray(value)) return change(value)
  if (!isRecord(value)) return value
  const list = Object.entries(value).find((member): member is [string, Array<unknown>] => Array.isArray(member[1]))
  return list === undefined ? value : { ...value, [list[0]]: change(list[1]) }
}

const isId = ([name]: Member): boolean => name === "id" || name.endsWith("Id")

const changes: Readonly<Record<string, (value: unknown) => unknown>> = {
  "missing-id": (value) => mapMembers(value, (members) => members.filter((member) => !isId(member))),
  "null-id": (value) => mapMembers(value, (members) => members.map((m): Member => (isId(m) ? [m[0], null] : m))),
  "wrong-type": (value) =>
    mapMembers(value, (members) =>
      members.map(([name, item]): Member => {
        if (typeof item === "number") return [name, String(item)]
        return typeof item === "string" ? [name, { value: item }] : [name, item]
      })
    ),
  "extra-fields": (value) =>
    mapMembers(value, (members) => [...members, ["fieldOfTomorrow", { note: "æøå", list: [1, null] }]]),
  "duplicate-page": (value) => mapPage(value, (page) => [...page, ...page]),
  reorder: (value) => mapPage(value, (page) => page.toReversed()),
  "short-page": (value) => mapPage(value, (page) => page.slice(0, Math.floor(page.length / 2))),
  "empty-page": (value) => mapPage(value, () => [])
}

const damageText: Readonly<Record<string, (text: string) => string>> = {
  truncate: (text) => text.slice(0, text.length >> 1),
  /** A raw control character is no JSON anywhere. */
  corrupt: (text) => `${text.slice(0, text.length >> 1)}\u0001${text.slice((text.length >> 1) + 1)}`,
  bom: (text) => `\uFEFF${text}`
}

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The text of an answer after the fault. What is not JSON stays as it is under the faults that change JSON. */
export const damagedText = (fault: string, text: string): string => {
  const damage = damageText[fault]
  if (damage !== undefined) return damage(text)
  const change = changes[fault]
  const json = change === undefined ? undefined : parsed(text)
  return change === undefined || json === undefined ? text : JSON.stringify(change(json.value))
}

const bombBytes = 128 * 1024 * 1024

/** Some 130 kB on the wire that unpack to 128 MiB. */
export const bomb = async (): Promise<Uint8Array<ArrayBuffer>> => {
  // Loaded for those who want one: it takes a good part of the time of a start.
  const { gzipSync } = await import("node:zlib")
  return new Uint8Array(gzipSync(Buffer.alloc(bombBytes, " "), { level: 9 }))
}

export const htmlPage =
  "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
