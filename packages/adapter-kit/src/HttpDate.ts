import { DateTime, Option } from "effect"

/** Such as `Sun, 06 Nov 1994 08:49:37 GMT`: the only form that servers still send. */
const form = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** A date as HTTP headers carry it. Checked by form first, because JavaScript reads dates into almost any text. */
export const parse = (header: string | undefined): Option.Option<DateTime.Utc> => {
  const text = header?.trim() ?? ""
  return form.test(text) ? Option.map(DateTime.make(text), DateTime.toUtc) : Option.none()
}
