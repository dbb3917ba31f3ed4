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

/** A file usually ends with a new line, which is no part of the secret. */
const secretValue = Effect.fnUntraced(function* (
  source: string | { readonly env: string } | { readonly file: string }
): Effect.fn.Return<Redacted.Redacted, SchemaIssue.Issue, FileSystem.FileSystem> {
  if (typeof source === "string") return Redacted.make(source)
  const [found, where] =
    "env" in source
      ? [Effect.option(Config.String(source.env)), `environment variable ${source.env}`]
      : [Effect.option(FileSystem.FileSystem.use((files) => files.readFileString(source.file))), `file ${source.file}`]
  const value = Option.getOrElse(yield* found, () => "").replace(/\r?\n$/, "")
  return value === "" ? yield* refuse(`the ${where} is missing or empty`) : Redacted.make(value)
})

/** A value that is written nowhere: given as a text, by the environment or by a file. */
export const secret = (description: string) =>
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

export const ongoingHost = (text: string): URL | string => {
  const host = OngoingHost.normalise(text)
  return typeof host === "string" ? hostWords[host] : host
}

export const plainUrl = (text: string): URL | string => {
  const url = URL.parse(text)
  if (url === null) return "expected a URL such as https://example.com"
  if (url.protocol !== "https:" && url.protocol !== "http:") return hostWords["not-http"]
  if (url.username !== "" || url.password !== "") return hostWords["credentials-in-url"]
  return url.search !== "" || url.hash !== "" ? hostWords["query-in-url"] : url
}

export const urlFrom = (parse: (text: string) => URL | string, description: string) =>
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
export const upstream = (
  parse: (text: string) => URL | string,
  description: string,
  { allowInsecureHosts }: Surroundings
) =>
  urlFrom((text) => {
    const url = parse(text)
    if (typeof url === "string" || url.protocol === "https:" || isLoopback(url.hostname)) return url
    const allowed = allowInsecureHosts.some((host) => [url.hostname, url.host].includes(host.toLowerCase()))
    return allowed ? url : "plain http is only allowed to this machine, or to hosts named in allowInsecureHosts"
  }, description)

export const Instant = Schema.String.annotate({
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

export const CronExpression = Schema.String.annotate({ description: "minute hour day month weekday" }).check(
  Schema.makeFilter(
    (text) =>
      Result.isSuccess(Cron.parse(text)) ||
      "expected a cron expression such as */5 * * * * (minute hour day month weekday)"
  )
)

export const TimeZone = Schema.String.annotate({
  description: "The time zone in which the tasks' times are meant."
}).check(
  Schema.makeFilter((name) => Option.isSome(DateTime.zoneMakeNamed(name)) || "expected a time zone such as Europe/Oslo")
)
