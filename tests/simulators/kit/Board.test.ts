import { describe, expect, test } from "bun:test"
import { ActionButton } from "@omnium-ongoing/simulator-kit/board/Action"
import { actionCall, actionCurl } from "@omnium-ongoing/simulator-kit/board/ActionForm"
import type { Ask } from "@omnium-ongoing/simulator-kit/board/Page"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const calls = (fields: Readonly<Record<string, string>>) => actionCall(new URLSearchParams(fields))

describe("the fields of a form", () => {
  test("are members of the body, as numbers and flags where they say so", () => {
    const call = calls({
      _method: "PUT",
      _path: "/_simulator/a",
      "one.two": "x",
      "three:number": "2.5",
      "four:flag": "true"
    })
    expect(call).toEqual({ method: "PUT", path: "/_simulator/a", body: { one: { two: "x" }, three: 2.5, four: true } })
  })
  test("are left out where they are empty; without any there is no body", () => {
    expect(calls({ _path: "/_simulator/a", one: "", two: "x" }).body).toEqual({ two: "x" })
    expect(calls({ _path: "/_simulator/a" }).body).toBeUndefined()
  })
  test("come beside what is fixed", () => {
    expect(calls({ _path: "/a", _body: '{"labels":true}', one: "x" }).body).toEqual({ labels: true, one: "x" })
  })
  test("of a list make up the entries that were filled in, and none if none was", () => {
    const rows = {
      _path: "/a",
      "lines.0.rowNumber:with": "1",
      "lines.1.rowNumber:with": "2",
      "lines.0.quantity:number": ""
    }
    expect(calls({ ...rows, "lines.1.quantity:number": "3" }).body).toEqual({
      lines: [{ rowNumber: "2", quantity: 3 }]
    })
    expect(calls({ ...rows, "lines.1.quantity:number": " " }).body).toEqual({ lines: [] })
  })
  test("are a list where the body is one", () => {
    expect(calls({ _path: "/a", "0.id": "1", "0.quantity:number": "3" }).body).toEqual([{ id: "1", quantity: 3 }])
  })
  test("fill the path", () => {
    expect(calls({ _path: "/_simulator/snapshots/{name}/restore", "path.name": "a b/c" }).path).toBe(
      "/_simulator/snapshots/a%20b%2Fc/restore"
    )
  })
})

test("a curl command quotes what a shell would read", () => {
  const call = { method: "POST", path: "/_simulator/a", body: { remark: "it's $HOME" } }
  expect(actionCurl(call, "http://any", undefined)).toBe(
    `curl -X POST 'http://any/_simulator/a' -H 'content-type: application/json' -d '{"remark":"it'\\''s $HOME"}'`
  )
})

const board = () => {
  const manual = manualHost(start)
  const simulator = countersSimulator(manual.host)
  const page = async (path: string) => (await simulator.fetch(new Request(`http://any${path}`))).text()
  const submit = (
    fields: Readonly<Record<string, string>>,
    base = "",
    headers: Readonly<Record<string, string>> = {}
  ) =>
    simulator.fetch(
      new Request(`http://any${base}/board/act`, { method: "POST", body: new URLSearchParams(fields), headers })
    )
  return { ...manual, simulator, page, submit }
}

describe("a board", () => {
  test("has a page for requests, faults, ledger and world, each naming the others, in its own world", async () => {
    const { page } = board()
    for (const tab of ["requests", "faults", "ledger", "world"]) {
      const text = await page(`/ns/mine/board/${tab}`)
      expect(text).toContain(`<a href="/ns/mine/board/${tab}" aria-current="page">`)
      expect(text).toContain(`href="/ns/mine/board/style.css"`)
    }
  })

  test("allows no script and no style but its own", async () => {
    const { page, simulator } = board()
    const response = await simulator.fetch(new Request("http://any/"))
    expect(response.headers.get("content-security-policy")).toStartWith(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'"
    )
    for (const path of ["/", "/board/faults", "/board/world"])
      expect(await page(path)).not.toMatch(/ style=|<style| on\w+=|<script>/)
  })

  test("does without a script what a button says, and tells it on the page it came from", async () => {
    const { page, submit } = board()
    const fields = {
      _path: "/_simulator/clock",
      _body: '{"freeze":true}',
      _page: "/board/faults",
      _key: "clock-freeze"
    }
    const done = await submit(fields, "/ns/mine")
    expect(done.status).toBe(303)
    const to = done.headers.get("location") ?? ""
    expect(to).toStartWith("/ns/mine/board/faults?")
    expect(await page(to)).toContain("frozen")
  })

  test("says why something was refused, beside its button", async () => {
    const { page, submit } = board()
    const [action = ""] = (await page("/board/world")).match(/<form(?:(?!<form).)*>Take a snapshot<\/button>/s) ?? []
    const key = /name="_key" value="([^"]+)"/.exec(action)?.[1] ?? ""
    const refused = await submit({
      _path: "/_simulator/snapshots/{name}/restore",
      "path.name": "<b>none</b>",
      _page: "/board/world",
      _key: key
    })
    const text = await page(refused.headers.get("location") ?? "")
    expect(text).toContain(
      '<output><span class="refused">404: There is no snapshot &quot;&lt;b&gt;none&lt;/b&gt;&quot;.</span></output>'
    )
    expect(text.match(/class="refused"/g)).toHaveLength(1)
  })

  test("keeps snapshots under their names, and worlds under theirs", async () => {
    const { page, submit, simulator } = board()
    await simulator.fetch(new Request("http://any/ns/mine/counters/a", { method: "PUT" }))
    expect(await page("/board/world")).toContain("None yet.")
    await submit({ _path: "/_simulator/snapshots/{name}", "path.name": "<i>noon" }, "/ns/mine")
    for (const path of ["/ns/mine/board/world", "/ns/mine/board/world?_sections=snapshots+worlds"]) {
      const text = await page(path)
      expect(text).toContain(`<p class="title">&lt;i&gt;noon</p>`)
      expect(text).toContain("/_simulator/snapshots/%3Ci%3Enoon/restore")
      expect(text).toContain(`<a href="/ns/mine/board/world">mine</a>`)
      expect(text).toContain(`<a href="/board/world">default</a>`)
    }
  })

  test("answers a script with what was said", async () => {
    const { submit } = board()
    const answer = await submit({ _path: "/_simulator/snapshots/none/restore" }, "", { accept: "application/json" })
    expect(await answer.json()).toEqual({ isDone: false, said: '404: There is no snapshot "none".' })
  })

  test("sends nobody to another site", async () => {
    const { submit } = board()
    for (const page of [
      "//elsewhere.example",
      "https://elsewhere.example//elsewhere.example",
      "/a/..//elsewhere.example"
    ]) {
      const away = await submit({ _path: "/_simulator/reset", _page: page })
      expect(new URL(away.headers.get("location") ?? "", "http://any").host).toBe("any")
    }
  })

  test("gives only the sections that are asked for", async () => {
    const { page } = board()
    const text = await page("/board/faults?_sections=clock+rules")
    expect([...text.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual(["clock", "rules"])
    expect(text).not.toContain("<html")
  })
})

/** What a listener has been told so far; the host's time stands still meanwhile. */
const listener = async (response: Response) => {
  const reader = response.body!.getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe("retry: 1000\n\n")
  return { next, leave: () => reader.cancel() }
}

describe("the events of a board", () => {
  test("name what has changed, many changes at once, and nothing when nothing did", async () => {
    const { simulator, host: _, pass } = board()
    const { next } = await listener(await simulator.fetch(new Request("http://any/board/events")))
    pass(1000)
    for (let times = 0; times < 5; times++)
      await simulator.fetch(new Request("http://any/counters/a", { method: "PUT" }))
    pass(250)
    expect(await next()).toBe("data: ledger requests\n\n")
    simulator.world().faults.addAll([{ fault: "empty" }], start)
    simulator.world().clock.freeze(true)
    pass(250)
    expect(await next()).toBe("data: clock faults\n\n")
    await simulator.world().clock.advance(1000)
    pass(250)
    expect(await next()).toBe("data: clock\n\n")
  })

  test("tell of another world nothing", async () => {
    const { simulator, pass } = board()
    const { next } = await listener(await simulator.fetch(new Request("http://any/ns/mine/board/events")))
    await simulator.fetch(new Request("http://any/counters/a", { method: "PUT" }))
    pass(250)
    await simulator.fetch(new Request("http://any/ns/mine/counters/1", { method: "GET" }))
    pass(250)
    expect(await next()).toBe("data: requests\n\n")
  })

  test("keep a quiet connection open", async () => {
    const { simulator, pass } = board()
    const { next } = await listener(await simulator.fetch(new Request("http://any/board/events")))
    pass(15_000)
    expect(await next()).toBe(":\n\n")
  })

  test("cost nothing once the listener is gone", async () => {
    const { simulator, timers } = board()
    const { leave } = await listener(await simulator.fetch(new Request("http://any/board/events")))
    expect(timers()).toBe(1)
    await leave()
    expect(timers()).toBe(0)
  })

  test("end when the simulator forgets the world", async () => {
    const { simulator, pass } = board()
    const { next } = await listener(await simulator.fetch(new Request("http://any/board/events")))
    simulator.reset()
    pass(250)
    expect(await next()).toBe("")
  })
})

const ask: Ask = {
  base: "",
  root: "http://any",
  page: "/",
  param: () => "",
  query: () => undefined,
  access: { api: "/demo", header: "Basic x", curl: "-u 'demo:demo'" },
  back: () => Promise.resolve(undefined),
  result: undefined
}

test("a button shows the curl that does the same, as a caller of the vendor's API where it calls that", () => {
  const front = String(
    ActionButton({ ask, action: { label: "Go", method: "PUT", path: "/demo/orders", body: { a: 1 } } })
  )
  expect(front).toContain("curl -u &#39;demo:demo&#39; -X PUT &#39;http://any/demo/orders&#39;")
  const back = String(ActionButton({ ask, action: { label: "Go", path: "/_simulator/reset" } }))
  expect(back).toContain("<code>curl -X POST &#39;http://any/_simulator/reset&#39;</code>")
})
