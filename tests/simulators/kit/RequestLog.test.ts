import { describe, expect, test } from "bun:test"
import { RequestLog } from "@omnium-ongoing/simulator-kit/RequestLog"

describe("the request log", () => {
  test("holds the latest and counts all", () => {
    const log = new RequestLog(3, () => "")
    for (let at = 1; at <= 5; at++) log.begin(at, "GET", "/orders", "")
    expect(log.since(0).map((row) => row.seq)).toEqual([3, 4, 5])
    expect(log.since(4).map((row) => row.at)).toEqual([5])
    expect(log.since(5)).toEqual([])
    expect(log.count).toBe(5)
  })

  test("shows a request in flight without status", () => {
    const log = new RequestLog(3, () => "")
    const row = log.begin(1, "GET", "/orders", "")
    expect(log.since(0)).toMatchObject([{ status: null, durationMs: null }])
    row.status = 200
    expect(log.since(0)).toMatchObject([{ status: 200 }])
  })

  test.each([
    ["clientId=demo&clientSecret=hush&returnAsJson=true", "clientId=demo&clientSecret=REDACTED&returnAsJson=true"],
    ["PASSWORD=hush", "PASSWORD=REDACTED"],
    ["client%53ecret=hush", "client%53ecret=REDACTED"],
    ["access_token=a=b&take=5", "access_token=REDACTED&take=5"],
    ["%=1&secret=hush", "%=1&secret=REDACTED"],
    ["orderNumber=7&orderNumber=8", "orderNumber=7&orderNumber=8"]
  ])("of %s keeps %s", (query, kept) => {
    expect(new RequestLog(1, () => "").begin(1, "POST", "/api/Token", query).query).toBe(kept)
  })
})
