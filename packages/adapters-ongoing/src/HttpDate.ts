import { DateTime, Option } from "effect"

const pattern = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** A date as HTTP headers carry it. Checked by form first, because JavaScript reads dates into almost any text. */
export const parse = (text: string | undefined): Option.Option<DateTime.Utc> =>
  text !== undefined && pattern.test(text) ? Option.map(DateTime.make(text), DateTime.toUtc) : Option.none()
