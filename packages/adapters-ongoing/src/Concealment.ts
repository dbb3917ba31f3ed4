import { Redacted } from "effect"
import { Base64 } from "effect/encoding"

/** Takes the password out of foreign words, in every form in which it, or the header made of it, may stand there. */
export const concealing =
  (credentials: { readonly username: string; readonly password: Redacted.Redacted }) =>
  (text: string): string => {
    const password = Redacted.value(credentials.password).toWellFormed()
    return [
      Base64.encode(`${credentials.username}:${password}`),
      Base64.encode(password),
      password,
      encodeURIComponent(password),
      JSON.stringify(password).slice(1, -1)
    ]
      .filter((form) => form !== "")
      .reduce((concealed, form) => concealed.replaceAll(form, "[redacted]"), text)
  }
