import { Redacted } from "effect"

const concealed = "<redacted>"

/** The forms in which a secret may turn up in a text: plain, URL-encoded, JSON-escaped, and in HTTP Basic. */
const formsOf = (secret: string, users: ReadonlyArray<string>): ReadonlyArray<string> => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
  ...users.map((user) => Buffer.from(`${user}:${secret}`).toString("base64"))
]

/** Shorter ones stand in ordinary words; they are kept out by never being put into a text. */
const shortest = 6

/** Removes secrets from a text that is about to leave the process: the last net, not the first. */
export const redaction = (secrets: ReadonlyArray<Redacted.Redacted<string>>, users: ReadonlyArray<string>) => {
  const forms = [
    ...new Set(
      secrets
        .map((secret) => Redacted.value(secret))
        .filter((secret) => secret.length >= shortest)
        .flatMap((secret) => formsOf(secret, users))
    )
  ].sort((one, other) => other.length - one.length)
  return (text: string): string =>
    forms
      .reduce((rest, form) => rest.replaceAll(form, concealed), text)
      .replace(/((?:clientSecret|client_secret|password|access_token)=)[^&\s"]+/gi, `$1${concealed}`)
}
