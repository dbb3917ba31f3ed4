import { afterEach, expect } from "bun:test"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { browserTest, paleTexts, scrollsSideways } from "../support/Browser.ts"

const phone = { width: 360, height: 780 }

const stops: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const omnium = async () => {
  const { url, stop } = createOmniumSimulator({ orders: 3 }).listen({ port: 0 })
  stops.push(stop)
  const token = await (await fetch(`${url}/api/Token?clientId=demo&clientSecret=demo`, { method: "POST" })).text()
  const call = (method: string, path: string, body: unknown, headers = {}) =>
    fetch(url + path, { method, body: JSON.stringify(body), headers })
  return {
    url,
    api: (method: string, path: string, body: unknown) =>
      call(method, path, body, { authorization: `Bearer ${token}` }),
    back: (path: string, body: unknown) => call("POST", `/_simulator/${path}`, body)
  }
}

browserTest(
  "an order is made and released on Omnium's board, and the board follows what others do",
  async ({ open }) => {
    const { url, api } = await omnium()
    const page = await open(url)
    await page.locator("summary", { hasText: "Create an example order" }).first().click()
    await page.getByLabel("Customer").fill("Astrid <b>Fjellstad</b>")
    await page.getByRole("button", { name: "Create an example order" }).click()
    const card = page.locator("article", { hasText: "Astrid <b>Fjellstad</b>" })
    await card.getByRole("button", { name: "Release to the warehouse" }).click()
    await card.locator(".badge", { hasText: "InProgress" }).waitFor()
    const number = (await card.getByRole("link").first().textContent()) ?? ""
    await api("POST", `/api/Orders/${number}/UpdateStatus`, {
      status: "Ship",
      shipmentInfo: { shipmentId: "1", trackingNumber: "LX1NO", trackingUrl: "https://track.example.com/LX1NO" }
    })
    await card.getByRole("link", { name: "LX1NO" }).waitFor()
    await card.getByRole("link").first().click()
    await page.getByRole("heading", { name: `Order ${number}` }).waitFor()
    expect(await page.locator(".chain li").allTextContents()).toEqual(["New", "InProgress", "Ship"])
  }
)

browserTest("a refusal stands beside the button that was pressed, whether by hand or by keyboard", async ({ open }) => {
  const { url, back } = await omnium()
  await back("locks", { entity: "Order", id: "EPIC900001", seconds: 60 })
  const page = await open(`${url}/board/orders/EPIC900001`)
  const button = page.getByRole("button", { name: "Cancel the order" })
  for (let steps = 0; steps < 60 && !(await button.evaluate((it) => it.matches(":focus"))); steps++)
    await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await page.locator("form", { has: button }).locator("output", { hasText: "409" }).waitFor()
  expect(await button.evaluate((it) => it.matches(":focus"))).toBe(true)
  expect(await page.locator("#order .badge").textContent()).toBe("New")
})

browserTest("Omnium's board does without a script what its buttons say", async ({ open }) => {
  const { url } = await omnium()
  const page = await open(`${url}/board/orders/EPIC900001`, { javaScriptEnabled: false })
  await page.getByRole("button", { name: "Release to the warehouse" }).click()
  await page.locator("#order .badge", { hasText: "InProgress" }).waitFor()
})

const pages = [
  ...["/", "/board/orders/EPIC900001", "/board/products", "/board/products/0123ABC", "/board/inbound"],
  ...["/board/event-deliveries", "/board/settings", "/board/ledger"]
]

browserTest("no page of Omnium is wider than a phone, and every text stands out, by day and by night", async (tabs) => {
  const { url, api } = await omnium()
  await api("POST", "/api/Orders/EPIC900001/UpdateStatus", { status: "OrderCanceled" })
  for (const colorScheme of ["light", "dark"] as const) {
    const wide = await tabs.open(url, { colorScheme })
    const narrow = await tabs.open(url, { colorScheme, viewport: phone })
    for (const path of pages) {
      await wide.goto(url + path)
      expect([path, colorScheme, await paleTexts(wide)]).toEqual([path, colorScheme, []])
      expect([path, await scrollsSideways(wide)]).toEqual([path, false])
      await narrow.goto(url + path)
      expect([path, await scrollsSideways(narrow)]).toEqual([path, false])
    }
  }
})
