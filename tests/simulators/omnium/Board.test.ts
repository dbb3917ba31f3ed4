import { describe, expect, test } from "bun:test"
import { orderOf, sandbox } from "./Sandbox.ts"

const day = 86_400_000

const plain = (html: string): string =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")

/** The words of a command, as a shell reads them. */
const wordsOf = (command: string): ReadonlyArray<string> =>
  [...command.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\'/g, (quoted, inner: string | undefined) => inner ?? quoted.slice(1))
  )

/** What curl would send. */
const requestOf = (command: string): Request => {
  const [, ...words] = wordsOf(command)
  const headers = new Headers()
  let [url, method, body]: ReadonlyArray<string | undefined> = []
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-X") method = words.shift()
    else if (word === "-d") body = words.shift()
    else if (word === "-H")
      headers.append(...((words.shift() ?? "").split(": ") as [string, string])) // name and value
    else url = word
  }
  return new Request(url ?? "", { headers, ...(method && { method }), ...(body !== undefined && { body }) })
}

const board = async () => {
  const made = await sandbox()
  const page = async (path: string) => (await made.send("GET", path)).text()
  return {
    ...made,
    page,
    /** The forms of a page by the words on their buttons, each with its fields and its command. */
    forms: async (path: string) =>
      new Map(
        [...(await page(path)).matchAll(/<form class="action".*?<\/form>/gs)].map(([form]) => {
          const inputs = [...form.matchAll(/<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"/g)]
          const selects = [...form.matchAll(/<select[^>]* name="([^"]*)".*?<\/select>/gs)].map(([select, name]) => [
            select,
            name,
            (/<option value="([^"]*)" selected/.exec(select) ?? /<option value="([^"]*)"/.exec(select))?.[1]
          ])
          const fields = new URLSearchParams(
            [...inputs, ...selects].map(([, name = "", value = ""]) => [plain(name), plain(value)] as [string, string])
          )
          const command = plain(/<code>(.*?)<\/code>/s.exec(form)?.[1] ?? "")
          return [plain(/<button[^>]*>(.*?)<\/button>/s.exec(form)?.[1] ?? ""), { fields, command }] as const
        })
      ),
    press: (fields: URLSearchParams) =>
      made.simulator.fetch(new Request("http://omnium.test/board/act", { method: "POST", body: fields }))
  }
}

/** An order of which a part is on its way and a piece has come back. */
const underway = async ({ ok }: Pick<Awaited<ReturnType<typeof sandbox>>, "ok">) => {
  await ok("POST", "/api/Orders", orderOf("A", 3))
  await ok("POST", "/api/Orders/A/OrderLinesUpdate", {
    status: "Ship",
    lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 2 }],
    shipmentInfo: {
      shipmentId: "2",
      trackingNumber: "LX1NO",
      trackingUrl: "https://track.example.com/LX1NO",
      labelLink: "https://labels.example.com/1",
      externalIds: [{ providerName: "OngoingOrderId", id: "50001" }]
    }
  })
  await ok("POST", "/api/Returns/A/Return", {
    returns: [{ lineItemId: "1-2", returnQuantity: 1, returnType: "Angrerett" }]
  })
}

const pages = [
  "/",
  "/board/orders/A",
  "/board/products",
  "/board/products/0123ABC",
  "/board/inbound",
  "/board/event-deliveries",
  "/board/settings"
]

/** They need something that somebody types, or that was made before. */
const unfinished = new Set(["Restore", "Add a note", "Lock"])

describe("the board", () => {
  test("prints foreign text as text, and links only what a browser merely opens", async () => {
    const { ok, page } = await board()
    await ok("POST", "/api/Orders", orderOf("A", 1, { customerName: "<script>alert(1)</script>" }))
    await ok("POST", "/api/Orders/A/UpdateStatus", {
      status: "Ship",
      skipRunWorkflow: true,
      shipmentInfo: { shipmentId: "1", labelLink: "https://labels.example.com/1", trackingUrl: "javascript:alert(1)" }
    })
    for (const path of ["/", "/board/orders/A"]) {
      const text = await page(path)
      expect(text).toContain("&lt;script&gt;alert(1)")
      expect(text).not.toContain("<script>")
      expect(text).toContain('href="https://labels.example.com/1" rel="noopener noreferrer"')
      expect(text).not.toContain('href="javascript:')
    }
  })

  test("shows an order's shipments with their statuses, deliveries, tracking and returns", async () => {
    const world = await board()
    await underway(world)
    const text = await world.page("/board/orders/A")
    const [first = "", second = ""] = text.match(/<article class="card" id="shipment-.*?<\/article>/gs) ?? []
    expect(first).toContain('Shipment 1 <span class="badge ">New</span>')
    expect(second).toContain('Shipment 2 <span class="badge good">Ship</span>')
    expect(second).toContain("<dt>OngoingOrderId</dt><dd>50001</dd>")
    expect(second).toContain(">LX1NO</a>")
    const cells = [...second.matchAll(/data-label="(\w+)">([^<]*)/g)].map(([, name, value]) => [name, value])
    expect(Object.fromEntries(cells)).toMatchObject({ Ordered: "2", Delivered: "2", Returned: "1" })
    expect(text).toContain("1 × <b>0123ABC</b> Angrerett")
  })

  test.each(pages)("of %s gives commands that do what their buttons say", async (path) => {
    const labels = [...(await onceWith(path)).keys()]
    expect(labels.length).toBeGreaterThanOrEqual(5)
    for (const label of labels) {
      if (unfinished.has(label)) continue
      const [byCommand, byButton] = [await board(), await board()]
      await underway(byCommand)
      await underway(byButton)
      const { command = "" } = (await byCommand.forms(path)).get(label) ?? {}
      const answer = await byCommand.simulator.fetch(requestOf(command))
      expect(`${label}: ${answer.status}`).toMatch(/: 20\d$/)
      await byButton.press((await byButton.forms(path)).get(label)?.fields ?? new URLSearchParams())
      expect(await byButton.back("GET", "state")).toEqual(await byCommand.back("GET", "state"))
      expect(await byButton.back("GET", "ledger")).toEqual(await byCommand.back("GET", "ledger"))
    }
  })

  test("says in the system's own words why something was refused, beside its button", async () => {
    const { ok, back, forms, press, page } = await board()
    await ok("POST", "/api/Orders", orderOf("A"))
    await back("POST", "locks", { entity: "Order", id: "A", seconds: 60 })
    const { fields = new URLSearchParams() } = (await forms("/board/orders/A")).get("Cancel the order") ?? {}
    const refused = await press(fields)
    expect(refused.status).toBe(303)
    const text = plain(await page(refused.headers.get("location") ?? ""))
    expect(text).toMatch(/Cancel the order<\/button>(?:(?!<form).)*<output><span class="refused">409: [^<]*lock/is)
    expect((await ok("GET", "/api/Orders/A")).status).toBe("New")
  })

  test("shows what a fault makes of a button", async () => {
    const { ok, back, forms, press, page } = await board()
    await ok("POST", "/api/Orders", orderOf("A"))
    await back("POST", "faults", { fault: "status", status: 503, count: 1 })
    const { fields = new URLSearchParams() } = (await forms("/")).get("Release to the warehouse") ?? {}
    const hit = await press(fields)
    expect(await page(hit.headers.get("location") ?? "")).toContain('<span class="refused">503')
  })

  test("has access for as long as its clock goes on", async () => {
    const { ok, forms, press, pass } = await board()
    await ok("POST", "/api/Orders", orderOf("A"))
    pass(30 * day)
    const { fields = new URLSearchParams() } = (await forms("/")).get("Release to the warehouse") ?? {}
    const done = await press(fields)
    expect(done.headers.get("location")).toContain("_status=200")
  })

  test("finds orders and products by a text, and shows the rest a page at a time", async () => {
    const { ok, page } = await board()
    for (let number = 1; number <= 21; number++)
      await ok(
        "POST",
        "/api/Orders",
        orderOf(`N${number}`, 1, { customerName: number === 7 ? "Astrid & Lars" : "Ola" })
      )
    const cards = (text: string) => text.match(/<article class="card" id="order-/g)?.length ?? 0
    expect(cards(await page("/"))).toBe(20)
    expect(cards(await page("/?page=2"))).toBe(1)
    const found = await page("/?text=astrid+%26")
    expect([cards(found), found.includes('id="order-N7"')]).toEqual([1, true])
    expect(await page("/?text=%3Cb%3E")).toContain("No order is like “&lt;b&gt;”.")
    const products = (text: string) => text.match(/<tr id="sku-/g)?.length ?? 0
    expect(products(await page("/board/products?text=0123ABC"))).toBeGreaterThan(0)
    expect(products(await page("/board/products?text=nothing-like-it"))).toBe(0)
  })

  test("has no page for what there is not", async () => {
    const { send } = await board()
    for (const path of ["/board/orders/none", "/board/products/none"])
      expect((await send("GET", path)).status).toBe(404)
  })

  test("explains the stock of a warehouse, and lists what moved it", async () => {
    const { ok, page } = await board()
    const [item] = await ok("GET", "/api/Inventory/0123ABC?warehouseIds=epic_company_main_warehouse")
    await ok("POST", "/api/Orders", orderOf("A", 3))
    const text = await page("/board/products/0123ABC")
    expect(text).toContain(
      `${item.inventory} on the shelves − 3 reserved for orders = <b>${item.inventory - 3} available</b>`
    )
    expect(text).toContain('<td class="n" data-label="Reserved">+3 → 3</td>')
  })

  test("sends a delivery again to whom it was meant for", async () => {
    const { ok, back, forms, press, sent, until, pass, page } = await board()
    await back("PUT", "workflow", { url: "http://connector.test/workflow", secret: "s" })
    await ok("POST", "/api/Orders", orderOf("A"))
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "InProgress" })
    pass(1)
    await until(() => sent.length === 1)
    const { fields = new URLSearchParams() } = (await forms("/board/event-deliveries")).get("Send again") ?? {}
    await press(fields)
    pass(1)
    await until(() => sent.length === 2)
    expect(sent.map(({ path }) => path)).toEqual(Array(2).fill("/workflow/OngoingOrderExporter"))
    expect(await page("/board/orders/A")).toContain("<b>OngoingOrderExporter</b>")
  })
})

const onceWith = async (path: string) => {
  const world = await board()
  await underway(world)
  return world.forms(path)
}
