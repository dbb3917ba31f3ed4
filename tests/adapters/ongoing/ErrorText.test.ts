import { expect, test } from "bun:test"
import { errorText, oneLine } from "@omnium-ongoing/adapters-ongoing/ErrorText"

const json = "application/json; charset=utf-8"

test.each([
  ['{"message":"Order A-1 cannot be updated"}', "Order A-1 cannot be updated"],
  ['{"Message":"An error has occurred."}', "An error has occurred."],
  ['{"error":"Locked"}', "Locked"],
  ['{"Error":"Locked"}', "Locked"],
  ['{"message":null,"Message":"","Error":"Locked"}', "Locked"],
  ['"Locked"', "Locked"],
  ["Locked by operator", "Locked by operator"],
  [
    '{"Message":"The request is invalid.","ModelState":{"o.orderNumber":["Required.","Too long."],"o.x":"Unknown"}}',
    "The request is invalid. o.orderNumber: Required. Too long. o.x: Unknown"
  ],
  ['{"modelState":{"o.deliveryDate":["Not a date."]}}', "o.deliveryDate: Not a date."],
  ['{"code":17}', '{"code":17}'],
  ['{"message":"cut of', '{"message":"cut of'],
  ["", "answered 400 without saying why"],
  ["  ", "answered 400 without saying why"],
  ['""', "answered 400 without saying why"]
])("%s reads as %p", (body, expected) => {
  expect(errorText(400, json, body)).toBe(expected)
})

test("HTML is named, not quoted, whether it says so or not", () => {
  expect(errorText(502, "text/html", "Bad gateway")).toBe("answered 502 with HTML")
  expect(errorText(502, undefined, "\n<!doctype html><p>Bad gateway</p>")).toBe("answered 502 with HTML")
})

test("a text becomes one line without tags and control characters", () => {
  expect(oneLine("Saved.<br/>Customer\r\ncreated\u0000 \u001b[31mred\u202e <b>1 < 2</b>\u2028")).toBe(
    "Saved. Customer created [31mred 1 < 2"
  )
})

test("a text is at most 500 characters and never half a character", () => {
  expect(oneLine("x".repeat(600))).toHaveLength(500)
  expect(oneLine(`${"x".repeat(499)}😀`).isWellFormed()).toBe(true)
})

test("a long hostile text takes no time", () => {
  expect(oneLine("<a".repeat(500_000))).toHaveLength(500)
})
