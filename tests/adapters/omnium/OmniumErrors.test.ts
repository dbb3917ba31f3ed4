import { expect, test } from "bun:test"
import { wordsIn } from "@omnium-ongoing/adapters-omnium/OmniumErrors"

const shapes: ReadonlyArray<readonly [Readonly<Record<string, unknown>>, string]> = [
  [{ title: "Bad", detail: "No status", status: 400 }, "Bad; No status"],
  [
    { title: "Bad", errors: { Status: ["is required", "is wrong"], "$.x": "odd" } },
    "Bad; Status: is required; Status: is wrong; $.x: odd"
  ],
  [{ message: "Locked", isSuccessful: false, httpStatusCode: 400 }, "Locked"],
  [{ Message: "Locked" }, "Locked"],
  [{ errorMessage: "Too large" }, "Too large"],
  [
    {
      value: null,
      validationErrors: [{ message: "No stock", errorCode: "1" }, { message: "No price" }],
      validationWarnings: []
    },
    "No stock; No price"
  ],
  [{ errors: ["bare"], validationErrors: "bare" }, "0: bare"],
  [{ code: 17 }, ""],
  [{ message: { text: "deep" } }, ""]
]

test.each(shapes)("%p says %p", (body, words) => {
  expect(wordsIn(body)).toBe(words)
})
