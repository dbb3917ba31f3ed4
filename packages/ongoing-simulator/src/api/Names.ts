import { type Schema, SchemaAST } from "effect"

/** The names of all members of a request model, at any depth. */
export const memberNames = (schema: Schema.Constraint): ReadonlySet<string> => {
  const names = new Set<string>()
  const collect = (ast: SchemaAST.AST): void => {
    if (SchemaAST.isUnion(ast)) ast.types.forEach(collect)
    else if (SchemaAST.isArrays(ast)) ast.rest.forEach(collect)
    else if (SchemaAST.isObjects(ast))
      for (const { name, type } of ast.propertySignatures) {
        names.add(String(name))
        collect(type)
      }
  }
  collect(schema.ast)
  return names
}

/** ` Did you mean 'orderRemark'?`, or nothing when no name is near. */
export const suggestion = (typed: string, names: Iterable<string>): string => {
  const most = Math.max(1, Math.floor(typed.length / 4))
  const near = [...names]
    .map((name) => ({ name, distance: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter((each) => each.distance <= most)
    .sort((one, other) => one.distance - other.distance)[0]
  return near === undefined ? "" : ` Did you mean '${near.name}'?`
}

/** How many letters must be added, dropped or changed to come from one word to the other. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)))
    row = next
  }
  return row[other.length]!
}
