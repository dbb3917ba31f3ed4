import { Effect, Option, Stream } from "effect"
import type { HttpClientResponse } from "effect/http"

/** Counts what arrives (after decompression) and stops reading above the limit; what arrived until then is kept. */
export const readWithin = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse, limit: number) {
  const decoder = new TextDecoder()
  let text = ""
  let bytes = 0
  yield* response.stream.pipe(
    Stream.runForEachWhile((chunk) =>
      Effect.sync(() => {
        text += decoder.decode(chunk.subarray(0, limit - bytes), { stream: true })
        bytes += chunk.byteLength
        return bytes <= limit
      })
    ),
    Effect.catchIf(
      (error) => error.reason._tag === "EmptyBodyError",
      () => Effect.void
    )
  )
  return { text: text + decoder.decode(), isWhole: bytes <= limit }
})

export const parseJson: (text: string) => Option.Option<unknown> = Option.liftThrowable((text: string): unknown =>
  JSON.parse(text)
)

/** Gateways answer with pages for people. */
export const isHtml = (contentType: string | undefined, text: string) =>
  contentType?.toLowerCase().includes("html") === true || text.trimStart().startsWith("<")

/** An answer that names no type at all is judged by its content. */
export const isJson = (contentType: string | undefined) => contentType === undefined || /[/+]json\b/i.test(contentType)
