import type { CallHeaders } from "./World.ts"

/** What a person reads of a body: its beginning, which shares no memory with the rest. */
export interface ShownBody {
  readonly type: string
  /** Of all of it, in bytes. */
  readonly size: number
  readonly beginning: ArrayBuffer | string
}

/** Bytes. */
const mostShown = 2048

export const shownBody = (bytes: ArrayBuffer, type: string): ShownBody => ({
  type,
  size: bytes.byteLength,
  beginning: bytes.byteLength > mostShown ? bytes.slice(0, mostShown) : bytes
})

const shownText = (text: string, type: string): ShownBody => {
  const size = Buffer.byteLength(text)
  if (size <= mostShown) return { type, size, beginning: text }
  const beginning = new TextEncoder().encode(text.slice(0, mostShown)).slice(0, mostShown)
  return { type, size, beginning: beginning.buffer }
}

/** Of the answers made here, which have their headers too, so that nobody has to read a copy of them. */
export const knownBodies = new WeakMap<Response, ShownBody>()

export const answerOf = (
  body: ArrayBuffer | string,
  shown: ShownBody,
  { date, "x-request-id": id }: CallHeaders,
  status = 200
): Response => {
  const answer = new Response(body, { status, headers: { "content-type": shown.type, date, "x-request-id": id } })
  knownBodies.set(answer, shown)
  return answer
}

/** As `Response.json` writes it. */
const jsonType = "application/json;charset=utf-8"

export const jsonAnswer = (value: unknown, headers: CallHeaders, status?: number): Response => {
  const text = JSON.stringify(value)
  return answerOf(text, shownText(text, jsonType), headers, status)
}
