import { test } from "bun:test"
import { existsSync, mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

/** Debian's package. */
const executablePath = "/usr/bin/chromium"

export interface Tabs {
  /** A tab of its own; whatever it finds wrong in a page fails the test. */
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<Page>
}

/** A test in a real browser. Without one it is skipped by its name, and fails where `CI` is set. */
export const browserTest = (name: string, tell: (tabs: Tabs) => Promise<void>): void =>
  test.skipIf(!existsSync(executablePath) && process.env.CI === undefined)(name, async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
    try {
      const problems: Array<string> = []
      await tell({ open: (url, options) => openTab(browser, problems, url, options) })
      if (problems.length > 0) throw new Error(problems.join("\n"))
    } finally {
      await browser.close()
    }
  })

const openTab = async (
  browser: Browser,
  problems: Array<string>,
  url: string,
  options: BrowserContextOptions | undefined
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options })
  const page = await context.newPage()
  // What a content security policy forbids is told on the console too.
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text())
  })
  page.on("pageerror", (error) => problems.push(error.message))
  await page.goto(url)
  return page
}

/** Kept as documentation when `SCREENSHOTS` is set. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.SCREENSHOTS === undefined) return
  const folder = resolve(import.meta.dir, "../../docs")
  mkdirSync(folder, { recursive: true })
  await page.evaluate("scrollTo(0, 0)")
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Texts that stand out too little from what is behind them: WCAG asks for 4.5 to 1. */
export const paleTexts = (page: Page): Promise<ReadonlyArray<string>> => page.evaluate(paleTextsOfDocument)

// In the browser, whose types are not those of the tests.
const paleTextsOfDocument = `(() => {
  const parts = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
  const light = (color) => {
    const [r, g, b] = parts(color).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (parts(backgroundColor)[3] !== 0) return backgroundColor
    }
    return "rgb(255, 255, 255)"
  }
  const pale = []
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(" ").trim()
    if (text === "" || element.closest("option") || !element.checkVisibility()) continue
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a)
    const contrast = (one + 0.05) / (other + 0.05)
    if (contrast < 4.5) pale.push(text + ": " + contrast.toFixed(2))
  }
  return pale
})()`

/** Whether the page is wider than the window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
