import { afterEach, expect } from "bun:test"
import { resolve } from "node:path"
import type { Page } from "playwright-core"
import { browserTest, paleTexts, picture, scrollsSideways } from "../support/Browser.ts"

const phone = { width: 360, height: 780 }

const root = resolve(import.meta.dir, "../..")

const started: Array<Bun.Subprocess> = []
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill()
    await child.exited
  }
})

const isFree = (port: number): boolean => {
  try {
    void Bun.serve({ port, hostname: "127.0.0.1", reusePort: false, fetch: () => new Response() }).stop(true)
    return true
  } catch {
    return false
  }
}

/** A base whose four ports nobody uses. */
const freeBase = (): number => {
  for (let base = 20_000 + (process.pid % 20_000); base < 65_000; base += 37)
    if ([0, 10, 20, 30].every((offset) => isFree(base + offset))) return base
  throw new Error("No ports are free.")
}

/** `bun run demo`, once it has said where it is. */
const demo = async () => {
  const base = freeBase()
  const child = Bun.spawn([process.execPath, "packages/demo/src/main.ts", "--port-base", String(base)], {
    cwd: root,
    stdout: "pipe",
    stderr: "ignore"
  })
  started.push(child)
  let said = ""
  for await (const piece of child.stdout) {
    said += new TextDecoder().decode(piece)
    if (said.includes("Ctrl-C")) break
  }
  return { base, lines: said.split("\n") }
}

/** Presses until the scene of this number is told. */
const tell = async (page: Page, number: number): Promise<void> => {
  await page.getByRole("button", { name: "Next scene" }).click()
  await page.getByText(`Scene ${number} is told, and everything held.`).waitFor()
}

browserTest(
  "the story is told to its end and over again by two buttons, with both boards beside it",
  async ({ open }) => {
    const { base, lines } = await demo()
    const address = `http://127.0.0.1:${base + 30}`
    expect(lines[0]).toContain(address)
    expect(lines.slice(1, 4).map((line) => /^(\w+).*?(http:\S+)/.exec(line)?.slice(1))).toEqual([
      ["Ongoing", `http://127.0.0.1:${base + 10}`],
      ["Omnium", `http://127.0.0.1:${base + 20}`],
      ["Connector", `http://127.0.0.1:${base}`]
    ])
    const page = await open(address)
    const omnium = page.frameLocator("[name=omnium]")
    const ongoing = page.frameLocator("[name=ongoing]")
    await omnium.getByText("No order yet.").waitFor()
    await tell(page, 1)
    await omnium.getByRole("heading", { name: "Order DEMO-1001" }).waitFor()
    await ongoing.getByRole("heading", { name: "DEMO-1001-1" }).first().waitFor()
    await tell(page, 2)
    await tell(page, 3)
    await omnium.getByText("cancel-refused").first().waitFor()
    await tell(page, 4)
    const label = omnium.getByRole("link", { name: "Open the label" })
    await label.first().waitFor()
    const pdf = await fetch((await label.first().getAttribute("href")) ?? "")
    expect((await pdf.text()).slice(0, 5)).toBe("%PDF-")
    await picture(page, "stage")
    await tell(page, 5)
    await omnium.locator("#returns").getByText("ReturnedByOngoing").waitFor()
    await tell(page, 6)
    await omnium.getByText("OngoingPurchaseOrderStatus").waitFor()
    await page.locator("#work").getByText("purchase-order-sync").first().waitFor()
    expect(await page.locator(".scenes > .held").count()).toBe(6)
    expect(await page.getByRole("button", { name: "The story is told" }).isDisabled()).toBe(true)

    const omniumAlone = await open(`http://127.0.0.1:${base + 20}`)
    await omniumAlone.locator("article").nth(3).waitFor()
    await picture(omniumAlone, "omnium-board")
    await omniumAlone.getByRole("link", { name: "DEMO-1004" }).click()
    await omniumAlone.getByRole("heading", { name: "Shipment 2" }).waitFor()
    await picture(omniumAlone, "omnium-order")
    await omniumAlone.close()

    await page.getByRole("button", { name: "Reset" }).click()
    await omnium.getByText("No order yet.").waitFor()
    expect(await page.locator(".scenes > .to-come").count()).toBe(6)
    await tell(page, 1)
  }
)

browserTest("the stage is played by keyboard, without a script, on a phone and in the dark", async ({ open }) => {
  const { base } = await demo()
  const address = `http://127.0.0.1:${base + 30}`
  const page = await open(address, { viewport: phone, colorScheme: "dark" })
  const next = page.getByRole("button", { name: "Next scene" })
  for (let steps = 0; steps < 20 && !(await next.evaluate((it) => it.matches(":focus"))); steps++)
    await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await page.getByText("Scene 1 is told").waitFor()
  expect(await next.evaluate((it) => it.matches(":focus"))).toBe(true)
  expect([await scrollsSideways(page), await paleTexts(page)]).toEqual([false, []])
  await picture(page, "stage-phone")

  const plain = await open(address, { javaScriptEnabled: false, colorScheme: "light" })
  await plain.getByRole("button", { name: "Next scene" }).click()
  await plain.getByText("Scene 2 is told, and everything held.").waitFor()
  expect(await paleTexts(plain)).toEqual([])
})
