import type { Answered } from "./AnswerCheck.ts"
import { filled, type Plan } from "./Arbitraries.ts"
import type { Call } from "./Call.ts"
import type { Damage } from "./Damage.ts"
import { Known, type Thing } from "./Known.ts"
import { bodyOf, type Described, namesInPath, valuesInPath } from "./Operations.ts"
import type { Target } from "./Target.ts"

export interface Sketch {
  readonly plan: Plan
  readonly damages: ReadonlyArray<Damage>
  /** Where the body comes from: what was accepted before, an example, or the schema alone. */
  readonly from: "accepted" | "example" | "schema"
}

/** Makes calls of sketches, with what it has learnt from the answers so far. */
export class Writer {
  readonly #target: Target
  readonly #known = new Known()
  #count = 0

  constructor(target: Target) {
    this.#target = target
    for (const each of target.known) this.#known.learn("", [], {}, each)
  }

  /** What an operation answered, and the body with which it did. */
  learn(operation: Described, path: string, { contentType, text }: Answered, body: unknown): void {
    const words = operation.path.split("/").filter((part) => part !== "" && !part.startsWith("{"))
    if (contentType.endsWith("json") && text !== "")
      this.#known.learn(operation.key, words, valuesInPath(operation, path), JSON.parse(text))
    if (body !== undefined) this.#known.accept(operation.key, body)
  }

  /** The call, and its body as JSON. */
  written({ plan, damages, from }: Sketch): { readonly call: Call; readonly body: unknown } {
    const { operation, draw } = plan
    const example = this.#example(plan, from)
    const needed = (operation.parameters ?? [])
      .filter((each) => each.required === true)
      .flatMap((each) =>
        each.in === "path" ? namesInPath(operation, each.name, this.#target.aliases[each.name]) : [each.name]
      )
    const thing = this.#known.thing([...needed, ...placeholders(example)], draw)
    const json = damages.reduce<unknown>(
      (body, each) => each.json?.(body) ?? body,
      bodyOf(operation) === undefined ? undefined : this.#body(plan, example, thing)
    )
    const pathValues = filled(plan.path, this.#known, thing) as Readonly<Record<string, unknown>>
    const queryValues = filled(plan.query, this.#known, thing) as Readonly<Record<string, unknown>>
    const call: Call = {
      method: operation.method,
      path:
        this.#target.base +
        operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(wellFormed(pathValues[name]))),
      query: Object.entries(queryValues)
        .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each] as const))
        .map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`)
        .join("&"),
      headers: {
        ...this.#target.credentials(operation),
        ...(json === undefined ? {} : { "content-type": "application/json" })
      },
      body: json === undefined ? undefined : JSON.stringify(json)
    }
    return { call: damages.reduce((written, each) => each.wire?.(written) ?? written, call), body: json }
  }

  #example({ operation, draw }: Plan, from: Sketch["from"]): unknown {
    const before = from === "accepted" ? this.#known.accepted(operation.key, draw) : undefined
    const examples = this.#target.examples[operation.key] ?? []
    return before ?? (from === "schema" ? undefined : examples[draw % examples.length])
  }

  #body({ draw, body }: Plan, example: unknown, thing: Thing | undefined): unknown {
    const sketched = filled(body, this.#known, thing)
    if (example === undefined) return sketched
    this.#count++
    const renewed = JSON.stringify(example)
      .replaceAll("{new}", `${this.#count}`)
      .replaceAll(placeholder, (_, name) => JSON.stringify(this.#known.value([name], thing, () => true, draw) ?? null))
    return changed(JSON.parse(renewed), sketched, draw)
  }
}

/** A text of an example that stands for a value that is known. */
const placeholder = /"\{(\w+)\}"/g

const placeholders = (example: unknown): ReadonlyArray<string> =>
  [...(JSON.stringify(example) ?? "").matchAll(placeholder)].map(([, name]) => name ?? "")

/** An example with at most one member from what was sketched. */
const changed = (example: unknown, sketched: unknown, draw: number): unknown => {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return example
  const members = Object.entries(Object(sketched))
  const change = draw % 2 === 0 ? undefined : members[draw % members.length]
  return change === undefined ? example : { ...example, [change[0]]: change[1] }
}

/** Half a character cannot be encoded. */
const wellFormed = (value: unknown): string => String(value).toWellFormed()
