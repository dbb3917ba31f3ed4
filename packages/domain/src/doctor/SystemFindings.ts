import { type DateTime, Duration, Option } from "effect"
import type { System, UpstreamReason } from "../ports/Upstream.ts"
import { error, type Finding, ok, warning } from "./Finding.ts"

const nameOf = { ongoing: "Ongoing", omnium: "Omnium" } as const satisfies Record<System, string>

const credentialsOf = {
  ongoing: "connector.Username and connector.Password",
  omnium: "omnium.clientId and omnium.clientSecret"
} as const satisfies Record<System, string>

const hostOf = {
  ongoing: "connector.Host: it is the address with the warehouse, such as https://api.ongoingsystems.se/{warehouse}",
  omnium: "omnium.host: it is the address before /api, such as https://api.omnium.no"
} as const satisfies Record<System, string>

/** What the first authenticated call came to. `sameCall` is it as a command line for curl. */
export const answerFinding = (system: System, failure: UpstreamReason | undefined, sameCall?: string): Finding => {
  if (failure === undefined) return ok(system, `${nameOf[system]} answers and takes the credentials.`)
  const because = `${nameOf[system]}: ${failure.message}.`
  switch (failure._tag) {
    case "Unauthorised":
      return error(
        system,
        `${nameOf[system]} refuses the credentials.`,
        `Verify connector options are correctly configured: ${credentialsOf[system]}.`
      )
    case "Throttled":
      return error(system, because, "Wait until calls are allowed again, then run doctor again.")
    case "Unavailable":
    case "UnknownOutcome":
      if (sameCall !== undefined && Option.contains(failure.status, 500))
        return credentialsOrTransport(because, sameCall)
      return Option.isSome(failure.status)
        ? error(
            system,
            `${because} Some systems answer wrong credentials so.`,
            `Verify ${credentialsOf[system]}; if they are right, ask whoever runs ${nameOf[system]}.`
          )
        : error(system, because, `Verify ${hostOf[system]}. Is it reachable from this machine?`)
    default:
      return error(system, `${because} Another kind of server may answer there.`, `Verify ${hostOf[system]}.`)
  }
}

/** One and the same 500 was seen for wrong credentials and for a client that the server does not like. */
const credentialsOrTransport = (because: string, sameCall: string): Finding =>
  error(
    "ongoing",
    `${because} The first call with the credentials was answered with 500: it is credentials or transport.`,
    `Check ${credentialsOf.ongoing}, and that the user may see the goods owner of each store. Then make the same call ` +
      `with another HTTP client, which asks for the password: ${sameCall} – if it is answered with 200 there, the ` +
      "credentials are right and Ongoing refuses this program's transport: tell its support so. If not, they are wrong."
  )

/** Cursors follow the other system's clock; what people and logs see follows ours. */
const tolerated = Duration.minutes(1)

export const clockFinding = (system: System, theirs: DateTime.Utc, ours: DateTime.Utc): Finding => {
  const skew = theirs.epochMilliseconds - ours.epochMilliseconds
  if (Math.abs(skew) <= Duration.toMillis(tolerated)) {
    return ok("clock", `The clock of ${nameOf[system]} and ours differ by at most a minute.`)
  }
  const far = Duration.format(Duration.seconds(Math.round(Math.abs(skew) / 1000)))
  return warning(
    "clock",
    `The clock of ${nameOf[system]} is ${far} ${skew > 0 ? "ahead of" : "behind"} ours.`,
    "Let this machine set its clock by NTP."
  )
}
