import { Redacted } from "effect"
import { Base64 } from "effect/encoding"

/** Takes secrets out of foreign words: as they are, in Base64 and as part of an address, each also escaped for JSON. */
export const concealing = (secrets: ReadonlyArray<Redacted.Redacted>): ((text: string) => string) => {
  // Most answers need no words, so the pattern is made for the first that does.
  let pattern: RegExp | undefined
  return (text) => {
    pattern ??= patternOf(secrets)
    return text.replace(pattern, "[redacted]")
  }
}

const patternOf = (secrets: ReadonlyArray<Redacted.Redacted>): RegExp => {
  const forms = secrets
    .map((secret) => Redacted.value(secret).toWellFormed())
    .filter((secret) => secret !== "")
    .flatMap(formsOf)
    .sort((one, other) => other.length - one.length)
  const nothing = "(?!)"
  return new RegExp(forms.map((form) => form.split("").map(unitPattern).join("")).join("|") || nothing, "gi")
}

const formsOf = (secret: string): ReadonlyArray<string> => [
  secret,
  Base64.encode(secret),
  encodeURIComponent(secret),
  new URLSearchParams([["", secret]]).toString().slice(1)
]

/** Writers of JSON differ in what they escape, and how. */
const unitPattern = (unit: string): string => {
  const code = `u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
  return `(?:\\\\${code}|\\\\?\\${code})`
}
