/** @jsxImportSource hono/jsx */
import type { OwnCall, SeenCall } from "./Calls.ts"
import type { PlayedScene } from "./Stage.ts"

/** Who called whom: what the story did itself, each as a curl, and what the connector did about it. */
export const Calls = ({ scene }: { readonly scene: PlayedScene }) => (
  <details class="calls">
    <summary>
      {scene.own.length} {scene.own.length === 1 ? "call" : "calls"} told it
    </summary>
    <ol>
      {scene.own.map((call) => (
        <li>
          <code>
            {call.method} {new URL(call.url).pathname}
          </code>{" "}
          {call.status}
          <details>
            <summary>curl</summary>
            <pre>{curlOf(call)}</pre>
          </details>
        </li>
      ))}
    </ol>
    <Overheard system="Omnium" calls={scene.omnium} />
    <Overheard system="Ongoing" calls={scene.ongoing} />
  </details>
)

const Overheard = ({ system, calls }: { readonly system: string; readonly calls: ReadonlyArray<SeenCall> }) => {
  const isRead = ({ method, path }: SeenCall) => method === "GET" || /\/(Search|Scroll|Token)\w*$/i.test(path)
  const writes = calls.filter((call) => !isRead(call))
  return (
    <>
      <p>
        The connector told {system} {writes.length === 0 ? "nothing" : "this"}, and asked it{" "}
        {calls.length - writes.length} times.
      </p>
      <ol>
        {writes.map((call) => (
          <li>
            <code>
              {call.method} {call.path}
            </code>{" "}
            {call.status}
          </li>
        ))}
      </ol>
    </>
  )
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The call as anybody can make it again; Omnium's token comes first where it takes one. */
export const curlOf = ({ method, url, authorization, body }: OwnCall): string => {
  const [scheme = "", credentials = ""] = authorization?.split(" ") ?? []
  const token = `T=$(curl -sX POST ${quoted(`${new URL(url).origin}/api/Token?clientId=demo&clientSecret=demo`)})\n`
  return [
    scheme === "Bearer" ? token : "",
    `curl -sX ${method} ${quoted(url)}`,
    scheme === "Bearer" ? ' -H "Authorization: Bearer $T"' : "",
    scheme === "Basic" ? ` -u ${quoted(atob(credentials))}` : "",
    body === "" ? "" : ` -H 'Content-Type: application/json' -d ${quoted(body)}`
  ].join("")
}
