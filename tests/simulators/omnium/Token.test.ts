import { describe, expect, test } from "bun:test"
import { sandbox } from "./Sandbox.ts"

describe("tokens", () => {
  test("are bare text by default and an object when asked for", async () => {
    const { send } = await sandbox()
    const text = await (await send("POST", "/api/token?ClientID=demo&clientsecret=demo")).text()
    expect(text.split(".")).toHaveLength(3)
    const json = await (await send("POST", "/api/Token?clientId=demo&clientSecret=demo&returnAsJson=true")).json()
    expect(json).toEqual({ accessToken: text, tokenType: "Bearer", expiresIn: 864_000 })
  })

  test("are given for a form as well", async () => {
    const { send } = await sandbox()
    const form = "grant_type=client_credentials&clientId=demo&clientSecret=demo"
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    expect((await send("POST", "/api/Token", form, headers)).status).toBe(200)
    expect((await send("POST", "/api/Token", form.replace("Secret=demo", "Secret=wrong"), headers)).status).toBe(401)
  })

  test("end after ten days of the world's clock", async () => {
    const { api, back } = await sandbox()
    expect((await api("GET", "/api/Stores")).status).toBe(200)
    await back("POST", "clock", { advance: "P9DT23H59M59S" })
    expect((await api("GET", "/api/Stores")).status).toBe(200)
    await back("POST", "clock", { advance: "PT1S" })
    expect((await api("GET", "/api/Stores")).status).toBe(401)
  })

  test("survive a reset of the data, as those of the real system survive a change of it", async () => {
    const { api, back } = await sandbox()
    await back("POST", "reset", {})
    expect((await api("GET", "/api/Stores")).status).toBe(200)
  })

  test("of others are refused", async () => {
    const { send } = await sandbox()
    expect((await send("GET", "/api/Stores")).status).toBe(401)
    expect((await send("GET", "/api/Stores", undefined, { authorization: "Bearer a.b.c" })).status).toBe(401)
  })
})
