import * as OngoingHost from "@omnium-ongoing/adapters-ongoing/OngoingHost"
import {
  Config,
  Cron,
  DateTime,
  Effect,
  FileSystem,
  Option,
  Redacted,
  Result,
  Schema,
  SchemaIssue,
  SchemaTransformation
} from "effect"

/** What one setting has to know of another, so that both are judged even when a third is wrong. */
export interface Surroundings {
  readonly allowInsecureHosts: ReadonlyArray<string>
  readonly listensOnLoopback: boolean
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const refuse = (message: string) => Effect.fail(new SchemaIssue.InvalidValue({ message }))

/** The value is trimmed: a file usually ends with a new line that is not part of the secret. */
const secretValue = Effect.fnUntraced(function* (
  source: string | { readonly env: string } | { readonly file: string }
): Effect.fn.Return<Redacted.Redacted, SchemaIssue.Issue, FileSystem.FileSystem> {
  if (typeof source === "string") return Redacted.make(source)
  const [found, where] =
    "env" in source
      ? [Effect.option(Config.String(source.env)), `environment variable ${source.env}`]
      : [Effect.option(FileSystem.FileSystem.use((files) => files.readFileString(source.file))), `file ${source.file}`]
  const value = Option.map(yield* found, (text) => text.trim())
  if (Option.isNone(value)) return yield* refuse(`the ${where} cannot be read`)
  return value.value === "" ? yield* refuse(`the ${where} is empty`) : Redacted.make(value.value)
})

const secret = (description: string) =>
  Schema.Union([
    Schema.NonEmptyString,
    Schema.Struct({ env: Schema.NonEmptyString }),
    Schema.Struct({ file: Schema.NonEmptyString })
  ])
    .annotate({ description, expected: 'a text, { "env": NAME } or { "file": PATH }' })
    .pipe(
      Schema.decodeTo(
        Schema.Redacted(Schema.String),
        SchemaTransformation.transformEffect({
          decode: secretValue,
          encode: () => refuse("a secret is never written")
        })
      )
    )

const hostWords: Readonly<Record<OngoingHost.UnusableHost, string>> = {
  "not-a-url": "expected a URL such as https://api.ongoingsystems.se/warehouse",
  "not-http": "expected a URL that begins with https://",
  "credentials-in-url": "must not contain a user name or password",
  "query-in-url": "must not contain ? or #",
  "no-warehouse": "lacks the warehouse, as in https://api.ongoingsystems.se/warehouse"
}

const ongoingHost = (text: string): URL | string => {
  const host = OngoingHost.normalise(text)
  return typeof host === "string" ? hostWords[host] : host
}

const plainUrl = (text: string): URL | string => {
  const url = URL.parse(text)
  if (url === null) return "expected a URL such as https://example.com"
  if (url.protocol !== "https:" && url.protocol !== "http:") return hostWords["not-http"]
  if (url.username !== "" || url.password !== "") return hostWords["credentials-in-url"]
  return url.search !== "" || url.hash !== "" ? hostWords["query-in-url"] : url
}

const urlFrom = (parse: (text: string) => URL | string, description: string) =>
  Schema.String.annotate({ description }).pipe(
    Schema.decodeTo(
      Schema.URL,
      SchemaTransformation.transformEffect({
        decode: (text: string) => {
          const url = parse(text)
          return typeof url === "string" ? refuse(url) : Effect.succeed(url)
        },
        encode: (url) => Effect.succeed(url.href)
      })
    )
  )

/** Plain http shows passwords and customers' addresses to whoever listens, so it must be asked for by name. */
const upstream = (parse: (text: string) => URL | string, description: string, { allowInsecureHosts }: Surroundings) =>
  urlFrom((text) => {
    const url = parse(text)
    if (typeof url === "string" || url.protocol === "https:" || isLoopback(url.hostname)) return url
    const allowed = allowInsecureHosts.some((host) => [url.hostname, url.host].includes(host.toLowerCase()))
    return allowed ? url : "plain http is only allowed to this machine, or to hosts named in allowInsecureHosts"
  }, description)

const Instant = Schema.String.annotate({
  description: "The go-live line: orders, deliveries and returns older than it are left alone."
})
  .check(
    Schema.makeFilter(
      (text) =>
        (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
          Option.isSome(DateTime.make(text))) ||
        "expected an instant with its zone, such as 2026-11-01T00:00:00Z"
    )
  )
  .pipe(Schema.decodeTo(Schema.DateTimeUtcFromString))

const CronExpression = Schema.String.annotate({ description: "minute hour day month weekday" }).check(
  Schema.makeFilter(
    (text) =>
      Result.isSuccess(Cron.parse(text)) ||
      "expected a cron expression such as */5 * * * * (minute hour day month weekday)"
  )
)

const TimeZone = Schema.String.annotate({ description: "The time zone in which the tasks' times are meant." }).check(
  Schema.makeFilter((name) => Option.isSome(DateTime.zoneMakeNamed(name)) || "expected a time zone such as Europe/Oslo")
)

const withDefault = <S extends Schema.Constraint>(schema: S, value: S["Encoded"]) =>
  Schema.withDecodingDefaultKey<S>(Effect.succeed(value))(schema)

const ConnectorOptions = (surroundings: Surroundings) =>
  Schema.Struct({
    Host: upstream(ongoingHost, "Ongoing's host with the warehouse, with or without /api/v1.", surroundings),
    Username: Schema.NonEmptyString,
    Password: secret("The password of Ongoing's API user."),
    SyncOrders: withDefault(Schema.Boolean, false),
    SyncPurchaseOrders: withDefault(Schema.Boolean, false),
    SyncInventory: withDefault(Schema.Boolean, false),
    SyncReturns: withDefault(Schema.Boolean, false),
    exportStatuses: Schema.optionalKey(
      Schema.NonEmptyArray(Schema.NonEmptyString).annotate({
        description:
          "Order statuses that export, in place of those whose active workflow steps name the connector Ongoing."
      })
    )
  })

/** As it stands in Omnium, before its members have been brought to the names above. */
const PastedConnector = Schema.StructWithRest(
  Schema.Struct({ properties: Schema.Array(Schema.Struct({ key: Schema.String, value: Schema.Unknown })) }),
  [Schema.Record(Schema.String, Schema.Unknown)]
).annotate({ description: "Omnium's own JSON of the connector Ongoing, pasted as it is." })

const AdminKey = secret(
  "May be left out only when listen.host is a loopback address; otherwise it has at least 32 characters."
)
const LongAdminKey = AdminKey.check(
  Schema.makeFilter(
    (key) =>
      Redacted.value(key).length >= 32 || "needs at least 32 characters, because listen.host is not this machine alone"
  )
)

const root = <C extends Schema.Constraint>(connector: C, surroundings: Surroundings) => {
  return Schema.Struct({
    $schema: Schema.optionalKey(Schema.String),
    listen: withDefault(
      Schema.Struct({
        host: withDefault(Schema.NonEmptyString, "127.0.0.1"),
        port: withDefault(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65535 })), 4000)
      }),
      {}
    ),
    publicUrl: Schema.optionalKey(
      urlFrom(plainUrl, "The address under which Omnium's users reach the service: label links point there.")
    ),
    dataDir: withDefault(Schema.NonEmptyString, "./data"),
    adminKey: Schema.optionalKey(surroundings.listensOnLoopback ? AdminKey : LongAdminKey),
    allowInsecureHosts: withDefault(
      Schema.Array(Schema.NonEmptyString).annotate({ description: "Hosts that may be reached by plain http." }),
      []
    ),
    tenants: Schema.Array(
      Schema.Struct({
        id: Schema.String.check(
          Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, {
            message: "expected letters, digits, dots, hyphens and underscores, at most 64"
          })
        ),
        from: Instant,
        timeZone: withDefault(TimeZone, "UTC"),
        webhookSecret: secret("What Omnium and Ongoing prove themselves by when they call."),
        omnium: Schema.Struct({
          host: upstream(plainUrl, "The host of Omnium's API.", surroundings),
          clientId: Schema.NonEmptyString,
          clientSecret: secret("The secret of Omnium's API client.")
        }),
        connector,
        inventory: withDefault(
          Schema.Struct({
            compareWith: withDefault(Schema.Literals(["inventory", "available", "precise"]), "inventory")
          }),
          {}
        ),
        tasks: withDefault(
          Schema.Struct({
            OngoingSyncScheduledTask: withDefault(CronExpression, "*/5 * * * *"),
            OngoingProductSyncScheduledTask: withDefault(CronExpression, "*/15 * * * *"),
            exportPoll: withDefault(CronExpression, "* * * * *")
          }),
          {}
        )
      })
    ).check(Schema.isMinLength(1, { message: "expected at least one tenant" }))
  })
}

/** The file, once every pasted connector has the documented names. */
export const settingsFile = (surroundings: Surroundings) => root(ConnectorOptions(surroundings), surroundings)

/** The file as people may write it. */
export const publishedFile = () => {
  const surroundings = { allowInsecureHosts: [], listensOnLoopback: true }
  return root(Schema.Union([ConnectorOptions(surroundings), PastedConnector]), surroundings)
}
