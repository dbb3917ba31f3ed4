/** What a person reads of a body: its beginning, which shares no memory with the rest. */
export interface ShownBody {
  readonly type: string
  /** Of all of it, in bytes. */
  readonly size: number
  readonly beginning: ArrayBuffer | string
}

/** An answer of status 200 that lacks nothing but its headers. */
export interface KnownAnswer {
  readonly bytes: ArrayBuffer
  readonly shown: ShownBody
}

/** Of every answer: the world's time, and the id of the request. */
export interface CallHeaders {
  readonly date: string
  readonly "x-request-id": string
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

const noted = (answer: Response, shown: ShownBody): Response => {
  knownBodies.set(answer, shown)
  return answer
}

/** Not noted above, which costs as much again: for who tells the log himself. */
export const plainAnswer = (
  body: ArrayBuffer | string,
  { type }: ShownBody,
  { date, "x-request-id": id }: CallHeaders,
  status = 200
): Response => new Response(body, { status, headers: { "content-type": type, date, "x-request-id": id } })

export const bytesAnswer = ({ bytes, shown }: KnownAnswer, headers: CallHeaders): Response =>
  noted(plainAnswer(bytes, shown, headers), shown)

/** As `Response.json` writes it. */
const jsonType = "application/json;charset=utf-8"

export const jsonAnswer = (value: unknown, headers: CallHeaders, status?: number): Response => {
  const text = JSON.stringify(value)
  const shown = shownText(text, jsonType)
  return noted(plainAnswer(text, shown, headers, status), shown)
}
