import { DateTime, Duration, Option } from "effect"
import * as HttpDate from "./HttpDate.ts"

/** No server keeps us waiting longer than this, whatever it says. */
const longest = Duration.hours(1)

/** Seconds or a date; what is neither, negative or past is as if it were not there. */
export const parse = (header: string | undefined, now: DateTime.Utc): Option.Option<Duration.Duration> => {
  const wait =
    header !== undefined && /^\d+$/.test(header)
      ? Option.some(Duration.seconds(Number(header)))
      : HttpDate.parse(header).pipe(
          Option.filter(DateTime.isGreaterThan(now)),
          Option.map((date) => DateTime.distance(now, date))
        )
  return Option.map(wait, Duration.min(longest))
}
