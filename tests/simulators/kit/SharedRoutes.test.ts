import { expect, test } from "bun:test"
import { SharedRoutes } from "@omnium-ongoing/simulator-kit/SharedRoutes"

test("worlds that share routes keep their own handlers, and find what was registered after they had asked", () => {
  const routes = new SharedRoutes()
  const one = routes.router<string>()
  const other = routes.router<string>()
  one.add("GET", "/orders/:id", "one's order")
  other.add("GET", "/orders/:id", "other's order")
  for (let times = 0; times < 2; times++) {
    expect(one.match("GET", "/orders/7")).toEqual([[["one's order", { id: "7" }]]])
    expect(other.match("GET", "/orders/8")).toEqual([[["other's order", { id: "8" }]]])
    expect(one.match("GET", "/articles")).toEqual([[]])
  }
  one.add("GET", "/articles", "articles")
  expect(one.match("GET", "/articles")).toEqual([[["articles", {}]]])
})
