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
    const refused = await api("GET", "/api/Stores")
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { detail: "The token expired at 2026-11-11T08:00:00.000Z; get another with POST /api/Token" }
    ])
    expect(refused.headers.get("www-authenticate")).toContain('error="invalid_token"')
  })

  test("survive a reset of the data, as those of the real system survive a change of it", async () => {
    const { api, back } = await sandbox()
    await back("POST", "reset", {})
    expect((await api("GET", "/api/Stores")).status).toBe(200)
  })

  test("of others are refused", async () => {
    const { send } = await sandbox()
    const reason = async (authorization?: string) => {
      const response = await send("GET", "/api/Stores", undefined, authorization === undefined ? {} : { authorization })
      expect(response.status).toBe(401)
      return response.headers.get("www-authenticate")
    }
    expect(await reason()).toContain("There is no Authorization header")
    expect(await reason("Basic ZGVtbzpkZW1v")).toContain("The Authorization is not 'Bearer {token}'")
    expect(await reason("Bearer a.b.c")).toContain("The token was not issued here")
  })

  test("are refused with the reason", async () => {
    const { send } = await sandbox()
    const detail = async (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      (await send("POST", `/api/Token${path}`, body, headers)).json()
    expect(await detail("", { clientId: "demo", clientSecret: "demo" })).toMatchObject({
      detail:
        "The body is no form (application/x-www-form-urlencoded). ClientId and clientSecret are read from the query, or from a form"
    })
    expect(await detail("", undefined, { authorization: "Basic ZGVtbzpkZW1v" })).toMatchObject({
      detail:
        "The Authorization header is not looked at here. ClientId and clientSecret are read from the query, or from a form"
    })
    expect(await detail("?clientId=demo&clientSecret=x")).toMatchObject({
      detail: "The secret of API user 'demo' is another one"
    })
    expect(await detail("?clientId=x&clientSecret=demo")).toMatchObject({ detail: "There is no API user 'x'" })
  })
})
