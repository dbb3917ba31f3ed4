import { expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { type BrowserContextOptions, chromium, type Page } from "playwright-core"

const executablePath = "/usr/bin/chromium"
const isThere = existsSync(executablePath)

export const projector = { width: 1280, height: 720 }
export const phone = { width: 360, height: 780 }

type Open = (options?: BrowserContextOptions) => Promise<Page>

/** With pages in a real browser, which must not complain. Skipped by name where there is none, except in CI. */
export const inBrowser = (name: string, tell: (open: Open) => Promise<void>): void => {
  const label = isThere ? name : `${name} (needs ${executablePath})`
  test.skipIf(!isThere && process.env.CI === undefined)(label, async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
    const complaints: Array<string> = []
    try {
      await tell(async (options = {}) => {
        const context = await browser.newContext({ viewport: projector, ...options })
        const page = await context.newPage()
        page.on("console", (message) => {
          if (message.type() === "error") complaints.push(message.text())
        })
        page.on("pageerror", (error) => complaints.push(error.message))
        return page
      })
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  })
}

export const widthOf = (page: Page): Promise<number> => page.evaluate("document.documentElement.scrollWidth")

/** How light what lies under the text is, 0 to 255. */
export const lightnessOf = async (page: Page): Promise<number> => {
  const colour: string = await page.evaluate("getComputedStyle(document.body).backgroundColor")
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number)
  return (red + green + blue) / 3
}

/** A picture for the documentation, when it is asked for. */
export const pictured = async (page: Page, file: string): Promise<void> => {
  if (process.env.SCREENSHOTS !== "1") return
  await page.screenshot({ path: `docs/${file}.png` })
}
