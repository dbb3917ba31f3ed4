import { describe, expect, test } from "bun:test"
import { errorText, oneLine } from "@omnium-ongoing/adapter-kit/ErrorText"

const json = "application/json; charset=utf-8"
const wordsIn = (body: Readonly<Record<string, unknown>>) => (typeof body.said === "string" ? body.said : "")

describe("an error's body", () => {
  test.each([
    ['{"said":"Order is queued"}', "Order is queued"],
    ['"Order is queued"', "Order is queued"],
    ["Order is queued", "Order is queued"],
    ['{"code":17}', '{"code":17}'],
    ['{"said":"cut of', '{"said":"cut of'],
    ["", "answered 400 without saying why"],
    ["  ", "answered 400 without saying why"],
    ['""', "answered 400 without saying why"],
    ["null", "answered 400 without saying why"],
    ["{}", "answered 400 without saying why"],
    ["[]", "answered 400 without saying why"]
  ])("%s reads as %p", (body, expected) => {
    expect(errorText(400, json, body, wordsIn)).toBe(expected)
  })

  test.each([
    ["text/html; charset=utf-8", "Bad gateway"],
    ["", "\n<!doctype html><p>Bad gateway</p>"],
    [json, "<html></html>"]
  ])("of type %p is named, not quoted, when it is HTML: %s", (contentType, body) => {
    expect(errorText(502, contentType, body, wordsIn)).toBe("answered 502 with HTML")
  })
})

describe("one line", () => {
  test("has no tags and no control characters", () => {
    expect(oneLine("Saved.<br/>Customer\r\ncreated\u0000\t\u001b[31mred\u202e\u202f<b>1 < 2</b>\u2028")).toBe(
      "Saved. Customer created [31mred 1 < 2"
    )
  })

  test("has at most 500 characters and never half of one", () => {
    expect(oneLine("x".repeat(500))).toBe("x".repeat(500))
    expect(oneLine("x".repeat(501))).toBe(`${"x".repeat(499)}…`)
    expect(oneLine(`${"x".repeat(498)}😀x`)).toBe(`${"x".repeat(498)}…`)
    expect(oneLine("a\ud83d b")).toBe("a b")
  })

  test("of a long hostile text takes no time", () => {
    expect(oneLine("<a".repeat(500_000))).toHaveLength(500)
  })
})
