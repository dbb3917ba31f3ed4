import { afterEach, expect } from "bun:test"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { serve } from "@omnium-ongoing/simulator-kit/Serve"
import { inBrowser, lightnessOf, phone, pictured, widthOf } from "./Chromium.ts"

const stops: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const omnium = async () => {
  const { url, stop } = serve(createOmniumSimulator({ orders: 3 }), { port: 0 })
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

inBrowser("an order is made and released on Omnium's board, and the board follows what others do", async (open) => {
  const { url, api } = await omnium()
  const page = await open()
  await page.goto(url)
  await page.getByText("A new order").click()
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
  const chain = await page.locator(".chain li").allTextContents()
  expect(chain.map((step) => step.split(" ")[0])).toEqual(["New", "InProgress", "Ship"])
  await pictured(page, "omnium-order")
})

inBrowser("a refusal stands beside the button that was pressed, whether by hand or by keyboard", async (open) => {
  const { url, back } = await omnium()
  await back("locks", { entity: "Order", id: "EPIC900001", seconds: 60 })
  const page = await open()
  await page.goto(`${url}/board/orders/EPIC900001`)
  const button = page.getByRole("button", { name: "Cancel the order" })
  for (let steps = 0; steps < 60 && !(await button.evaluate((it) => it.matches(":focus"))); steps++)
    await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await page.locator("form", { has: button }).locator("output", { hasText: "409" }).waitFor()
  expect(await button.evaluate((it) => it.matches(":focus"))).toBe(true)
  expect(await page.locator("#order .badge").textContent()).toBe("New")
})

inBrowser("Omnium's board does without a script what its buttons say", async (open) => {
  const { url } = await omnium()
  const page = await open({ javaScriptEnabled: false })
  await page.goto(`${url}/board/orders/EPIC900001`)
  await page.getByRole("button", { name: "Release to the warehouse" }).click()
  await page.locator("#order .badge", { hasText: "InProgress" }).waitFor()
})

inBrowser("Omnium's board fits a phone, and is dark where that is liked", async (open) => {
  const { url } = await omnium()
  const light = await open({ viewport: phone, colorScheme: "light" })
  const dark = await open({ viewport: phone, colorScheme: "dark" })
  for (const path of [
    "/",
    "/board/orders/EPIC900001",
    "/board/products",
    "/board/products/0123ABC",
    "/board/inbound"
  ]) {
    for (const page of [light, dark]) {
      await page.goto(url + path)
      expect(`${path}: ${await widthOf(page)}`).toBe(`${path}: ${phone.width}`)
    }
  }
  expect([(await lightnessOf(light)) > 200, (await lightnessOf(dark)) < 55]).toEqual([true, true])
  for (const path of [
    "/board/event-deliveries",
    "/board/settings",
    "/board/requests",
    "/board/faults",
    "/board/world"
  ]) {
    await dark.goto(url + path)
    expect(`${path}: ${await widthOf(dark)}`).toBe(`${path}: ${phone.width}`)
  }
})
