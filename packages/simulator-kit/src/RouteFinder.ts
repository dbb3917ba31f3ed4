interface Node {
  readonly fixed: Map<string, Node>
  any: Node | undefined
  template: string | undefined
}

const node = (): Node => ({ fixed: new Map(), any: undefined, template: undefined })

const segmentsOf = (path: string): ReadonlyArray<string> =>
  path
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "")

/** Finds which of the templates a path has; they are read when the first path is asked for. */
export const routeFinder = (templates: () => Iterable<string>): ((path: string) => string) => {
  let root: Node | undefined
  return (path) => {
    root ??= treeOf(templates())
    return find(root, segmentsOf(path), 0) ?? "unknown"
  }
}

const treeOf = (templates: Iterable<string>): Node => {
  const root = node()
  for (const template of templates) {
    let place = root
    for (const segment of segmentsOf(template)) place = child(place, segment)
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
