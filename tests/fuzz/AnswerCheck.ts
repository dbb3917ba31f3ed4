import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import type { Described, Document, Meant } from "./Operations.ts"
import { referred } from "./Operations.ts"

/** An answer whose body has been read. */
export interface Answered {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

export const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  contentType: (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
  text: await response.text()
})

/** What no answer may show: a stack, a file of this machine, a module of the runtime. */
const innards =
  /\bat \S+ \(\S+:\d+:\d+\)|\bat (async )?(file:\/\/|\/)\S+|\/(work|tmp|home|usr)\/\w|node_modules|\.tsx?:\d+/

const instants: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/
}

/** Of calls to what no operation is at: a refusal of HTTP's own. */
const notFound: ReadonlyArray<number> = [400, 401, 403, 404, 405, 413]

/** What is not supported, and what has not ended in the time it was given: others are failures, whatever is written down. */
const onPurpose: ReadonlyArray<number> = [501, 504]

/** Holds answers against a document. */
export class AnswerCheck {
  readonly #ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    strictTypes: false,
    formats: instants
  })
  readonly #document: Document
  /** As they are, in JSON and in a link. */
  readonly #secrets: ReadonlyArray<string>

  constructor(document: Document, secrets: ReadonlyArray<string>) {
    this.#document = document
    this.#secrets = secrets.flatMap((each) => [each, JSON.stringify(each).slice(1, -1), encodeURIComponent(each)])
    // Strict, so that a misspelt keyword of a schema is found; those of the document around them are not schemas'.
    this.#ajv.addVocabulary(Object.keys(document))
    this.#ajv.addSchema(document, "document")
  }

  /**
   * What is wrong with an answer, one sentence each. It may be one of any of the operations that were meant; what is
   * outside the document, and meant none, must only not fail.
   */
  problems(meant: Meant | undefined, method: string, answer: Answered): ReadonlyArray<string> {
    return [...this.#shown(answer), ...this.#against(meant, method, answer)]
  }

  #shown({ text, status }: Answered): ReadonlyArray<string> {
    const secret = this.#secrets.find((each) => text.includes(each))
    const found = status >= 400 ? innards.exec(text)?.[0] : undefined
    return [
      ...(secret === undefined ? [] : [`It shows the secret "${secret}".`]),
      ...(found === undefined ? [] : [`It shows the innards of the program: "${found}".`])
    ]
  }

  #against(meant: Meant | undefined, method: string, answer: Answered): ReadonlyArray<string> {
    if (meant === undefined) return answer.status < 500 ? [] : ["It failed."]
    if (meant.orNone && notFound.includes(answer.status)) return []
    if (meant.operations.length === 0) return [`It is no operation, and was answered ${answer.status}.`]
    const found = meant.operations.map((operation) => this.#againstOne(operation, method, answer))
    return found.find((problems) => problems.length === 0) ?? found[0] ?? []
  }

  #againstOne(operation: Described, method: string, answer: Answered): ReadonlyArray<string> {
    const { status, contentType, text } = answer
    const described = operation.responses[status]
    if (described === undefined) return [`${operation.key} is not described with ${status}.`]
    if (status >= 500 && !onPurpose.includes(status)) return [`${operation.key} failed.`]
    if (method === "HEAD") return text === "" ? [] : ["An answer to HEAD has a body."]
    const pointer =
      described.$ref === undefined
        ? [...operation.pointer, "responses", `${status}`]
        : described.$ref.split("/").slice(1)
    const { content = {} } =
      described.$ref === undefined ? described : (referred(this.#document, described.$ref) as typeof described)
    const types = Object.keys(content)
    if (types.length === 0) return text === "" ? [] : [`${operation.key} has a body with ${status}: ${text}`]
    if (described["x-optional"] === true && text === "" && contentType === "") return []
    const kind = content[contentType]
    if (kind === undefined) {
      return [`${operation.key} is answered with ${contentType || "no content type"}, not ${types.join(" or ")}.`]
    }
    if (kind.schema === undefined) return []
    return this.#outside([...pointer, "content", contentType, "schema"], contentType, text)
  }

  #outside(pointer: ReadonlyArray<string>, contentType: string, text: string): ReadonlyArray<string> {
    let value: unknown = text
    if (contentType.endsWith("json")) {
      try {
        value = JSON.parse(text)
      } catch {
        return [`It is no JSON: ${text.slice(0, 200)}`]
      }
    }
    const validate = this.#validator(pointer)
    if (validate(value)) return []
    return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => {
      return `${instancePath || "The answer"} ${message} (${JSON.stringify(params)}).`
    })
  }

  #validator(pointer: ReadonlyArray<string>): ValidateFunction {
    const place = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    const validate = this.#ajv.getSchema(`document#/${place.join("/")}`)
    if (validate === undefined) throw new Error(`The document has no ${pointer.join("/")}.`)
    return validate
  }
}
