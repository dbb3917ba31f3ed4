import type { Bodies } from "./KeptBodies.ts"
import { redacted } from "./Redaction.ts"
import type { RequestRow } from "./RequestLog.ts"

/** For a shell: a text as it is, and where a secret stood the variable that holds it. */
export const quoted = (text: string): string =>
  `'${text.replaceAll("'", `'\\''`).replaceAll(redacted, `'"$PASSWORD"'`)}'`

/** The request as a command that can be run; `authorization` is the options that its API takes. */
export const curl = (origin: string, row: RequestRow, { request }: Bodies, authorization: string): string => {
  const { method, path, query } = row
  return [
    `curl -sS -X ${method} ${quoted(`${origin}${path}${query === "" ? "" : `?${query}`}`)}`,
    ...(authorization === "" ? [] : [authorization]),
    ...(request === undefined ? [] : [`-H 'content-type: application/json' --data-binary ${quoted(request)}`])
  ].join(" ")
}
