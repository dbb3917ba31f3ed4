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
  answer?: Blob
  /** The one that counts where a fault replaced another. */
  latest?: object
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

  /** Looks at a copy while the answer is on its way. The answer of a second call takes the place of the first. */
  answered(row: RequestRow, response: Response): void {
    const kept = this.#keptOf(row)
    const copy = response.clone()
    kept.latest = copy
    kept.reading = copy.blob().then((blob) => {
      if (kept.latest !== copy) return undefined
      row.answerBytes = blob.size
      kept.answer = blob
      return blob.size > limit ? shorten(kept, blob) : undefined
    })
  }

  /** Without secrets; nothing when they made room for later ones. */
  async of({ seq, path }: RequestRow): Promise<Bodies> {
    const kept = this.#kept[(seq - 1) % capacity]
    if (kept?.seq !== seq) return {}
    await kept.reading
    const { request, isRequestCut, answer } = kept
    const answerText = answer !== undefined && isText(answer.type) ? await answer.text() : ""
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
    const kept: Kept = { seq }
    // A late answer must not push out what came after it.
    if (known === undefined || known.seq < seq) this.#kept[place] = kept
    return kept
  }
}

/** A part of a blob would keep the whole of it in memory, so it is copied. */
const shorten = async (kept: Kept, blob: Blob): Promise<void> => {
  kept.answer = new Blob([await blob.slice(0, limit).arrayBuffer()], { type: blob.type })
}

const isText = (type: string): boolean => /json|text|html|xml|urlencoded/.test(type) || type === ""

/** A part of a text would keep the whole of it in memory, so it is copied. */
const beginning = (text: string): string => (text.length <= limit ? text : Buffer.from(text.slice(0, limit)).toString())
