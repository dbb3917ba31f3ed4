import { DateTime, Option } from "effect"

/** Such as `Sun, 06 Nov 1994 08:49:37 GMT`: the only form that servers still send. */
const form = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

export const httpDate = (header: string | undefined): Option.Option<DateTime.Utc> =>
  header !== undefined && form.test(header.trim()) ? DateTime.make(header.trim()) : Option.none()
