import { expect, test } from "bun:test"
import { normalise } from "@omnium-ongoing/adapters-ongoing/OngoingHost"

test.each([
  "https://api.ongoingsystems.se/epic",
  "https://api.ongoingsystems.se/epic/",
  "https://api.ongoingsystems.se/epic/api/v1",
  "https://api.ongoingsystems.se/epic/api/v1/",
  "https://api.ongoingsystems.se/epic/API/V1//",
  " https://API.ongoingsystems.se:443/epic "
])("%s is the installation epic (X6)", (host) => {
  expect(normalise(host)).toEqual(new URL("https://api.ongoingsystems.se/epic/api/v1"))
})

test.each([
  ["http://127.0.0.1:4010/demo", "http://127.0.0.1:4010/demo/api/v1"],
  ["http://127.0.0.1:4010/ns/one/demo/api/v1", "http://127.0.0.1:4010/ns/one/demo/api/v1"],
  ["https://api.ongoingsystems.se/api/v1/epic", "https://api.ongoingsystems.se/api/v1/epic/api/v1"],
  ["https://api.ongoingsystems.se/b%2Fc", "https://api.ongoingsystems.se/b%2Fc/api/v1"]
])("%s becomes %s, and stays so", (host, expected) => {
  expect(String(normalise(host))).toBe(expected)
  expect(String(normalise(expected))).toBe(expected)
})

test.each([
  ["", "not-a-url"],
  ["api.ongoingsystems.se/epic", "not-a-url"],
  ["ftp://api.ongoingsystems.se/epic", "not-http"],
  ["https://user:secret@api.ongoingsystems.se/epic", "credentials-in-url"],
  ["https://api.ongoingsystems.se/epic?warehouse=1", "query-in-url"],
  ["https://api.ongoingsystems.se/epic#top", "query-in-url"],
  ["https://api.ongoingsystems.se", "no-warehouse"],
  ["https://api.ongoingsystems.se/api/v1/", "no-warehouse"]
])("%p cannot be used: %s (X6)", (host, reason) => {
  expect(normalise(host)).toBe(reason as ReturnType<typeof normalise>)
})
