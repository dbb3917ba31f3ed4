import { expect } from "bun:test"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { browserTest, paleTexts, picture, scrollsSideways, type Tabs } from "../support/Browser.ts"

const pages = [
  "/",
  "/board/orders",
  "/board/orders/50006",
  "/board/stock",
  "/board/articles/20001",
  "/board/purchase-orders",
  "/board/purchase-orders/60002",
  "/board/returns",
  "/board/webhooks",
  "/board/requests",
  "/board/faults",
  "/board/ledger",
  "/board/world"
]

/** A simulator on a socket, in a browser. */
const boardTest = (
  name: string,
  tell: (
    place: Tabs & { readonly url: string; readonly simulator: ReturnType<typeof createOngoingSimulator> }
  ) => Promise<void>
) =>
  browserTest(name, async (tabs) => {
    const simulator = createOngoingSimulator({ orders: 12 })
    const running = simulator.listen({ port: 0 })
    try {
      await tell({ ...tabs, url: running.url, simulator })
    } finally {
      await running.stop()
    }
  })

boardTest("an order is led through the warehouse by clicks, and every board that is open follows", async (place) => {
  const page = await place.open(place.url)
  const other = await place.open(place.url)
  const watched = await place.open(`${place.url}/board/orders/50001`)
  await other.waitForSelector("body[data-live]")
  await watched.waitForSelector("body[data-live]")
  for (const [label, status] of [
    ["Release", 300],
    ["Pick all", 400],
    ["Ship", 450]
  ]) {
    await page
      .locator("#order-50001")
      .getByRole("button", { name: `${label}` })
      .click()
    await page.locator("#told", { hasText: `${label}: Done (200).` }).waitFor()
    await other.locator(`#status-${status} #order-50001`).waitFor()
  }
  await watched.locator("[aria-current=step]", { hasText: "450 Sent" }).waitFor()
  await watched.getByRole("link", { name: /label-.*\.pdf/ }).waitFor()
  await fetch(`${place.url}/demo/api/v1/orders/50001`, { headers: { authorization: `Basic ${btoa("demo:demo")}` } })
  await page.locator("#latest-requests tr", { hasText: "/orders/50001" }).waitFor()
  const label = await watched.request.get(
    `${place.url}${await watched.getByRole("link", { name: /^label-/ }).getAttribute("href")}`
  )
  expect((await label.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await picture(page, "ongoing-board")
  await picture(watched, "ongoing-order")
})

boardTest("what the vendor's API is asked shows at once, with its fault", async ({ open, url }) => {
  const page = await open(`${url}/board/faults`)
  await page.getByRole("button", { name: "Set outage", exact: true }).click()
  await page.getByText("1:503:before", { exact: true }).waitFor()
  await picture(page, "simulator-faults")
  await page.goto(url)
  await page.waitForSelector("body[data-live]")
  await fetch(`${url}/demo/api/v1/orders?goodsOwnerId=7`)
  await page.locator("#latest-requests tr", { hasText: "/demo/api/v1/orders" }).getByText("fault 1:503").waitFor()
})

boardTest("what the warehouse could not do is refused beside the button, in its words", async ({ open, url }) => {
  const page = await open(`${url}/board/orders/50001`)
  const ship = page.locator("form", { has: page.getByRole("button", { name: "Ship", exact: true }) })
  await ship.getByRole("button").click()
  await ship.getByRole("status").getByText("it must be released and picked first").waitFor()
})

boardTest("a keyboard is enough", async ({ open, url }) => {
  const page = await open(url)
  await page.waitForSelector("body[data-live]")
  await page.keyboard.press("Tab")
  expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("To the page")
  await page.keyboard.press("Enter")
  const focused = (): Promise<string> => page.evaluate("document.activeElement.textContent.trim()")
  for (let steps = 0; (await focused()) !== "Release" && steps < 20; steps++) await page.keyboard.press("Tab")
  const order: string = await page.evaluate("document.activeElement.closest('article').id")
  await page.keyboard.press("Enter")
  await page.locator(`#status-300 #${order}`).waitFor()
  // The button is gone; the reader is still at its order.
  await page.locator(`#${order} :focus`).waitFor()
  await page.locator("#clock-panel > summary").focus()
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Freeze" }).waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Freeze" }).waitFor({ state: "hidden" })
})

boardTest("what the reader typed and opened stays while the page follows the world", async ({ open, url }) => {
  const page = await open(`${url}/board/orders/50002`)
  await page.waitForSelector("body[data-live]")
  await page.getByText("Pick these…").click()
  const row = page.getByRole("spinbutton", { name: /^Row 1/ }).first()
  await row.fill("1")
  await fetch(`${url}/_simulator/orders/50002/allocate`, { method: "POST" })
  await page.locator("[aria-current=step]", { hasText: "320" }).waitFor()
  expect(await row.inputValue()).toBe("1")
  await page.locator("form", { has: row }).locator("summary").click()
  await page
    .locator("form", { has: row })
    .locator("code", { hasText: `-d '{"lines":[{"rowNumber":"1","quantity":1}]}'` })
    .waitFor()
  await page.getByRole("button", { name: "Pick these" }).click()
  await page.locator("#lines").getByRole("cell", { name: "1", exact: true }).first().waitFor()
})

boardTest("the clock runs, stands and jumps", async ({ open, url, simulator }) => {
  const page = await open(`${url}/board/ledger`)
  const time = page.locator("time[data-clock]")
  await page.locator("time[data-clock]", { hasNotText: (await time.textContent()) ?? "" }).waitFor()
  await page.locator("#clock-panel > summary").click()
  await page.getByRole("button", { name: "Freeze" }).click()
  await page.locator("#clock .badge", { hasText: "frozen" }).waitFor()
  const { clock } = simulator.world()
  const frozenAt = clock.now()
  await page.getByRole("button", { name: "+ 1 day" }).click()
  await page.locator(`time[data-clock="${frozenAt + 86_400_000}"]`).waitFor()
})

boardTest("a board finds its way back to a simulator that starts over", async ({ open, url, simulator }) => {
  const page = await open(url)
  await page.locator("#order-50001").getByRole("button", { name: "Release" }).click()
  await page.locator("#status-300 #order-50001").waitFor()
  simulator.reset()
  await page.locator("#status-200 #order-50001").waitFor()
})

boardTest("every button works without a script", async ({ open, url }) => {
  const page = await open(url, { javaScriptEnabled: false })
  await page.locator("#order-50001").getByRole("button", { name: "Release" }).click()
  await page.locator("#status-300 #order-50001").waitFor()
  await page.goto(`${url}/board/orders/50001`)
  await page.getByText("Pick these…").click()
  await page.getByRole("button", { name: "Pick these" }).click()
  await page.getByText("nothing can be picked").waitFor()
})

boardTest("no page is wider than a phone, and every text stands out, by day and by night", async ({ open, url }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const wide = await open(url, { colorScheme })
    const phone = await open(url, { colorScheme, viewport: { width: 360, height: 740 } })
    for (const path of pages) {
      await wide.goto(url + path)
      expect([path, colorScheme, await paleTexts(wide)]).toEqual([path, colorScheme, []])
      expect([path, await scrollsSideways(wide)]).toEqual([path, false])
      await phone.goto(url + path)
      expect([path, await scrollsSideways(phone)]).toEqual([path, false])
    }
    if (colorScheme === "light") continue
    await wide.goto(`${url}/board/articles/20001`)
    await picture(wide, "ongoing-stock")
    await phone.goto(url)
    await picture(phone, "ongoing-phone")
  }
})
