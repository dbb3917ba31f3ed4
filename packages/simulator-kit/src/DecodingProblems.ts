import { type Schema, SchemaAST, SchemaIssue } from "effect"
import { nearestName } from "./NearestName.ts"

export interface DecodingProblem {
  readonly path: ReadonlyArray<PropertyKey>
  readonly text: string
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** What is wrong with a value, for the person who sent it. */
export const decodingProblems = (schema: Schema.Constraint, issue: SchemaIssue.Issue): ReadonlyArray<DecodingProblem> =>
  format(issue).issues.map(({ path = [], message }) => {
    // A formatter may wrap the parts of a path; this one does not.
    const parts = path as ReadonlyArray<PropertyKey>
    return { path: parts, text: words(schema, String(parts.at(-1) ?? "The body"), message) }
  })

const words = (schema: Schema.Constraint, member: string, message: string): string => {
  if (message === "Expected no excess property") {
    const meant = nearestName(member, memberNames(schema))
    return `There is no member '${member}' here.${meant === undefined ? "" : ` Did you mean '${meant}'?`}`
  }
  if (message === "Missing key") return `${member} is required.`
  // Models alone have names.
  return /^Expected ([A-Z]\w*|object)$/.test(message) ? "Expected an object" : message
}

/** The names of all members of a model, at any depth. */
const memberNames = (schema: Schema.Constraint): ReadonlySet<string> => {
  const names = new Set<string>()
  const collect = (ast: SchemaAST.AST): void => {
    if (SchemaAST.isUnion(ast)) ast.types.forEach(collect)
    else if (SchemaAST.isArrays(ast)) [...ast.elements, ...ast.rest].forEach(collect)
    else if (SchemaAST.isObjects(ast))
      for (const { name, type } of ast.propertySignatures) {
        names.add(String(name))
        collect(type)
      }
  }
  collect(schema.ast)
  return names
}
