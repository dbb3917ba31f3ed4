import { Effect, Redacted, Schema } from "effect"
import {
  CronExpression,
  Instant,
  ongoingHost,
  plainUrl,
  type Surroundings,
  secret,
  TimeZone,
  upstream,
  urlFrom
} from "./SettingsValues.ts"

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

const root = <C extends Schema.Constraint>(connector: C, surroundings: Surroundings) =>
  Schema.Struct({
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

/** The file, once every pasted connector has the documented names. */
export const settingsFile = (surroundings: Surroundings) => root(ConnectorOptions(surroundings), surroundings)

/** The file as people may write it. */
export const publishedFile = () => {
  const surroundings = { allowInsecureHosts: [], listensOnLoopback: true }
  return root(Schema.Union([ConnectorOptions(surroundings), PastedConnector]), surroundings)
}
