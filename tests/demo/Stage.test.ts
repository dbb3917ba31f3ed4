import { expect, test } from "bun:test"
import type { Scene } from "@omnium-ongoing/demo/Story"
import { createStage } from "@omnium-ongoing/demo/stage/Stage"
import { stageDoor } from "@omnium-ongoing/demo/stage/StageDoor"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"

const addresses = { ongoing: "http://ongoing.test", omnium: "http://omnium.test", connector: "http://connector.test" }

type Steps = Scene["steps"]

/** A stage for these steps, a scene each, before both simulators and a connector with one item of work. */
const staged = (steps: (call: (path: string) => Promise<unknown>) => Steps) => {
  const omnium = createOmniumSimulator({ orders: 0 })
  const ongoing = createOngoingSimulator({ orders: 0 })
  const item = { flow: "order-export", key: "<b>1</b>", state: "done" }
  const send = async (request: Request) => {
    const { origin } = new URL(request.url)
    if (origin === addresses.omnium) return omnium.fetch(request)
    return origin === addresses.ongoing ? ongoing.fetch(request) : Response.json([item])
  }
  const startsOver = { times: 0 }
  const stage = createStage({
    send,
    addresses,
    story: (systems) =>
      steps((path) => systems.omnium("POST", path, { status: "InProgress" })).map((step, index) => ({
        title: `Scene ${index + 1}`,
        watch: "Look.",
        steps: [step]
      })),
    startOver: async () => void startsOver.times++
  })
  const { fetch } = stageDoor(stage)
  const page = async (path = "/", init: RequestInit = {}) => {
    const response = await fetch(new Request(`http://stage.test${path}`, init))
    return { response, status: response.status, text: await response.text() }
  }
  return { stage, omnium, page, post: (path: string) => page(path, { method: "POST" }), startsOver }
}

const seen = {
  omnium: ["<script>alert(1)</script>"],
  ongoing: ["picked"],
  holds: [["it is there", true] as const],
  pages: { omnium: "/board/orders/A", ongoing: "/board/orders/1" }
}
const shown = (holds: ReadonlyArray<readonly [string, boolean]>): Steps[number] => ({
  title: "A step",
  play: async () => ({ ...seen, holds })
})

test("the scenes are told one at a time, and after the last there is none", async () => {
  const { stage, page, post } = staged(() => [shown([["one", true]]), shown([["two", false]])])
  expect((await page()).text).toContain("Next scene")
  const first = await post("/next")
  expect([first.status, first.response.headers.get("location")]).toEqual([303, "/"])
  expect(stage.played).toHaveLength(1)
  await post("/next")
  const { text } = await page()
  expect(text).toContain("The story is told")
  expect(text).toContain("✓ held")
  expect(text).toContain("✗ did not hold")
  const none = await post("/next")
  expect([none.status, none.text.includes("Reset to tell it again")]).toEqual([409, true])
})

test("a step that cannot be played says why, and the story goes on", async () => {
  const { page, post } = staged(() => [
    { title: "It fails", play: () => Promise.reject(new Error("Ongoing is <gone>")) },
    shown([["two", true]])
  ])
  await post("/next")
  expect((await page()).text).toContain("It could not be played: Ongoing is &lt;gone&gt;")
  expect((await post("/next")).status).toBe(303)
})

test("the boards show where the last step left them", async () => {
  const { page, post } = staged(() => [shown([["one", true]])])
  expect((await page()).text).toContain('src="http://ongoing.test/"')
  await post("/next")
  const { text } = await page()
  expect(text).toContain('src="http://omnium.test/board/orders/A"')
  expect(text).toContain('src="http://ongoing.test/board/orders/1"')
})

test("a second press while a scene is being played is refused with the reason", async () => {
  const gate = Promise.withResolvers<void>()
  const { stage, post } = staged(() => [{ title: "Slow", play: () => gate.promise.then(() => seen) }])
  const first = post("/next")
  const second = await post("/next")
  expect([second.status, second.text.includes("A scene is being played.")]).toEqual([409, true])
  expect((await post("/reset")).status).toBe(409)
  gate.resolve()
  await first
  expect(stage.played).toHaveLength(1)
})

test("a reset starts the systems over and the story with them", async () => {
  const { stage, post, startsOver } = staged(() => [shown([["one", true]])])
  await post("/next")
  expect((await post("/reset")).status).toBe(303)
  expect([stage.played.length, startsOver.times]).toEqual([0, 1])
})

test("a scene shows its own calls as curls, and the calls of others apart from them", async () => {
  const { stage, omnium, page, post } = staged((call) => [
    {
      title: "Two calls",
      play: async () => {
        await call("/Orders/X'1/UpdateStatus")
        await omnium.fetch(new Request(`${addresses.omnium}/api/Orders/OTHERS/UpdateStatus`, { method: "POST" }))
        return seen
      }
    }
  ])
  await post("/next")
  const [scene] = stage.played
  expect(scene?.own.map(({ url, status }) => [url, status])).toEqual([
    [`${addresses.omnium}/api/Orders/X'1/UpdateStatus`, 404]
  ])
  expect(scene?.omnium.map(({ path, status }) => [path, status])).toEqual([["/api/Orders/OTHERS/UpdateStatus", 401]])
  const { text } = await page()
  expect(text).toContain("curl -sX POST &#39;http://omnium.test/api/Orders/X&#39;\\&#39;&#39;1/UpdateStatus&#39;")
  expect(text).toContain("POST /api/Orders/OTHERS/UpdateStatus")
})

test("what the systems say is text, and the page allows no script but its own", async () => {
  const { page, post } = staged(() => [shown([["one", true]])])
  await post("/next")
  const { text, response } = await page()
  expect(text).not.toContain("<script>alert")
  expect(text).toContain("&lt;script&gt;alert(1)")
  expect(text).toContain("&lt;b&gt;1&lt;/b&gt;")
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'")
})

test("a page of another site cannot play or reset", async () => {
  const { stage, page } = staged(() => [shown([["one", true]])])
  const foreign = await page("/next", { method: "POST", headers: { origin: "http://evil.test" } })
  expect(foreign.status).toBe(403)
  expect((await page("/next", { method: "POST", headers: { origin: "http://stage.test" } })).status).toBe(303)
  expect(stage.played).toHaveLength(1)
})
