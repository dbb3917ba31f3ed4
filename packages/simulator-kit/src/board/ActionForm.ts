import { ConnectionFault } from "../ConnectionFault.ts"
import { quoted } from "../Curl.ts"

/** A call of the simulator's own interfaces, as a form of the board describes it. */
export interface ActionCall {
  readonly method: string
  /** Within the world: `/_simulator/…`, or a path of the vendor's API. */
  readonly path: string
  readonly body: unknown
}

/** What a caller of the vendor's API needs besides the call. */
export interface Access {
  /** Where the API lies within the world. */
  readonly api: string
  readonly header: string
  /** The same as words of a curl command. */
  readonly curl: string
}

export interface Outcome {
  /** Undefined where no answer came. */
  readonly status: number | undefined
  /** What the simulator said, in its own words. */
  readonly said: string
}

/** Names of the fields that are not members of the body. */
export const fieldNames = { method: "_method", path: "_path", body: "_body", page: "_page", key: "_key" } as const

interface Member {
  readonly steps: ReadonlyArray<string>
  readonly value: unknown
  /** Means nothing without another member beside it. */
  readonly accompanies: boolean
}

/**
 * The call that the fields of a form describe. `path.name` fills `{name}` of the path; any other name is a member of the
 * body, as `lines.0.quantity:number`. What is left empty is left out, and so is an entry of a list that is left with
 * members marked `:with`.
 */
export const actionCall = (form: URLSearchParams): ActionCall => {
  const fields = [...form]
  const path = fields.reduce(
    (text, [name, value]) =>
      name.startsWith("path.") ? text.replace(`{${name.slice(5)}}`, encodeURIComponent(value)) : text,
    form.get(fieldNames.path) ?? ""
  )
  const members = fields.filter(([name]) => !name.startsWith("_") && !name.startsWith("path."))
  const fixed: unknown = JSON.parse(form.get(fieldNames.body) || "null")
  const assembled = assemble(members.map(([name, value]) => memberOf(name, value.trim())))
  const isPlain = members.length === 0 && fixed === null
  return {
    method: form.get(fieldNames.method) ?? "POST",
    path,
    body: isPlain
      ? undefined
      : Array.isArray(assembled)
        ? assembled
        : { ...(fixed as object | null), ...(assembled as object | undefined) }
  }
}

const memberOf = (name: string, text: string): Member => {
  const [path = "", kind = "text"] = name.split(":")
  const value = text === "" ? undefined : kind === "number" ? Number(text) : kind === "flag" ? text === "true" : text
  return { steps: path.split("."), value, accompanies: kind === "with" }
}

const assemble = (members: ReadonlyArray<Member>): unknown => {
  const groups = Map.groupBy(members, ({ steps }) => steps[0] ?? "")
  const entries = [...groups].flatMap(([name, group]) => {
    const [first] = group
    const value =
      first?.steps.length === 1
        ? first.value
        : assemble(group.map((member) => ({ ...member, steps: member.steps.slice(1) })))
    return value === undefined ? [] : [[name, value] as const]
  })
  if ([...groups.keys()].every((name) => /^\d+$/.test(name)) && groups.size > 0)
    return entries.map(([, value]) => value)
  // A list that became empty still says that nothing is meant.
  const isFilled = members.some(
    ({ steps, value, accompanies }) => steps.length > 1 || (value !== undefined && !accompanies)
  )
  return isFilled ? Object.fromEntries(entries) : undefined
}

const isBackDoor = ({ path }: ActionCall): boolean => path.startsWith("/_simulator/")

const jsonType = "application/json"

/** The call as a request; `root` is the world's address without a slash at its end. */
export const actionRequest = (call: ActionCall, root: string, access: Access | undefined): Request =>
  new Request(root + call.path, {
    method: call.method,
    headers: {
      ...(call.body !== undefined && { "content-type": jsonType }),
      ...(access !== undefined && !isBackDoor(call) && { authorization: access.header })
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) })
  })

export const actionCurl = (call: ActionCall, root: string, access: Access | undefined): string =>
  [
    "curl",
    ...(access === undefined || isBackDoor(call) ? [] : [access.curl]),
    ...(call.method === "GET" ? [] : ["-X", call.method]),
    quoted(root + call.path),
    ...(call.body === undefined
      ? []
      : ["-H", quoted(`content-type: ${jsonType}`), "-d", quoted(JSON.stringify(call.body))])
  ].join(" ")

/** A connection that a fault cut is an outcome like any other. */
export const outcomeOf = async (answer: Promise<Response>): Promise<Outcome> => {
  try {
    const response = await answer
    return { status: response.status, said: response.ok ? "" : wordsOf(await response.text()) }
  } catch (error) {
    if (error instanceof ConnectionFault) return { status: undefined, said: "A fault cut the connection." }
    throw error
  }
}

const longestWords = 600

/** The message in an error body, whichever way it is written. */
const wordsOf = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === "string") return body
    const members = new Map(Object.entries(body ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
    const words = members.get("message") ?? members.get("detail") ?? members.get("title")
    return typeof words === "string" ? words : text.slice(0, longestWords)
  } catch {
    return text.slice(0, longestWords)
  }
}
