import { knownBodies, type ShownBody, shownBody } from "./KnownBody.ts"
import { redactBody } from "./Redaction.ts"
import type { RequestRow } from "./RequestLog.ts"

/** The beginnings of what was sent and answered. */
export interface Bodies {
  readonly request?: string
  readonly isRequestCut?: true
  readonly answer?: string
  readonly answerType?: string
}

interface Kept {
  readonly seq: number
  request?: string
  isRequestCut?: true
  /** All of it or its beginning, whose text is read when somebody asks. */
  answer?: ShownBody
  /** How many answers there were: where a fault replaced one, the last counts. */
  answers: number
  reading?: Promise<void>
}

/** Of a text in characters, of an answer in bytes. */
const limit = 2048
const capacity = 1000

/** The bodies of the latest requests, as far as a person reads them. */
export class KeptBodies {
  readonly #kept: Array<Kept> = []

  received(row: RequestRow, text: string): void {
    row.requestBytes = Buffer.byteLength(text)
    if (text === "") return
    const kept = this.#keptOf(row)
    kept.request = beginning(text)
    if (kept.request.length < text.length) kept.isRequestCut = true
  }

  /** The answer of a second call takes the place of the first. Where its bytes are not known, a copy is looked at meanwhile. */
  answered(row: RequestRow, response: Response): void {
    const known = knownBodies.get(response)
    if (known !== undefined) {
      this.answeredWith(row, known)
      return
    }
    const kept = this.#keptOf(row)
    const turn = ++kept.answers
    const type = response.headers.get("content-type") ?? ""
    const copy = response.clone().arrayBuffer()
    kept.reading = copy.then((bytes) => {
      if (kept.answers === turn) note(row, kept, shownBody(bytes, type))
    })
  }

  answeredWith(row: RequestRow, body: ShownBody): void {
    const kept = this.#keptOf(row)
    kept.answers++
    note(row, kept, body)
  }

  /** Without secrets; nothing when they made room for later ones. */
  async of({ seq, path }: RequestRow): Promise<Bodies> {
    const kept = this.#kept[(seq - 1) % capacity]
    if (kept?.seq !== seq) return {}
    await kept.reading
    const { request, isRequestCut, answer } = kept
    const answerText = answer !== undefined && isText(answer.type) ? textOf(answer.beginning) : ""
    return {
      ...(request !== undefined && { request: redactBody(path, request) }),
      ...(isRequestCut === true && { isRequestCut }),
      ...(answerText !== "" && { answer: redactBody(path, answerText) }),
      ...(answer !== undefined && { answerType: answer.type })
    }
  }

  /** When the answers that were sent are counted in their rows. */
  async settled(): Promise<void> {
    await Promise.all(this.#kept.map(({ reading }) => reading))
  }

  #keptOf({ seq }: RequestRow): Kept {
    const place = (seq - 1) % capacity
    const known = this.#kept[place]
    if (known?.seq === seq) return known
    const kept: Kept = { seq, answers: 0 }
    // A late answer must not push out what came after it.
    if (known === undefined || known.seq < seq) this.#kept[place] = kept
    return kept
  }
}

const note = (row: RequestRow, kept: Kept, body: ShownBody): void => {
  row.answerBytes = body.size
  kept.answer = body
}

const textOf = (beginning: ShownBody["beginning"]): string =>
  typeof beginning === "string" ? beginning : Buffer.from(beginning).toString()

const isText = (type: string): boolean => /json|text|html|xml|urlencoded/.test(type) || type === ""

/** A part of a text would keep the whole of it in memory, so it is copied. */
const beginning = (text: string): string => (text.length <= limit ? text : Buffer.from(text.slice(0, limit)).toString())
