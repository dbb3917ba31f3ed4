import { afterEach, beforeEach, expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const root = resolve(import.meta.dir, "../..")
const rounds = 8

let folder = ""
let child: ReturnType<typeof spawn> | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-data-"))
})
afterEach(async () => {
  child?.kill("SIGKILL")
  await child?.exited
  rmSync(folder, { recursive: true })
})

const spawn = (name: string) =>
  Bun.spawn([process.execPath, `packages/${name}/src/main.ts`, "--port", "0", "--data", join(folder, `${name}.db`)], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore"
  })

const start = async (name: string): Promise<string> => {
  child = spawn(name)
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const url = /^listening (http:\/\/[^/\s]+)/m.exec(text)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`${name} ended before it listened`)
}

const kill = async () => {
  child?.kill("SIGKILL")
  await child?.exited
}

/** Writes with these until the process is killed in the middle; tells which were answered. */
const writeUntilKilled = async (after: number, write: (number: number) => Promise<string | undefined>) => {
  const answered: Array<string> = []
  let number = 0
  const worker = async () => {
    for (;;) {
      const done = await write(number++).catch(() => undefined)
      if (done === undefined) return
      answered.push(done)
      if (answered.length === after) await kill()
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  return answered
}

test("Ongoing: what was answered before a kill -9 is there after it, round after round", async () => {
  const headers = { authorization: `Basic ${btoa("demo:demo")}` }
  const kept = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const url = await start("ongoing-simulator")
    const api = `${url}/demo/api/v1`
    // What the fetch answers with.
    const orders = (await (await fetch(`${api}/orders?goodsOwnerId=7`, { headers })).json()) as ReadonlyArray<{
      readonly orderInfo: { readonly orderNumber: string }
    }>
    const numbers = new Set(orders.map((order) => order.orderInfo.orderNumber))
    expect([...kept].filter((number) => !numbers.has(number))).toEqual([])
    expect(numbers.size).toBe(orders.length)
    const answered = await writeUntilKilled(5 + round * 7, async (number) => {
      const orderNumber = `R${round}-${number}`
      const line = { rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 1 }
      const body = { goodsOwnerId: 7, orderNumber, deliveryDate: "2026-11-05", consignee: {}, orderLines: [line] }
      const response = await fetch(`${api}/orders`, { method: "PUT", headers, body: JSON.stringify(body) })
      return response.status === 201 ? orderNumber : undefined
    })
    expect(answered.length).toBeGreaterThan(4)
    for (const number of answered) kept.add(number)
  }
  const url = await start("ongoing-simulator")
  // What the back door answers with.
  const ledger = (await (await fetch(`${url}/_simulator/ledger`)).json()) as ReadonlyArray<{
    readonly seq: number
    readonly kind: string
    readonly after: { readonly number: string } | null
  }>
  expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_row, index) => index + 1))
  const created = ledger.filter(({ kind }) => kind === "order").map(({ after }) => after?.number)
  expect([...kept].filter((number) => !created.includes(number))).toEqual([])
}, 60_000)

test("Omnium: what was answered before a kill -9 is there after it, round after round", async () => {
  const kept = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const url = await start("omnium-simulator")
    const token = await (await fetch(`${url}/api/Token?clientId=demo&clientSecret=demo`, { method: "POST" })).text()
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
    for (const id of kept) expect((await fetch(`${url}/api/Suppliers/${id}`, { headers })).status).toBe(200)
    const answered = await writeUntilKilled(5 + round * 5, async (number) => {
      const id = `S${round}-${number}`
      const response = await fetch(`${url}/api/Suppliers`, {
        method: "PUT",
        headers,
        body: JSON.stringify({ id, name: `Supplier ${id}` })
      })
      return response.ok ? id : undefined
    })
    expect(answered.length).toBeGreaterThan(4)
    for (const id of answered) kept.add(id)
  }
}, 60_000)
