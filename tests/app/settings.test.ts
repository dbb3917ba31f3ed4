import { afterAll, describe, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { NodeFileSystem } from "@effect/platform-node-shared"
import { jsonSchema, load, settingsFrom, withPort } from "@omnium-ongoing/app/Settings"
import { ConfigProvider, DateTime, Effect, Layer, Redacted } from "effect"
import { itEffect } from "../support/ItEffect.ts"

const directory = mkdtempSync(`${tmpdir()}/settings-`)
afterAll(() => rmSync(directory, { recursive: true }))

const environment = { EPIC_WEBHOOK_SECRET: "whsec", EMPTY: "" }
const Ambient = Layer.mergeAll(NodeFileSystem.layer, ConfigProvider.layer(ConfigProvider.fromEnv({ env: environment })))
const accepted = (file: unknown) => Effect.provide(settingsFrom(file), Ambient)
const refused = (file: unknown) => Effect.map(Effect.flip(accepted(file)), ({ problems }) => problems)

const tenant = {
  id: "epic",
  from: "2026-11-01T00:00:00Z",
  webhookSecret: { env: "EPIC_WEBHOOK_SECRET" },
  omnium: { host: "http://127.0.0.1:4020", clientId: "demo", clientSecret: "canary-1" },
  connector: { Host: "http://127.0.0.1:4010/demo/", Username: "demo", Password: "canary-2", SyncOrders: true }
}
const minimal = { tenants: [tenant] }
const withTenant = (changes: object) => ({ tenants: [{ ...tenant, ...changes }] })
const withConnector = (connector: unknown) => withTenant({ connector })
const withHost = (Host: string) => withConnector({ ...tenant.connector, Host })

describe("settings", () => {
  itEffect("of the smallest file have every default", () =>
    Effect.gen(function* () {
      const settings = yield* accepted(minimal)
      expect(settings.listen).toEqual({ host: "127.0.0.1", port: 4000 })
      expect(settings.publicUrl.href).toBe("http://127.0.0.1:4000/")
      expect(settings.dataDir).toBe("./data")
      expect(settings.adminKey).toBeUndefined()
      const [epic] = settings.tenants
      expect(epic?.from).toEqual(DateTime.makeUnsafe("2026-11-01T00:00:00Z"))
      expect(epic?.connector).toMatchObject({
        SyncOrders: true,
        SyncPurchaseOrders: false,
        SyncInventory: false,
        SyncReturns: false
      })
      expect(epic?.connector.Host.href).toBe("http://127.0.0.1:4010/demo/api/v1")
      expect(epic?.inventory).toEqual({ compareWith: "inventory" })
      expect(epic?.timeZone).toBe("UTC")
      expect(epic?.exportStatuses).toBeUndefined()
      expect(epic?.tasks).toEqual({
        OngoingSyncScheduledTask: "*/5 * * * *",
        OngoingProductSyncScheduledTask: "*/15 * * * *",
        exportPoll: "* * * * *"
      })
    })
  )

  itEffect("take what the file says in place of the defaults", () =>
    Effect.gen(function* () {
      const settings = yield* accepted({
        $schema: "./connector.config.schema.json",
        listen: { host: "0.0.0.0", port: 8080 },
        publicUrl: "https://connector.example/wms",
        dataDir: "/var/lib/connector",
        adminKey: "k".repeat(32),
        allowInsecureHosts: ["wms.internal", "OMS.internal:8080"],
        tenants: [
          {
            ...tenant,
            from: "2026-11-01T01:00:00+01:00",
            timeZone: "Europe/Oslo",
            omnium: { ...tenant.omnium, host: "http://oms.internal:8080" },
            connector: { ...tenant.connector, Host: "http://wms.internal/demo", exportStatuses: ["InProgress"] },
            inventory: { compareWith: "precise" },
            tasks: { exportPoll: "0 4 * * MON" }
          }
        ]
      })
      expect(settings.publicUrl.href).toBe("https://connector.example/wms")
      expect(settings.dataDir).toBe("/var/lib/connector")
      const [epic] = settings.tenants
      expect(epic?.from).toEqual(DateTime.makeUnsafe("2026-11-01T00:00:00Z"))
      expect(epic?.exportStatuses).toEqual(["InProgress"])
      expect(epic?.inventory.compareWith).toBe("precise")
      expect(epic?.tasks.exportPoll).toBe("0 4 * * MON")
      expect(epic?.tasks.OngoingSyncScheduledTask).toBe("*/5 * * * *")
      expect(epic?.timeZone).toBe("Europe/Oslo")
    })
  )

  itEffect("of a file with five mistakes are five lines with their paths (X9)", () =>
    Effect.gen(function* () {
      const problems = yield* refused({
        listen: { port: 70000 },
        tenants: [
          tenant,
          {
            ...tenant,
            id: "second",
            from: "2026-11-01",
            webhookSecret: { env: "NOT_SET" },
            connector: { ...tenant.connector, Hots: "x" },
            tasks: { exportPoll: "every minute" }
          }
        ]
      })
      expect([...problems].sort()).toEqual([
        "listen.port: expected a value between 0 and 65535",
        "tenants[1].connector.Hots: is not a known setting",
        "tenants[1].from: expected an instant with its zone, such as 2026-11-01T00:00:00Z",
        "tenants[1].tasks.exportPoll: expected a cron expression such as */5 * * * * (minute hour day month weekday)",
        "tenants[1].webhookSecret: the environment variable NOT_SET is missing or empty"
      ])
    })
  )

  itEffect("tell what concerns two settings beside what concerns one", () =>
    Effect.gen(function* () {
      const problems = yield* refused({ listen: { host: "0.0.0.0" }, tenants: [tenant, { ...tenant, from: "soon" }] })
      expect(problems).toEqual([
        "adminKey: is missing; it may be left out only when listen.host is a loopback address",
        "tenants[1].id: is the id of tenants[0] too",
        "tenants[1].from: expected an instant with its zone, such as 2026-11-01T00:00:00Z"
      ])
    })
  )

  for (const file of [undefined, null, 1, "x", [], {}, { tenants: 1 }, { tenants: [] }, { tenants: [null] }]) {
    itEffect(`of ${JSON.stringify(file)} are one line`, () =>
      Effect.map(refused(file), (problems) => expect(problems.length).toBe(1))
    )
  }

  itEffect("S7: need an admin key of 32 characters unless only this machine can reach the service", () =>
    Effect.gen(function* () {
      for (const host of ["127.0.0.1", "127.1.2.3", "localhost", "::1"]) {
        yield* accepted({ ...minimal, listen: { host } })
        yield* accepted({ ...minimal, listen: { host }, adminKey: "short" })
      }
      for (const host of ["0.0.0.0", "::", "10.0.0.5", "connector.example", "127.0.0.1.evil.example", "127.evil"]) {
        expect((yield* refused({ ...minimal, listen: { host } })).length).toBe(1)
        const short = yield* refused({ ...minimal, listen: { host }, adminKey: "k".repeat(31) })
        expect(short).toEqual(["adminKey: needs at least 32 characters, because listen.host is not this machine alone"])
        yield* accepted({ ...minimal, listen: { host }, adminKey: "k".repeat(32) })
      }
    })
  )

  itEffect("take a secret as a text, from the environment or from a file", () =>
    Effect.gen(function* () {
      const path = `${directory}/secret`
      writeFileSync(path, "from the file\n")
      const secretOf = (webhookSecret: unknown) =>
        Effect.map(accepted(withTenant({ webhookSecret })), ({ tenants }) => Redacted.value(tenants[0]!.webhookSecret))
      expect(yield* secretOf("plain")).toBe("plain")
      expect(yield* secretOf({ env: "EPIC_WEBHOOK_SECRET" })).toBe("whsec")
      expect(yield* secretOf({ file: path })).toBe("from the file")
    })
  )

  itEffect("tell which secret cannot be read, in one line each", () =>
    Effect.gen(function* () {
      const lineOf = (webhookSecret: unknown) => refused(withTenant({ webhookSecret }))
      const at = "tenants[0].webhookSecret"
      expect(yield* lineOf({ env: "EMPTY" })).toEqual([`${at}: the environment variable EMPTY is missing or empty`])
      expect(yield* lineOf({ file: "/no/such" })).toEqual([`${at}: the file /no/such is missing or empty`])
      const shape = `${at}: expected a text, { "env": NAME } or { "file": PATH }`
      for (const wrong of [5, null, {}, { env: 5 }, { env: "A", file: "b" }, { evn: "A" }]) {
        expect(yield* lineOf(wrong)).toEqual([shape])
      }
      expect((yield* lineOf("")).length).toBe(1)
    })
  )

  itEffect("S8: never show a secret", () =>
    Effect.gen(function* () {
      const settings = yield* accepted(minimal)
      const shown = Bun.inspect(settings, { depth: 10 }) + JSON.stringify(settings)
      expect(shown).not.toContain("canary")
      const wrong = withTenant({ id: "a/b", omnium: { ...tenant.omnium, clientId: "" } })
      expect((yield* refused(wrong)).join("\n")).not.toContain("canary")
      const path = `${directory}/broken.json`
      writeFileSync(path, `{ "adminKey": canary }`)
      expect((yield* Effect.flip(load(path).pipe(Effect.provide(Ambient)))).message).toBe(`${path}: is not JSON`)
    })
  )

  itEffect("take plain http to this machine and to named hosts alone", () =>
    Effect.gen(function* () {
      for (const host of [
        "http://localhost:1/demo",
        "http://[::1]:1/demo",
        "http://2130706433/demo",
        "https://wms.example/demo"
      ]) {
        yield* accepted(withHost(host))
      }
      const plain = "plain http is only allowed to this machine, or to hosts named in allowInsecureHosts"
      for (const host of ["http://wms.example/demo", "http://127.0.0.1.evil.example/demo", "http://10.0.0.5/demo"]) {
        expect(yield* refused(withHost(host))).toEqual([`tenants[0].connector.Host: ${plain}`])
      }
      const omnium = { ...tenant.omnium, host: "http://oms.example" }
      expect(yield* refused(withTenant({ omnium }))).toEqual([`tenants[0].omnium.host: ${plain}`])
      yield* accepted({ ...withTenant({ omnium }), allowInsecureHosts: ["oms.example"] })
      expect((yield* refused({ ...withTenant({ omnium }), allowInsecureHosts: ["example"] })).length).toBe(1)
    })
  )

  itEffect("refuse a host that is no address of an API (X6)", () =>
    Effect.gen(function* () {
      for (const host of [
        "",
        "wms",
        "ftp://wms.example/demo",
        "https://a:b@wms.example/demo",
        "https://wms.example/demo?x",
        "https://wms.example"
      ]) {
        const problems = yield* refused(withHost(host))
        expect(problems.map((line) => line.split(":")[0])).toEqual(["tenants[0].connector.Host"])
      }
    })
  )

  itEffect("refuse a tenant id that does not fit in a path", () =>
    Effect.gen(function* () {
      for (const id of ["", "a/b", "..", "a b", "æ", "x".repeat(65)]) {
        expect((yield* refused(withTenant({ id })))[0]).toStartWith("tenants[0].id: ")
      }
      yield* accepted(withTenant({ id: "epic-shop_no.2" }))
    })
  )

  itEffect("take Omnium's own connector JSON, whatever its case, with switches as texts", () =>
    Effect.gen(function* () {
      const pasted = [
        {
          name: "Ongoing",
          type: "wms",
          host: "https://api.ongoingsystems.se/demo",
          username: "user",
          password: "canary-2",
          isAuthenticatedManually: false,
          timeOut: "00:00:30",
          enabledForMarkets: [],
          properties: [
            { key: "SyncOrders", value: "true" },
            { key: "SyncPurchaseOrders", value: "True" },
            { key: "SyncInventory", value: "1" },
            { key: "SyncReturns", value: "false" },
            { key: "SomethingElse", value: null }
          ]
        },
        {
          Name: "ongoing",
          HOST: "https://api.ongoingsystems.se/demo/api/v1/",
          UserName: "user",
          PassWord: "canary-2",
          Properties: [
            { Key: "syncorders", Value: true },
            { Key: "SYNCPURCHASEORDERS", Value: "TRUE" },
            { Key: "SyncInventory", Value: "true", KeyGroup: "x" }
          ]
        },
        {
          name: "Ongoing",
          host: null,
          properties: [
            { key: "Host", value: "https://api.ongoingsystems.se/demo" },
            { key: "Username", value: "user" },
            { key: "Password", value: "canary-2" },
            { key: "SyncOrders", value: "true" },
            { key: "SyncPurchaseOrders", value: "true" },
            { key: "SyncInventory", value: "true" },
            { key: "SyncReturns", value: "" }
          ]
        }
      ]
      for (const connector of pasted) {
        const { tenants } = yield* accepted(withConnector(connector))
        expect(tenants[0]?.connector).toMatchObject({
          Username: "user",
          SyncOrders: true,
          SyncPurchaseOrders: true,
          SyncInventory: true,
          SyncReturns: false
        })
        expect(tenants[0]?.connector.Host.href).toBe("https://api.ongoingsystems.se/demo/api/v1")
        expect(Redacted.value(tenants[0]!.connector.Password)).toBe("canary-2")
      }
    })
  )

  itEffect("tell what a pasted connector lacks by the documented names", () =>
    Effect.gen(function* () {
      const connector = { name: "Unifaun", username: "u", properties: [{ key: "SyncOrders", value: "maybe" }] }
      expect(yield* refused(withConnector(connector))).toEqual([
        "tenants[0].connector.name: expected Ongoing's connector",
        "tenants[0].connector.Host: is missing",
        "tenants[0].connector.Password: is missing",
        "tenants[0].connector.SyncOrders: expected boolean"
      ])
    })
  )

  itEffect("are read from a file, with a byte order mark or without", () =>
    Effect.gen(function* () {
      const path = `${directory}/connector.config.json`
      for (const mark of ["", "\uFEFF"]) {
        writeFileSync(path, mark + JSON.stringify(minimal))
        expect((yield* load(path)).tenants[0]?.id).toBe("epic")
      }
    }).pipe(Effect.provide(Ambient))
  )

  itEffect("that are not there are three lines on what to do", () =>
    Effect.gen(function* () {
      const { problems } = yield* Effect.flip(load(`${directory}/none.json`))
      expect(problems.length).toBe(3)
      expect(problems[0]).toContain(`${directory}/none.json`)
      const unreadable = yield* Effect.flip(load(directory))
      expect(unreadable.problems.length).toBe(1)
    }).pipe(Effect.provide(Ambient))
  )

  itEffect("follow another port with a public URL that was not configured", () =>
    Effect.gen(function* () {
      expect(withPort(yield* accepted(minimal), 5000).publicUrl.href).toBe("http://127.0.0.1:5000/")
      const given = yield* accepted({ ...minimal, publicUrl: "https://connector.example" })
      expect(withPort(given, 5000)).toMatchObject({ listen: { port: 5000 }, publicUrl: given.publicUrl })
      const open = yield* accepted({ ...minimal, listen: { host: "::", port: 80 }, adminKey: "k".repeat(32) })
      expect(open.publicUrl.href).toBe("http://localhost/")
    })
  )

  test("are described by the published schema", () => {
    const published = readFileSync(`${import.meta.dir}/../../connector.config.schema.json`, "utf8")
    expect(JSON.parse(published)).toEqual(jsonSchema())
  })
})
