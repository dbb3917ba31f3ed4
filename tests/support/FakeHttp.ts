import { Effect } from "effect"
import { HttpClient, HttpClientError, HttpClientResponse } from "effect/http"

/** A request as it would leave the process. */
export interface SentRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface FakeHttp {
  readonly client: HttpClient.HttpClient
  /** Every request that was sent, in order. */
  readonly sent: ReadonlyArray<SentRequest>
}

/** The connection broke: `cause` is what the runtime's fetch would have thrown. */
export class Broken {
  constructor(readonly cause: unknown) {}
}

type Answer = Response | Broken | "never"

/** An HttpClient whose other side is a function: an answer, a broken connection, or silence. */
export const fakeHttp = (answer: (request: SentRequest, count: number) => Answer): FakeHttp => {
  const sent: Array<SentRequest> = []
  const client = HttpClient.make((request, url) =>
    Effect.suspend(() => {
      const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
      const seen = { method: request.method, url, headers: request.headers, body }
      sent.push(seen)
      const answered = answer(seen, sent.length)
      if (answered === "never") return Effect.never
      return answered instanceof Broken
        ? Effect.fail(
            new HttpClientError.HttpClientError({
              reason: new HttpClientError.TransportError({ request, cause: answered.cause })
            })
          )
        : Effect.succeed(HttpClientResponse.fromWeb(request, answered))
    })
  )
  return { client, sent }
}
