import { type DateTime, Effect, FileSystem, JsonSchema, Option, type Redacted, Schema, SchemaIssue } from "effect"
import { documented, foreignName, isPasted } from "./SettingsConnector.ts"
import { publishedFile, settingsFile } from "./SettingsFile.ts"
import { isLoopback } from "./SettingsValues.ts"

export interface TenantSettings {
  readonly id: string
  readonly from: DateTime.Utc
  readonly webhookSecret: Redacted.Redacted
  readonly omnium: { readonly host: URL; readonly clientId: string; readonly clientSecret: Redacted.Redacted }
  readonly connector: {
    /** Ends with the warehouse and `/api/v1`. */
    readonly Host: URL
    readonly Username: string
    readonly Password: Redacted.Redacted
    readonly SyncOrders: boolean
    readonly SyncPurchaseOrders: boolean
    readonly SyncInventory: boolean
    readonly SyncReturns: boolean
  }
  readonly exportStatuses: ReadonlyArray<string> | undefined
  readonly inventory: { readonly compareWith: "inventory" | "available" | "precise" }
  /** Cron expressions, meant in the time zone. */
  readonly tasks: {
    readonly OngoingSyncScheduledTask: string
    readonly OngoingProductSyncScheduledTask: string
    readonly exportPoll: string
  }
  readonly timeZone: string
}

export interface Settings {
  readonly listen: { readonly host: string; readonly port: number }
  readonly publicUrl: URL
  readonly dataDir: string
  /** Always there, with at least 32 characters, unless only this machine can reach the service. */
  readonly adminKey: Redacted.Redacted | undefined
  readonly tenants: ReadonlyArray<TenantSettings>
}

/** Everything that is wrong, a line each. */
export class SettingsProblems extends Schema.TaggedError<SettingsProblems>()("SettingsProblems", {
  problems: Schema.Array(Schema.String)
}) {
  override get message() {
    return this.problems.join("\n")
  }
}

const read = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  const text = yield* files.readFileString(path).pipe(
    Effect.catchReason("PlatformError", "NotFound", () =>
      Effect.fail(
        new SettingsProblems({
          problems: [
            `There is no configuration at ${path}.`,
            "Write one as connector.config.schema.json describes it, or name it by --config FILE or CONNECTOR_CONFIG.",
            "To see the connector at work without one: npx --yes bun@1.4.5 run demo"
          ]
        })
      )
    ),
    Effect.catchTag("PlatformError", (error) =>
      Effect.fail(new SettingsProblems({ problems: [`${path}: cannot be read (${error.reason._tag})`] }))
    )
  )
  return yield* Effect.try({
    // Some editors begin a file with a byte order mark.
    try: (): unknown => JSON.parse(text.replace(/^\uFEFF/, "")),
    // The parser's own message quotes the text, which may be a secret.
    catch: () => new SettingsProblems({ problems: [`${path}: is not JSON`] })
  })
})

/** The settings of a configuration file, or all that is wrong with it. */
export const load = (path: string): Effect.Effect<Settings, SettingsProblems, FileSystem.FileSystem> =>
  Effect.flatMap(read(path), settingsFrom)

const AnyMembers = Schema.Record(Schema.String, Schema.Unknown)
const AnyTenants = Schema.Struct({ tenants: Schema.Array(Schema.Unknown) })
const AnyListen = Schema.Struct({ listen: Schema.Struct({ host: Schema.String }) })
const AnyAllowed = Schema.Struct({ allowInsecureHosts: Schema.Array(Schema.String) })

/** What of it has the shape, however wrong the rest is. */
const loosely = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, file: unknown): S["Type"] | undefined =>
  Option.getOrUndefined(Schema.decodeUnknownOption(schema)(file))

export const settingsFrom = Effect.fnUntraced(function* (
  file: unknown
): Effect.fn.Return<Settings, SettingsProblems, FileSystem.FileSystem> {
  const listenHost = loosely(AnyListen, file)?.listen.host ?? "127.0.0.1"
  const listensOnLoopback = isLoopback(listenHost)
  const surroundings = { listensOnLoopback, allowInsecureHosts: loosely(AnyAllowed, file)?.allowInsecureHosts ?? [] }
  const across = [...withoutAdminKey(file, listensOnLoopback), ...tenantProblems(file)]
  const decode = Schema.decodeUnknownEffect(settingsFile(surroundings), { errors: "all", onExcessProperty: "error" })
  const decoded = yield* decode(withDocumentedConnectors(file)).pipe(
    Effect.mapError(({ issue }) => new SettingsProblems({ problems: [...across, ...lines(issue, [])] }))
  )
  if (across.length > 0) return yield* new SettingsProblems({ problems: across })
  const { listen, publicUrl, dataDir, adminKey, tenants } = decoded
  return {
    listen,
    publicUrl: publicUrl ?? addressOf(listen),
    dataDir,
    adminKey,
    tenants: tenants.map(({ connector: { exportStatuses, ...connector }, ...tenant }) => ({
      ...tenant,
      connector,
      exportStatuses
    }))
  }
})

/** Where people on this machine reach the service. */
const addressOf = ({ host, port }: Settings["listen"]): URL => {
  const named = host === "0.0.0.0" || host === "::" ? "localhost" : host
  return new URL(`http://${named.includes(":") && !named.startsWith("[") ? `[${named}]` : named}:${port}`)
}

/** Listening on another port; a public URL that was not configured follows. */
export const withPort = (settings: Settings, port: number): Settings => {
  const listen = { ...settings.listen, port }
  const isDefault = settings.publicUrl.href === addressOf(settings.listen).href
  return { ...settings, listen, publicUrl: isDefault ? addressOf(listen) : settings.publicUrl }
}

const withoutAdminKey = (file: unknown, listensOnLoopback: boolean): ReadonlyArray<string> => {
  const members = loosely(AnyMembers, file)
  return members === undefined || "adminKey" in members || listensOnLoopback
    ? []
    : ["adminKey: is missing; it may be left out only when listen.host is a loopback address"]
}

const tenantsOf = (file: unknown): ReadonlyArray<unknown> => loosely(AnyTenants, file)?.tenants ?? []

const tenantProblems = (file: unknown): ReadonlyArray<string> => {
  const tenants = tenantsOf(file).map((tenant) => loosely(AnyMembers, tenant))
  return tenants.flatMap((tenant, index) => {
    const connector = tenant?.connector
    const foreign = isPasted(connector) ? foreignName(connector) : undefined
    const first = tenants.findIndex((other) => typeof other?.id === "string" && other.id === tenant?.id)
    return [
      ...(first === -1 || first === index ? [] : [`tenants[${index}].id: is the id of tenants[${first}] too`]),
      ...(foreign === undefined ? [] : [`tenants[${index}].connector.name: expected Ongoing's connector`])
    ]
  })
}

const withDocumentedConnectors = (file: unknown): unknown => {
  const members = loosely(AnyMembers, file)
  if (members === undefined || loosely(AnyTenants, file) === undefined) return file
  const tenants = tenantsOf(file).map((tenant) => {
    const of = loosely(AnyMembers, tenant)
    return of !== undefined && isPasted(of.connector) ? { ...of, connector: documented(of.connector) } : tenant
  })
  return { ...members, tenants }
}

const pathText = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    ""
  )

const words = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    if (issue._tag === "MissingKey") return "is missing"
    return issue._tag === "UnexpectedKey" ? "is not a known setting" : SchemaIssue.defaultLeafHook(issue)
  }
})

/** One line for each wrong setting; of a setting with several forms, not one for each form. */
const lines = (issue: SchemaIssue.Issue, path: ReadonlyArray<PropertyKey>): ReadonlyArray<string> => {
  switch (issue._tag) {
    case "Pointer":
      return lines(issue.issue, [...path, ...issue.path])
    case "Composite":
      return issue.issues.flatMap((each) => lines(each, path))
    case "Encoding":
      return lines(issue.issue, path)
    default: {
      const single = issue._tag === "AnyOf" ? new SchemaIssue.AnyOf(issue.ast, []) : issue
      const message = words(single).issues[0]?.message ?? "is wrong"
      return [`${pathText(path) || "the file"}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`]
    }
  }
}

/** The published description of the file, for editors and for people. */
export const jsonSchema = (): JsonSchema.JsonSchema => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(publishedFile(), { onExcessProperty: "error" })
  return {
    $schema: JsonSchema.META_SCHEMA_URI_DRAFT_2020_12,
    title: "Configuration of the connector",
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  }
}
