import { type Schema, SchemaAST } from "effect"

type Look = (value: unknown) => boolean

const no: Look = () => false

const asItIs: SchemaAST.ParseOptions = {}

/**
 * A quick first look at a parsed body: true only where the schema would take the value just as it is and knows all its
 * members. False says nothing: then the schema itself decides, and says why. It costs what was sent, not what could be.
 */
export const plainlyRight = (schema: Schema.Constraint): Look => lookOf(schema.ast)

const looks = new WeakMap<SchemaAST.AST, Look>()

const lookOf = (ast: SchemaAST.AST): Look => {
  const known = looks.get(ast)
  if (known !== undefined) return known
  // A model may contain itself.
  looks.set(ast, (value) => look(value))
  const look = checked(ast, ast.encoding === undefined ? shapeOf(ast) : no)
  looks.set(ast, look)
  return look
}

const shapeOf = (ast: SchemaAST.AST): Look => {
  switch (ast._tag) {
    case "String":
      return (value) => typeof value === "string"
    case "Number":
      return (value) => typeof value === "number"
    case "Boolean":
      return (value) => typeof value === "boolean"
    case "Null":
      return (value) => value === null
    case "Literal":
      return (value) => value === ast.literal
    case "Union":
      return ast.encodingChecks === undefined && ast.options?.mode !== "oneOf" ? union(ast.types.map(lookOf)) : no
    case "Arrays":
      return ast.encodingChecks === undefined && ast.elements.length === 0 && ast.rest.length === 1
        ? listOf(ast.rest.map(lookOf))
        : no
    case "Objects":
      return ast.encodingChecks === undefined && ast.indexSignatures.length === 0 ? members(ast) : no
    case "Suspend":
      return (value) => lookOf(ast.thunk())(value)
    default:
      return no
  }
}

const union = (looks: ReadonlyArray<Look>): Look => {
  const [one = no, other = no, ...more] = looks
  if (more.length === 0) return (value) => one(value) || other(value)
  return (value) => looks.some((look) => look(value))
}

const listOf =
  ([item = no]: ReadonlyArray<Look>): Look =>
  (value) =>
    Array.isArray(value) && value.every(item)

const members = ({ propertySignatures }: SchemaAST.Objects): Look => {
  const known = new Map<PropertyKey, Look>(propertySignatures.map(({ name, type }) => [name, lookOf(type)]))
  const required = propertySignatures.filter(({ type }) => !SchemaAST.isOptional(type)).map(({ name }) => name)
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false
    // What comes from JSON has no names but its own.
    for (const name in value) if (!(known.get(name) ?? no)(value[name as keyof typeof value])) return false
    for (const name of required) if (!Object.hasOwn(value, name)) return false
    return true
  }
}

const checked = (ast: SchemaAST.AST, shape: Look): Look => {
  const { checks } = ast
  if (checks === undefined) return shape
  const passes = (check: SchemaAST.Check<never>, value: unknown): boolean =>
    check._tag === "FilterGroup"
      ? check.checks.every((each) => passes(each, value))
      : // The shape was looked at before its checks are.
        check.run(value as never, ast, asItIs) === undefined
  return (value) => {
    if (!shape(value)) return false
    for (const check of checks) if (!passes(check, value)) return false
    return true
  }
}
