import { expect, test } from "bun:test"
import { jsonAnswer, knownBodies } from "@omnium-ongoing/simulator-kit/KnownBody"

const headers = { date: "Mon, 02 Nov 2026 08:00:00 GMT", "x-request-id": "request-1" }

test("an answer of JSON is the one that Response.json makes, with the headers of every answer", async () => {
  for (const [value, status] of [
    [{ name: "Fjellvåg" }, 201],
    [["a", null], undefined],
    ["text", 409]
  ] as const) {
    const answer = jsonAnswer(value, headers, status)
    const plain = Response.json(value, { status: status ?? 200, headers })
    expect(answer.status).toBe(plain.status)
    expect(answer.headers.toJSON()).toEqual(plain.headers.toJSON())
    expect(knownBodies.get(answer)?.size).toBe((await plain.clone().bytes()).length)
    expect(await answer.text()).toBe(await plain.text())
  }
})

test("of a large answer the first bytes are known, however many letters they make up", () => {
  const shown = knownBodies.get(jsonAnswer("å".repeat(3000), headers))
  expect(shown?.size).toBe(6002)
  const { beginning = "" } = shown ?? {}
  if (typeof beginning === "string") throw new Error("All of it is kept.")
  expect(Buffer.from(beginning).equals(Buffer.from(`"${"å".repeat(3000)}`).subarray(0, 2048))).toBe(true)
})
