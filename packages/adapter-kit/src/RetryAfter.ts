import { DateTime, Duration, Option } from "effect"
import * as HttpDate from "./HttpDate.ts"

/** No server keeps us waiting longer than this, whatever it says. */
const longest = Duration.hours(1)

/** Seconds, or a date as seen from the time of the answer; what is neither, or past, is as if it were not there. */
export const parse = (header: string | undefined, answeredAt: DateTime.Utc): Option.Option<Duration.Duration> => {
  const text = header?.trim() ?? ""
  const wait = /^\d+$/.test(text)
    ? Option.some(Duration.seconds(Number(text)))
    : HttpDate.parse(text).pipe(
        Option.filter(DateTime.isGreaterThanOrEqualTo(answeredAt)),
        Option.map((date) => DateTime.distance(answeredAt, date))
      )
  return Option.map(wait, Duration.min(longest))
}
