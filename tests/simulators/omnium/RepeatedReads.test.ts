import { expect, test } from "bun:test"
import { orderOf, sandbox } from "./Sandbox.ts"

test("a client that reads again and again sees every change with its next call", async () => {
  const { api, ok } = await sandbox()
  await api("POST", "/api/Orders", orderOf("A-1", 2))
  const path = "/api/Orders/A-1"
  const status = async () => {
    for (let times = 0; times < 3; times++) await api("GET", path)
    return (await ok("GET", path)).status
  }
  const before = await status()
  await api("POST", `${path}/UpdateStatus`, { status: "Ship", shipmentInfo: { shipmentId: "1" } })
  expect(await status()).not.toBe(before)
  await ok("PATCH", `${path}/PatchOrder`, { properties: [{ key: "colour", value: "green" }] })
  for (let times = 0; times < 3; times++) await api("GET", path)
  await ok("PATCH", `${path}/PatchOrder`, { properties: [{ key: "colour", value: "red" }] })
  expect(JSON.stringify((await ok("GET", path)).properties)).toContain("red")
})

test("nobody is answered from memory with a token that has expired, or none", async () => {
  const { api, send } = await sandbox()
  await api("POST", "/api/Orders", orderOf("A-1"))
  for (let times = 0; times < 3; times++) await api("GET", "/api/Orders/A-1")
  expect((await send("GET", "/api/Orders/A-1")).status).toBe(401)
  await send("POST", "/_simulator/clock", { advance: "P11D" })
  expect((await api("GET", "/api/Orders/A-1")).status).toBe(401)
})
