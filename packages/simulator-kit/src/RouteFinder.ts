import { Option, Schema } from "effect"

interface Node {
  readonly fixed: Map<string, Node>
  any: Node | undefined
  template: string | undefined
}

const Described = Schema.Struct({
  servers: Schema.optionalKey(Schema.Array(Schema.Struct({ url: Schema.String }))),
  paths: Schema.Record(Schema.String, Schema.Unknown)
})

const node = (): Node => ({ fixed: new Map(), any: undefined, template: undefined })

const segmentsOf = (path: string): ReadonlyArray<string> =>
  path
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "")

/** Finds the template of a path in an OpenAPI document, which is read when the first path is asked for. */
export const routeFinder = (openApi: () => unknown): ((path: string) => string) => {
  let root: Node | undefined
  return (path) => {
    root ??= treeOf(openApi())
    return find(root, segmentsOf(path), 0) ?? "unknown"
  }
}

const treeOf = (openApi: unknown): Node => {
  const root = node()
  const described = Schema.decodeUnknownOption(Described)(openApi)
  if (Option.isNone(described)) return root
  const { servers = [], paths } = described.value
  const base = new URL(servers[0]?.url ?? "/", "http://any").pathname
  for (const template of Object.keys(paths)) {
    let place = root
    for (const segment of segmentsOf(`${base}/${template}`)) place = child(place, segment)
    place.template = template
  }
  return root
}

const child = (parent: Node, segment: string): Node => {
  if (segment.startsWith("{")) {
    parent.any ??= node()
    return parent.any
  }
  const known = parent.fixed.get(segment) ?? node()
  parent.fixed.set(segment, known)
  return known
}

/** A fixed segment goes before one that may be anything. */
const find = (from: Node | undefined, segments: ReadonlyArray<string>, position: number): string | undefined => {
  if (from === undefined) return undefined
  const segment = segments[position]
  if (segment === undefined) return from.template
  return find(from.fixed.get(segment), segments, position + 1) ?? find(from.any, segments, position + 1)
}
