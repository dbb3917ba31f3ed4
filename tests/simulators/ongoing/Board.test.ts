import { describe, expect, test } from "bun:test"
import { installation, sku } from "./Installation.ts"

/** The pages of one installation, and what their buttons do. */
const boards = (options: Parameters<typeof installation>[0] = {}) => {
  const place = installation(options)
  const get = (path: string) => place.send("GET", path)
  const page = async (path: string) => {
    const response = await get(path)
    if (response.status !== 200) throw new Error(`${path} is ${response.status}`)
    return response.text()
  }
  /** What the form of the button with this label sends, as a browser without a script would send it. */
  const formOf = async (path: string, label: string): Promise<URLSearchParams> => {
    const forms = (await page(path)).match(/<form class="action".*?<\/form>/gs) ?? []
    const form = forms.find((each) => new RegExp(`<button[^>]*>${label}</button>`).test(each))
    if (form === undefined) throw new Error(`${path} has no button ${label}.`)
    const fields = new URLSearchParams()
    for (const [input = ""] of form.matchAll(/<input [^>]*>/g))
      fields.append(textIn(input, "name"), textIn(input, "value"))
    for (const [select = ""] of form.matchAll(/<select .*?<\/select>/gs))
      fields.append(textIn(select, "name"), textIn(/<option[^>]*>/.exec(select)?.[0] ?? "", "value"))
    return fields
  }
  const press = async (path: string, label: string, typed: Readonly<Record<string, string>> = {}) => {
    const form = await formOf(path, label)
    for (const [name, value] of Object.entries(typed)) form.set(name, value)
    const body = form.toString()
    const response = await place.send("POST", "/board/act", body, { accept: "application/json" })
    // The board's own answer.
    return (await response.json()) as { readonly isDone: boolean; readonly said: string }
  }
  const curlOf = async (path: string, label: string): Promise<string> => {
    const form = await formOf(path, label)
    return (await place.send("POST", "/board/curl", form.toString())).text()
  }
  return { ...place, get, page, formOf, press, curlOf }
}

const plain = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

const textIn = (tag: string, attribute: string): string =>
  plain(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? "")

/** A curl command of the board as the request that curl would make of it. */
const requestOf = (curl: string): Request => {
  const words = [...curl.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll("'\\''", "'") ?? bare ?? ""
  )
  const after = (flag: string) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined)
  const [name = "", value = ""] = after("-H")?.split(": ") ?? []
  const user = after("-u")
  const body = after("-d")
  return new Request(words.find((word) => word.startsWith("http")) ?? "", {
    method: after("-X") ?? "GET",
    headers: {
      ...(name !== "" && { [name]: value }),
      ...(user !== undefined && { authorization: `Basic ${btoa(user)}` })
    },
    ...(body !== undefined && { body })
  })
}

describe("the board of orders", () => {
  test("has each order in the column of its status, with what comes next", async () => {
    const { create, act, page } = boards()
    const id = await create("A-1", [2])
    const column = async (status: number) =>
      new RegExp(`id="status-${status}">.*?(?=<div class="column|</section>)`, "s").exec(await page("/"))?.[0] ?? ""
    expect(await column(200)).toContain("A-1")
    expect(await column(200)).toMatch(/<button[^>]*>Release<\/button>/)
    await act(id, "release")
    expect(await column(200)).not.toContain("A-1")
    expect(await column(300)).toMatch(/<button[^>]*>Pick all<\/button>/)
  })

  test("leads an order from the shop to the receiver by its buttons alone", async () => {
    const { press, order, page, create } = boards()
    const id = await create("A-1", [2])
    for (const label of ["Release", "Pick all", "Ship", "Collect"])
      expect(await press("/", label)).toMatchObject({ isDone: true })
    const { orderInfo, parcels, tracking } = await order(id)
    expect(orderInfo.orderStatus.number).toBe(500)
    expect(parcels).toHaveLength(1)
    expect(tracking).toHaveLength(1)
    const text = await page(`/board/orders/${id}`)
    expect(text).toContain(`/board/orders/${id}/files/`)
    expect(text).toMatch(/<b>collect<\/b>/)
  })

  test("shows no more than some cards of a column, and the way to the others", async () => {
    const { create, act, pass, page } = boards()
    const ids: Array<number> = []
    for (let number = 1; number <= 9; number++) ids.push(await create(`A-${number}`))
    for (const id of [ids[1]!, ids[0]!]) {
      pass(1000)
      await act(id, "release")
    }
    const shown = [...(await page("/")).matchAll(/>(A-\d)</g)].map(([, number]) => number)
    expect(shown).toEqual(["A-9", "A-8", "A-7", "A-6", "A-5", "A-1", "A-2"])
    expect(await page("/")).toContain("… 2 more")
    expect(await page("/board/orders?status=200")).toContain("A-3")
    expect(await page("/board/orders?status=320")).toContain("There is no such order.")
  })

  test("also shows the orders whose status was taken off the installation's list", async () => {
    const { create, page, settings } = boards()
    await create("A-1")
    await settings({ orderStartStatus: 300, orderStatuses: [{ number: 300, text: "Til plukk" }] })
    expect(await page("/")).toMatch(/Til plukk.*id="status-200".*A-1/s)
  })

  test("puts a new order through the vendor's own API", async () => {
    const { press, list, simulator } = boards()
    expect(await press("/", "New order", { orderNumber: "B-1" })).toEqual({ isDone: true, said: "Done (201)." })
    expect((await list("orderNumber=B-1"))[0]?.orderLines).toHaveLength(2)
    expect(simulator.world().requests.since(0)[0]).toMatchObject({ method: "PUT", path: "/demo/api/v1/orders" })
  })

  test("shows foreign text as text", async () => {
    const { create, page } = boards()
    const id = await create("A-1", [1], {
      consignee: { name: "<script>alert(1)</script>" },
      orderRemark: `"><img src=x onerror=alert(1)>`
    })
    for (const path of ["/", "/board/orders", `/board/orders/${id}`]) {
      const text = await page(path)
      expect(text).toContain("&lt;script&gt;alert(1)")
      expect(text).not.toContain("<script>")
      expect(text).not.toContain("<img")
    }
  })
})

describe("the page of an order", () => {
  test("picks the part that is typed in, and nothing where nothing is", async () => {
    const { create, act, press, order } = boards()
    const id = await create("A-1", [2, 3])
    await act(id, "release")
    const path = `/board/orders/${id}`
    expect(await press(path, "Pick these")).toEqual({
      isDone: false,
      said: "409: Order 'A-1' has status 300 (Released): nothing can be picked."
    })
    await press(path, "Pick these", { "lines.1.quantity:number": "2" })
    expect((await order(id)).orderLines.map((line) => line.pickedNumberOfItems)).toEqual([0, 2])
  })

  test("takes goods back with their cause", async () => {
    const { create, act, press, order } = boards()
    const id = await create("A-1", [2])
    for (const name of ["release", "pick", "ship"]) await act(id, name)
    await press(`/board/orders/${id}`, "Return these", { "lines.0.quantity:number": "1", "lines.0.cause:with": "30" })
    const items = (await order(id)).orderLines[0]?.pickedArticleItems ?? []
    expect(items.filter((item) => item.isReturned).map((item) => item.returnCause?.code)).toEqual(["30"])
  })

  test("says why the warehouse refuses", async () => {
    const { create, press } = boards()
    const id = await create("A-1")
    expect(await press(`/board/orders/${id}`, "Ship")).toEqual({
      isDone: false,
      said: "409: Order 'A-1' has status 200 (Open): it must be released and picked first."
    })
  })

  test("takes back what was done, and mends what is wrong", async () => {
    const { create, act, press, order } = boards()
    const id = await create("A-1", [3])
    const path = `/board/orders/${id}`
    await press(path, "Put in error")
    expect((await order(id)).orderInfo.orderStatus.number).toBe(150)
    expect(await press("/", "Mend the error")).toMatchObject({ isDone: true })
    for (const name of ["release", "pick"]) await act(id, name)
    await press(path, "Pack", { "parcels.0.parcelNumber": "P-1" })
    for (const label of ["Unpack", "Remove a parcel", "Undo all picks"])
      expect([label, await press(path, label)]).toEqual([label, { isDone: true, said: "Done (200)." }])
    expect((await press(path, "Undo these picks", { "lines.0.quantity:number": "1" })).said).toStartWith("409: ")
    await press(path, "Edit the remark", { remark: "Ring twice" })
    const { orderInfo, parcels } = await order(id)
    expect(orderInfo).toMatchObject({ pickedNumberOfItems: 0, orderRemark: "Ring twice" })
    expect(parcels).toBeNull()
  })

  test("lets the goods owner cancel, unless the warehouse declines", async () => {
    const { create, press } = boards()
    const id = await create("A-1")
    const path = `/board/orders/${id}`
    await press(path, "Refuse cancellations")
    expect((await press(path, "Cancel, as the goods owner")).said).toContain("the warehouse declined")
    await press(path, "Grant cancellations")
    expect((await press(path, "Cancel, as the goods owner")).isDone).toBe(true)
  })

  test("opens its files: labels as they are, what could run in a browser only to be saved", async () => {
    const { create, act, get, ok } = boards()
    const id = await create("A-1")
    const fileOf = async (fileName: string, mimeType: string) => {
      await act(id, "attachFile", { fileName, mimeType, fileDataBase64: btoa("%PDF-1.4") })
      const files = await ok<ReadonlyArray<{ fileId: number; fileName: string }>>("GET", `/orders/${id}/files`)
      const { fileId } = files.find((file) => file.fileName === fileName) ?? { fileId: 0 }
      return get(`/board/orders/${id}/files/${fileId}`)
    }
    const label = await fileOf("label.pdf", "application/pdf")
    expect(label.headers.get("content-type")).toBe("application/pdf")
    expect(label.headers.get("content-disposition")).toStartWith("inline")
    expect(await label.text()).toBe("%PDF-1.4")
    const page = await fileOf("a.html", "text/html")
    expect(page.headers.get("content-type")).toBe("application/octet-stream")
    expect(page.headers.get("content-disposition")).toStartWith("attachment")
    expect((await get(`/board/orders/${id}/files/1`)).status).toBe(404)
    expect((await get("/board/orders/1")).status).toBe(404)
  })
})

describe("the stock", () => {
  test("explains its numbers", async () => {
    const { create, page } = boards()
    await create("A-1", [3])
    expect(await page(`/board/stock?text=${sku}`)).toContain("100 − 3 − 0 = <b>97</b>")
  })

  test("is adjusted, counted and locked in one warehouse", async () => {
    const { press, stock } = boards()
    const path = "/board/articles/20001"
    await press(path, "Adjust in WH1", { "quantity:number": "-4", cause: "breakage" })
    await press(path, "Lock in WH1", { "quantity:number": "2", "forSale:flag": "true" })
    await press(path, "Break in WH1", { "quantity:number": "1" })
    await press(path, "Count in WH2", { "quantity:number": "10" })
    expect(await stock()).toMatchObject({ numberOfItems: 105, lockedForSaleNumberOfItems: 2 })
    expect((await press(path, "Adjust in WH1", { "quantity:number": "-500" })).said).toStartWith(
      "409: Warehouse 1 has 93"
    )
  })

  test("of a million articles is shown a page at a time, and an exact number at once", async () => {
    const { page, simulator } = boards({ articles: 1_000_000 })
    const rows = async (path: string) =>
      [...(await page(path)).matchAll(/id="article-(\d+)"/g)].map(([, id]) => Number(id))
    expect(await rows("/board/stock")).toHaveLength(25)
    expect((await rows("/board/stock?from=1019990"))[0]).toBe(1_019_990)
    expect(await rows("/board/stock?from=1019990")).toHaveLength(11)
    const last = simulator.world().state.articles.get(1_020_000)?.number ?? ""
    expect(await rows(`/board/stock?text=${last}`)).toEqual([1_020_000])
    expect(await page("/board/stock?text=nothing-like-it")).toContain("text=nothing-like-it&amp;from=25001")
  })
})

describe("goods that come in", () => {
  test("are received in part and in full, and the purchase order finished", async () => {
    const { advise, press, purchaseOrder } = boards()
    const id = await advise("P-1", [10])
    const path = `/board/purchase-orders/${id}`
    expect(await press(path, "Arrived")).toMatchObject({ isDone: true })
    await press(path, "Receive these", { "lines.0.quantity:number": "4" })
    expect(await press("/board/purchase-orders", "Receive all")).toMatchObject({ isDone: true })
    expect(await press("/board/purchase-orders", "Finish")).toMatchObject({ isDone: true })
    const { purchaseOrderInfo, purchaseOrderLines } = await purchaseOrder(id)
    expect(purchaseOrderInfo.purchaseOrderStatus.number).toBe(500)
    expect(purchaseOrderLines[0]?.receivedNumberOfItems).toBe(10)
    expect((await press(path, "Receive all")).said).toContain("nothing more is received on it")
  })

  test("are taken back on a return order", async () => {
    const { create, act, order, ok, press, page } = boards()
    const id = await create("A-1", [2])
    for (const name of ["release", "pick", "ship"]) await act(id, name)
    const [line] = (await order(id)).orderLines
    await ok("PUT", "/returnOrders", {
      goodsOwnerId: 7,
      returnOrderNumber: "R-1",
      customerOrder: { orderId: id },
      returnOrderLines: [
        { returnOrderRowNumber: "1", customerOrderLine: { orderLineId: line?.id }, toBeReturnedNumberOfItems: 1 }
      ]
    })
    expect(await press("/board/returns", "Take R-1 back")).toMatchObject({ isDone: true })
    const text = await page("/board/returns")
    expect(text).toContain("500 Returned")
    expect(text).toContain("back on the shelf")
  })
})

test("a robot is set to work, and sent home", async () => {
  const { press, page, simulator } = boards({ orders: 3 })
  expect(await page("/")).toContain("Nobody works here but you.")
  await press("/", "Let it be busy")
  expect(await page("/")).toContain("Robot: busy…")
  await simulator.world().clock.advance(3_600_000)
  expect(
    simulator
      .world()
      .ledger.since(0)
      .filter(({ cause }) => cause === "robot").length
  ).toBeGreaterThan(0)
  await press("/", "Send it home")
  expect(await page("/")).toContain("Nobody works here but you.")
})

test("webhooks are added, called and called again", async () => {
  const { press, page, create, act, settle, sent } = boards()
  await press("/board/webhooks", "Add a webhook", { url: "http://connector.test/hook", token: "secret" })
  const id = await create("A-1")
  await act(id, "release")
  await settle()
  const before = sent.length
  const text = await page("/board/webhooks")
  expect(text).not.toContain("secret")
  const [label = ""] = /Replay \d+/.exec(text) ?? []
  await press("/board/webhooks", label)
  expect(sent.length).toBe(before + 1)
})

test("the curl under a button does what the button does", async () => {
  const { create, curlOf, order, simulator, list } = boards()
  const id = await create("A-1", [2])
  for (const label of ["Release", "Pick all", "Ship"]) {
    const response = await simulator.fetch(requestOf(await curlOf("/", label)))
    expect(response.status).toBe(200)
  }
  expect((await order(id)).orderInfo.orderStatus.number).toBe(450)
  const put = await simulator.fetch(requestOf(await curlOf("/", "New order")))
  expect(put.status).toBe(201)
  expect(await list("")).toHaveLength(2)
})

test("every page of a seeded world is there, in a world of its own too", async () => {
  const { page } = boards({ orders: 12 })
  for (const base of ["", "/ns/mine"])
    for (const path of [
      ...["/", "/board/orders", "/board/stock", "/board/purchase-orders", "/board/returns", "/board/webhooks"],
      ...["/board/orders/50001", "/board/articles/20001", "/board/purchase-orders/60001"]
    ]) {
      const text = await page(base + path)
      const links = [...text.matchAll(/ (?:href|src|action)="(\/[^"]*)"/g)].map(([, link]) => link ?? "")
      expect(links.filter((link) => !link.startsWith(`${base}/`))).toEqual([])
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([])
    }
})
