import { expect, test } from "bun:test"
import { wordsIn } from "@omnium-ongoing/adapters-ongoing/OngoingErrors"

test.each([
  [{ message: "Order A-1 cannot be updated" }, "Order A-1 cannot be updated"],
  [{ Message: "An error has occurred." }, "An error has occurred."],
  [{ error: "Locked" }, "Locked"],
  [{ Error: "Locked" }, "Locked"],
  [{ message: null, Message: "", Error: "Locked" }, "Locked"],
  [
    {
      Message: "The request is invalid.",
      ModelState: { "o.orderNumber": ["Required.", "Too long."], "o.x": "Unknown" }
    },
    "The request is invalid. o.orderNumber: Required. Too long. o.x: Unknown"
  ],
  [{ modelState: { "o.deliveryDate": ["Not a date."] } }, "o.deliveryDate: Not a date."],
  [{ code: 17 }, ""]
])("%p says %p", (body, words) => {
  expect(wordsIn(body)).toBe(words)
})
