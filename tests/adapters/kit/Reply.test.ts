import { expect, test } from "bun:test"
import { answerOf } from "@omnium-ongoing/adapter-kit/Answer"
import { replyTo } from "@omnium-ongoing/adapter-kit/Reply"
import { Effect, Option, Result, Schema } from "effect"
import { HttpClientRequest, HttpClientResponse } from "effect/http"

const request = HttpClientRequest.get("https://vendor.test/")
const decode = Schema.decodeUnknownResult(Schema.Struct({ id: Schema.Int, lines: Schema.Array(Schema.Int) }))
const speech = {
  wordsIn: (body: Readonly<Record<string, unknown>>) => String(body.message ?? ""),
  conceal: (text: string) => text.replaceAll("canary", "[redacted]")
}
const reply = (write: boolean, response: Response) =>
  Effect.map(answerOf(HttpClientResponse.fromWeb(request, response), 1024), (answer) =>
    replyTo({ write }, answer, decode, speech)
  )
const reason = async (write: boolean, response: Response) =>
  Result.getOrThrow(Result.flip(await Effect.runPromise(reply(write, response))))

test("a value comes with the time by the server's clock", async () => {
  const headers = { date: "Mon, 02 Nov 2026 08:00:00 GMT" }
  const found = Result.getOrThrow(
    await Effect.runPromise(reply(false, Response.json({ id: 1, lines: [] }, { headers })))
  )
  expect(found.value).toEqual({ id: 1, lines: [] })
  expect(found.readAt.toJSON()).toBe("2026-11-02T08:00:00.000Z")
})

test("a wait until a date is counted from the server's time", async () => {
  const headers = { date: "Mon, 02 Nov 2026 08:00:00 GMT", "retry-after": "Mon, 02 Nov 2026 08:00:05 GMT" }
  const found = await reason(false, new Response("slow down", { status: 429, headers }))
  expect(found._tag === "Throttled" && Option.map(found.retryAfter, String)).toEqual(Option.some("5000 millis"))
})

test("what was read is told by its place, what was not written by the vendor's words too", async () => {
  const odd = () => Response.json({ id: 1, lines: [1, "Kari"], message: "no canary" })
  expect((await reason(false, odd())).message).toBe("answered 200 with another shape at lines.1")
  expect((await reason(true, odd())).message).toBe("answered 200 with another shape at lines.1; no [redacted]")
})

test("an answer of which some bytes are not UTF-8 is none", async () => {
  const bytes = Buffer.from('{"id":1,"lines":[],"name":"Ære"}', "latin1")
  expect((await reason(false, new Response(bytes))).message).toBe("answered 200 with text that is not UTF-8")
})

test("an error's words are read even when some of their bytes are not UTF-8", async () => {
  const latin = new Response(Uint8Array.from([0xc6, 0x72, 0x65]), { status: 400 })
  expect(await reason(true, latin)).toMatchObject({ _tag: "Refused", message: "\ufffdre" })
})

test("an error's words are concealed before they are cut", async () => {
  const found = await reason(true, new Response(`${"x".repeat(495)}canary`, { status: 400 }))
  expect(found.message).toBe(`${"x".repeat(495)}[red…`)
})
