/** As much of JSON Schema as the documents use. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly anyOf?: ReadonlyArray<JsonSchema>
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: ReadonlyArray<string>
}

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query"
  readonly required?: boolean
  readonly schema: JsonSchema
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>

interface Answer {
  readonly $ref?: string
  readonly content?: Content
  /** Whether the content may be left out. */
  readonly "x-optional"?: boolean
}

export interface Operation {
  readonly parameters?: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Answer>>
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** As much of OpenAPI 3.1 as the documents use. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly security?: Operation["security"]
}

/** An operation with the place it has in its document. */
export interface Described extends Operation {
  /** Such as `GET /orders/{orderId}`. */
  readonly key: string
  readonly method: string
  readonly path: string
  /** The path in small letters, cut at its slashes. */
  readonly parts: ReadonlyArray<string>
  /** How many of these are no parameters. */
  readonly words: number
  /** The JSON pointer to it, by its parts. */
  readonly pointer: ReadonlyArray<string>
}

export const operationsOf = (document: Document): ReadonlyArray<Described> =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      security: document.security ?? [],
      ...operation,
      key: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      parts: path.toLowerCase().split("/"),
      words: path.split("/").filter((part) => !part.startsWith("{")).length,
      pointer: ["paths", path, method]
    }))
  )

/** What a reference within the document leads to. */
export const referred = (document: Document, reference: string): unknown =>
  reference
    .split("/")
    .slice(1)
    .reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part], document)

export const bodyOf = ({ requestBody }: Operation): JsonSchema | undefined =>
  requestBody?.content["application/json"]?.schema

/** What a path's parameter may be called in answers, the name that says most first: the id of a scroll of orders. */
export const namesInPath = ({ path }: Described, parameter: string, alias = parameter): ReadonlyArray<string> => {
  const before = path.slice(0, path.indexOf(`{${parameter}}`)).split("/")
  const [near, far] = before.filter((part) => part !== "" && !part.startsWith("{")).reverse()
  return [`${far} ${near} ${alias}`, `${near} ${alias}`, alias]
}

/** The values of the parameters in a path of this operation. */
export const valuesInPath = ({ path, parameters = [] }: Described, sent: string): Readonly<Record<string, unknown>> => {
  const parts = path.split("/")
  const values = sent.split("/")
  return Object.fromEntries(
    parameters
      .filter((each) => each.in === "path")
      .map(({ name, schema }) => {
        const value = values[parts.indexOf(`{${name}}`)] ?? ""
        return [name, schema.type === "integer" ? Number(value) : decoded(value)]
      })
  )
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface Meant {
  /** More than one where a word may also be a parameter's value: the likeliest first. */
  readonly operations: ReadonlyArray<Described>
  /** Whether there may also be nothing here. */
  readonly orNone: boolean
}

/** The operations that a call to this path may have been. */
export const meantBy = (operations: ReadonlyArray<Described>, method: string, path: string): Meant => {
  const plain = path.replace(/(?<=.)\/+$/, "")
  const sent = plain.toLowerCase().split("/")
  const here = operations.filter(
    ({ parts }) =>
      parts.length === sent.length &&
      parts.every((part, place) => part === sent[place] || (part.startsWith("{") && sent[place] !== ""))
  )
  const meant = here
    .filter((operation) => operation.method === (method === "HEAD" ? "GET" : method))
    .toSorted((one, other) => other.words - one.words)
  const most = Math.max(...here.map(({ words }) => words))
  const isPlain = plain === path && method !== "HEAD"
  return { operations: meant, orNone: !isPlain || meant.every(({ words }) => words < most) }
}
